package dev.signet.spark;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Score;
import dev.signet.config.Ranges;
import dev.signet.spark.rows.Columns;
import dev.signet.spark.rows.PictureColumn;
import dev.signet.spark.scoring.ModelBytes;
import dev.signet.spark.scoring.Scoring;
import dev.signet.spark.storage.Storage;
import dev.signet.spark.training.TrainingJob;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A trained network that answers on the executors of a cluster. {@link #transform} keeps rows,
 * their order and their columns and adds {@code prediction} (index of the most probable class),
 * {@code probability} (a vector), {@code label} (the class's name), {@code unknown} (whether the
 * model had better not answer) and {@code error} (why the picture could not be read; the others are
 * null then). Every executor opens the model once.
 *
 * <p>As safe for use by many threads as Spark's own models: as long as no parameter is set.
 */
public final class SignetModel extends Model<SignetModel> implements MLWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final byte[] model;
  private final Param<String> imageCol;
  private final Param<String> predictionCol;
  private final Param<String> probabilityCol;
  private final Param<String> answerCol;
  private final Param<String> unknownCol;
  private final Param<String> errorCol;
  private final IntParam batchSize;
  private final BooleanParam flipAverage;
  private @Nullable String unwritten;

  SignetModel(String uid, byte[] model) {
    this.uid = uid;
    this.model = model;
    imageCol = new Param<>(this, "imageCol", "column of pictures");
    predictionCol = new Param<>(this, "predictionCol", "new column: index of the best class");
    probabilityCol = new Param<>(this, "probabilityCol", "new column: probability of each class");
    answerCol = new Param<>(this, "answerCol", "new column: name of the best class");
    unknownCol = new Param<>(this, "unknownCol", "new column: whether there is doubt");
    errorCol = new Param<>(this, "errorCol", "new column: why the picture could not be read");
    batchSize = new IntParam(this, "batchSize", "pictures that are answered together");
    flipAverage = new BooleanParam(this, "flipAverage", "average with mirror images");
    setDefault(imageCol, "content");
    setDefault(predictionCol, "prediction");
    setDefault(probabilityCol, "probability");
    setDefault(answerCol, "label");
    setDefault(unknownCol, "unknown");
    setDefault(errorCol, "error");
    setDefault(batchSize, 32);
    setDefault(flipAverage, false);
  }

  SignetModel(TrainingJob.Trained trained) {
    this(Identifiable$.MODULE$.randomUID("signetModel"), trained.model());
    unwritten = trained.unwritten().orElse(null);
  }

  /**
   * A model that was trained anywhere: on one machine or on a cluster.
   *
   * @param path a model file or the folder of a run, on any file system that Hadoop knows
   * @throws SignetException if there is none
   */
  public static SignetModel open(String path) {
    SparkSession spark = SparkSession.active();
    String folder = path.endsWith(".safetensors") ? path.replaceFirst("[^/]*$", "") : path;
    String name = path.substring(path.lastIndexOf('/') + 1);
    Storage storage =
        new Storage(folder.isEmpty() ? "." : folder, spark.sparkContext().hadoopConfiguration());
    byte[] bytes =
        storage
            .read(path.endsWith(".safetensors") ? name : ModelFile.NAME)
            .orElseThrow(
                () ->
                    new SignetException(
                        "there is no model in %s; give a run's folder or its %s"
                            .formatted(path, ModelFile.NAME)));
    return new SignetModel(Identifiable$.MODULE$.randomUID("signetModel"), bytes);
  }

  /** Reads a model that {@link #write} saved. */
  public static MLReader<SignetModel> read() {
    return new SignetModelFiles.Reader();
  }

  /** Reads a model that {@link #write} saved. */
  public static SignetModel load(String path) {
    return read().load(path);
  }

  @Override
  public MLWriter write() {
    return new SignetModelFiles.Writer(this);
  }

  /** The bytes of the model file: what {@code signet predict --model} takes. */
  byte[] bytes() {
    return model;
  }

  /** Why {@code fit} could not write all of the run's files, one line; empty if it could. */
  public Optional<String> unwritten() {
    return Optional.ofNullable(unwritten);
  }

  /** What the training said it is worth: {@code train_accuracy} and others, 0 to 1. */
  public Map<String, Double> metrics() {
    return ModelBytes.read(model).manifest().provenance().metrics();
  }

  /** What it was worth on rows that it has not learned from; empty if it was judged by none. */
  public Optional<Score> score() {
    return ModelBytes.read(model).manifest().provenance().score();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = transformSchema(dataset.schema());
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext());
    Broadcast<byte[]> shared = context.broadcast(model);
    PictureColumn pictures = PictureColumn.of(dataset.schema(), $(imageCol));
    Scoring scoring =
        new Scoring(key(), shared, pictures, (boolean) $(flipAverage), (int) $(batchSize));
    return dataset.toDF().mapPartitions(scoring, Encoders.row(schema));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    PictureColumn.of(schema, $(imageCol));
    Ranges.require(
        "pictures that are answered together (batchSize)", (int) $(batchSize), 1, 65_536);
    return Columns.with(
        schema,
        added($(predictionCol), DataTypes.DoubleType),
        added($(probabilityCol), SQLDataTypes.VectorType()),
        added($(answerCol), DataTypes.StringType),
        added($(unknownCol), DataTypes.BooleanType),
        added($(errorCol), DataTypes.StringType));
  }

  private static StructField added(String name, org.apache.spark.sql.types.DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  private String key() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public SignetModel copy(ParamMap extra) {
    SignetModel copy = copyValues(new SignetModel(uid, model), extra);
    copy.unwritten = unwritten;
    return hasParent() ? copy.setParent(parent()) : copy;
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Column of pictures; {@code content} by default. */
  public Param<String> imageCol() {
    return imageCol;
  }

  /** As {@link #imageCol()}. */
  public SignetModel setImageCol(String column) {
    set(imageCol, column);
    return this;
  }

  /** New column: index of the most probable class; {@code prediction} by default. */
  public Param<String> predictionCol() {
    return predictionCol;
  }

  /** As {@link #predictionCol()}. */
  public SignetModel setPredictionCol(String column) {
    set(predictionCol, column);
    return this;
  }

  /** New column: the probability of each class; {@code probability} by default. */
  public Param<String> probabilityCol() {
    return probabilityCol;
  }

  /** As {@link #probabilityCol()}. */
  public SignetModel setProbabilityCol(String column) {
    set(probabilityCol, column);
    return this;
  }

  /** New column: name of the most probable class; {@code label} by default. */
  public Param<String> answerCol() {
    return answerCol;
  }

  /** As {@link #answerCol()}. */
  public SignetModel setAnswerCol(String column) {
    set(answerCol, column);
    return this;
  }

  /** New column: whether the model had better not answer; {@code unknown} by default. */
  public Param<String> unknownCol() {
    return unknownCol;
  }

  /** As {@link #unknownCol()}. */
  public SignetModel setUnknownCol(String column) {
    set(unknownCol, column);
    return this;
  }

  /** New column: why a picture could not be read; {@code error} by default. */
  public Param<String> errorCol() {
    return errorCol;
  }

  /** As {@link #errorCol()}. */
  public SignetModel setErrorCol(String column) {
    set(errorCol, column);
    return this;
  }

  /** Pictures that are answered together, 1 to 65,536; 32 by default. */
  public IntParam batchSize() {
    return batchSize;
  }

  /** As {@link #batchSize()}. */
  public SignetModel setBatchSize(int pictures) {
    set(batchSize, pictures);
    return this;
  }

  /** Whether answers are averaged with those for mirror images; no by default. */
  public BooleanParam flipAverage() {
    return flipAverage;
  }

  /** As {@link #flipAverage()}. */
  public SignetModel setFlipAverage(boolean mirrored) {
    set(flipAverage, mirrored);
    return this;
  }
}
