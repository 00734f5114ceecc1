package dev.signet.model;

import dev.signet.artifact.Golden;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * The pictures that a model file's golden logits belong to. They are drawn, so that nobody's photos
 * travel with the weights.
 */
public final class GoldenPictures {
  private static final int COUNT = 3;
  private static final int LARGEST = 64; // pixels a side: they travel with every model file

  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  private GoldenPictures() {}

  /** Draws pictures and asks the network, which must be in evaluation mode on the CPU. */
  static Golden ask(ResNet net, Preprocessing preprocessing) {
    InputSize input = net.config().input();
    InputSize size =
        new InputSize(
            input.channels(), Math.min(input.height(), LARGEST), Math.min(input.width(), LARGEST));
    String pixels = Base64.getEncoder().encodeToString(joined(draw(size)));
    Golden unasked = new Golden(size, COUNT, pixels, List.of(0f, 0f, 0f));
    float[] logits = logits(unasked, net, preprocessing);
    List<Float> boxed = new ArrayList<>(logits.length);
    for (float logit : logits) {
      boxed.add(logit);
    }
    return new Golden(size, COUNT, pixels, boxed);
  }

  /** What the network says of golden pictures: {@code [count, classes]}, row by row. */
  static float[] logits(Golden golden, ResNet net, Preprocessing preprocessing) {
    ImageSize size = new ImageSize(golden.size().height(), golden.size().width());
    byte[] bytes = golden.bytes();
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < golden.count(); i++) {
      int length = bytes.length / golden.count();
      pictures.add(Arrays.copyOfRange(bytes, i * length, (i + 1) * length));
    }
    Inputs inputs = new Inputs(preprocessing, Arithmetic.plain(CPU));
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return Tensors.floats(net.forward(inputs.images(Batch.unlabelled(pictures, size))));
    }
  }

  /** Slanted stripes of three colours, each picture at another angle. */
  private static List<byte[]> draw(InputSize size) {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      byte[] picture = new byte[size.height() * size.width() * size.channels()];
      int at = 0;
      for (int row = 0; row < size.height(); row++) {
        for (int column = 0; column < size.width(); column++) {
          for (int channel = 0; channel < size.channels(); channel++) {
            int slope = column * (i + 1) * 3 + row * (COUNT - i) * 2;
            picture[at++] = (byte) (slope + channel * 70 + i * 31);
          }
        }
      }
      pictures.add(picture);
    }
    return pictures;
  }

  private static byte[] joined(List<byte[]> pictures) {
    byte[] all = new byte[pictures.size() * pictures.get(0).length];
    for (int i = 0; i < pictures.size(); i++) {
      byte[] picture = pictures.get(i);
      System.arraycopy(picture, 0, all, i * picture.length, picture.length);
    }
    return all;
  }
}
