package example;

import dev.signet.inference.Classifier;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class Application {
  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  /** One for all requests: it is safe for use by many threads, and Spring closes it. */
  @Bean
  Classifier classifier(@Value("${signet.model}") Path model) {
    return Classifier.open(model);
  }
}
