package dev.signet.studio;

import dev.signet.Text;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.drawing.Png;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import dev.signet.studio.project.Intake;
import dev.signet.studio.project.Project;

/** The built-in hands as a project to look at. */
final class Example {
  private static final int EACH = 20;
  private static final int SIDE = 96;
  private static final long SEED = 20_260_101;

  private static final Intake EXAMPLE = new Intake("example", true);

  private final Project project;

  Example(Project project) {
    this.project = project;
  }

  /** Draws them into the project; how many. */
  int draw() {
    int count = 0;
    for (int digit = 0; digit < SyntheticSigns.CLASSES.size(); digit++) {
      String label = SyntheticSigns.CLASSES.get(digit);
      for (int i = 1; i <= EACH; i++) {
        byte[] pixels = SyntheticSigns.render(digit, SIDE, SEED + 1000L * digit + i);
        byte[] png = Png.bytes(RgbPixels.toImage(pixels, new ImageSize(SIDE, SIDE)));
        project.add(label, Text.of("drawn-%d-%02d.png", digit, i), png, EXAMPLE);
        count++;
      }
    }
    return count;
  }
}
