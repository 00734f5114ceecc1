package dev.signet.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of several shapes are brought to size as torchvision does: drawn ones, or, with {@code
 * -Dsignet.photos=FILE:FILE}, parts of photos.
 */
@Tag("python")
class FitPythonTest {
  /** Of 255: what torchvision's own resizing of a tensor may differ from Pillow's. */
  private static final int NEARLY = 2;

  @TempDir Path folder;

  @Test
  void everyFitIsThatOfTorchvision() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    String photos = System.getProperty("signet.photos", "");
    if (!photos.isEmpty()) {
      arguments.addAll(List.of(photos.split(":", -1)));
    }
    List<String> names =
        Python.with("numpy, torchvision.transforms.v2")
            .runFixture("frame_pictures.py", arguments)
            .lines()
            .toList();
    assertThat(names).hasSizeGreaterThanOrEqualTo(8);
    for (String name : names) {
      for (Fit fit : Fit.values()) {
        for (int side : new int[] {64, 224}) {
          String which = name + "." + fit.label() + "." + side;
          Framing framing = Framing.of(InputSize.square(side), fit);
          byte[] ours = new ImageDecoder(framing).decode(folder.resolve(name + ".jpg"));
          byte[] pillows = Files.readAllBytes(folder.resolve(which + ".rgb"));
          byte[] tensors = Files.readAllBytes(folder.resolve(which + ".tensor.rgb"));
          assertThat(ours).as(which).hasSameSizeAs(pillows);
          assertThat(worst(ours, pillows)).as(which).isLessThanOrEqualTo(NEARLY);
          assertThat(worst(ours, tensors)).as(which + " as a tensor").isLessThanOrEqualTo(NEARLY);
        }
      }
    }
  }

  private static int worst(byte[] one, byte[] other) {
    int worst = 0;
    for (int i = 0; i < one.length; i++) {
      worst = Math.max(worst, Math.abs((one[i] & 0xff) - (other[i] & 0xff)));
    }
    return worst;
  }
}
