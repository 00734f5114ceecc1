///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS dev.signet:signet-predict:0.1.0
//DEPS org.slf4j:slf4j-nop:2.0.18

import dev.signet.inference.Classifier;
import java.nio.file.Path;

/** jbang Answer.java MODEL PICTURE... */
public class Answer {
  public static void main(String[] args) {
    try (Classifier classifier = Classifier.open(Path.of(args[0]))) {
      for (int i = 1; i < args.length; i++) {
        System.out.println(args[i] + ": " + classifier.predict(Path.of(args[i])).answer());
      }
    }
    System.exit(0);
  }
}
