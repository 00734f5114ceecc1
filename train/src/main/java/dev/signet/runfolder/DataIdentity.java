package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import java.util.Optional;

/**
 * Which pictures a run was made with, by their {@link Fingerprint}.
 *
 * @param train of the training part
 * @param validation of the validation part
 * @param test of the test part
 */
public record DataIdentity(String train, Optional<String> validation, Optional<String> test) {
  /** Of these parts. */
  public static DataIdentity of(DataParts data) {
    return new DataIdentity(
        Fingerprint.of(data.train()),
        data.validation().map(Fingerprint::of),
        data.test().map(Fingerprint::of));
  }

  /**
   * Refuses other pictures.
   *
   * @throws SignetException that names the part that has changed
   */
  public void requireSame(DataIdentity now) {
    requireSame("training", Optional.of(train), Optional.of(now.train));
    requireSame("validation", validation, now.validation);
    requireSame("test", test, now.test);
  }

  private static void requireSame(String part, Optional<String> then, Optional<String> now) {
    if (!then.equals(now)) {
      throw new SignetException(
          ("the %s pictures are not those that the run was started with: fingerprint %s then, %s"
                  + " now; bring them back, or start a new run (--out)")
              .formatted(part, brief(then), brief(now)));
    }
  }

  private static String brief(Optional<String> fingerprint) {
    return fingerprint.map(hex -> hex.substring(0, Math.min(12, hex.length()))).orElse("none");
  }
}
