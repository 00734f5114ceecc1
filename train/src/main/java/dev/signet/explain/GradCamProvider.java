package dev.signet.explain;

import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.inference.HeatmapProvider;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.NativeMemory;
import dev.signet.picture.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Heat maps by {@link GradCam}, laid over the pictures. */
public final class GradCamProvider implements HeatmapProvider {
  @Override
  public Heatmaps open(ModelFile model, String device) {
    InputSize input = model.manifest().model().input();
    return new Drawn(
        GradCam.of(model, ComputeDevice.choose(device), GradCam.DEFAULT_LAYER),
        new ImageSize(input.height(), input.width()));
  }

  private record Drawn(GradCam gradCam, ImageSize size) implements Heatmaps {
    @Override
    public String layer() {
      return gradCam.layer().label();
    }

    @Override
    public List<byte[]> draw(List<byte[]> pictures, int[] classes) {
      List<Heatmap> heatmaps = gradCam.heatmaps(pictures, classes);
      return IntStream.range(0, pictures.size())
          .mapToObj(i -> png(pictures.get(i), heatmaps.get(i)))
          .toList();
    }

    private byte[] png(byte[] pixels, Heatmap heatmap) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        ImageIO.write(Overlay.draw(pixels, size, heatmap), "png", out);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // memory does not fail to be written
      }
      return out.toByteArray();
    }

    @Override
    public void close() {
      gradCam.close();
      NativeMemory.trim(); // as after a network that answered
    }
  }
}
