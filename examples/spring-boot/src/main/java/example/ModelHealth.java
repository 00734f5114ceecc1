package example;

import dev.signet.inference.Classifier;
import dev.signet.picture.Picture;
import java.awt.image.BufferedImage;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Healthy is what answers. */
@Component("model")
class ModelHealth implements HealthIndicator {
  private final Classifier classifier;

  ModelHealth(Classifier classifier) {
    this.classifier = classifier;
  }

  @Override
  public Health health() {
    classifier.predict(Picture.of(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB)));
    return Health.up().withDetail("arithmetic", classifier.arithmetic()).build();
  }
}
