package dev.signet.spark;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.spark.storage.Storage;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;

/** A saved {@link SignetModel}: Spark's metadata, and the model file beside them. */
final class SignetModelFiles {
  private SignetModelFiles() {}

  /** Writes both. */
  static final class Writer extends MLWriter {
    private final SignetModel model;

    Writer(SignetModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sparkSession());
      new Storage(path, sc().hadoopConfiguration()).write(ModelFile.NAME, model.bytes());
    }
  }

  /** Reads both. */
  static final class Reader extends MLReader<SignetModel> {
    @Override
    public SignetModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.loadMetadata(
              path, sparkSession(), SignetModel.class.getName());
      byte[] bytes =
          new Storage(path, sc().hadoopConfiguration())
              .read(ModelFile.NAME)
              .orElseThrow(
                  () ->
                      new SignetException(
                          "%s has no %s beside its metadata; save the model again"
                              .formatted(path, ModelFile.NAME)));
      SignetModel model = new SignetModel(metadata.uid(), bytes);
      metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
      return model;
    }
  }
}
