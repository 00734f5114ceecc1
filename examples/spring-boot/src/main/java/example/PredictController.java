package example;

import dev.signet.SignetException;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.picture.Picture;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
class PredictController {
  /** What a client gets. */
  record Answer(String answer, boolean unknown, List<Prediction.ClassProbability> classes) {}

  private final Classifier classifier;
  private final Timer timer;

  PredictController(Classifier classifier, MeterRegistry meters) {
    this.classifier = classifier;
    timer = meters.timer("predictions");
  }

  @PostMapping("/predict")
  Answer predict(@RequestParam MultipartFile picture) throws IOException {
    byte[] bytes = picture.getBytes();
    Prediction prediction = timer.record(() -> classifier.predict(Picture.of(bytes)));
    return new Answer(prediction.answer(), prediction.unknown(), prediction.top(3));
  }

  /** A file that is no picture is the client's fault. */
  @ExceptionHandler
  ProblemDetail refused(SignetException e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
  }
}
