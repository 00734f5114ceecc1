package dev.signet.spark;

import dev.signet.spark.training.Plan;
import dev.signet.spark.training.Rows;
import dev.signet.spark.training.TrainingJob;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Trains a network on the pictures of a data set, by {@code numWorkers} tasks that take every step
 * together: each on its own share, with the mean of all gradients. Parameters are called as the
 * options of {@code signet train}; those that are not set the recipe decides.
 *
 * <p>As safe for use by many threads as Spark's own estimators: as long as no parameter is set.
 */
public final class SignetClassifier extends Estimator<SignetModel>
    implements DefaultParamsWritable {
  private static final long serialVersionUID = 1;

  private final String uid;
  private final Param<String> imageCol;
  private final Param<String> labelCol;
  private final Param<String> validationIndicatorCol;
  private final Param<String> arch;
  private final Param<String> layout;
  private final Param<String> input;
  private final Param<String> recipe;
  private final IntParam epochs;
  private final IntParam batchSize;
  private final DoubleParam lr;
  private final LongParam seed;
  private final Param<String> device;
  private final Param<String> precision;
  private final IntParam threads;
  private final IntParam numWorkers;
  private final BooleanParam syncBatchNorm;
  private final Param<String> gradientPrecision;
  private final Param<String> checkpointDir;
  private final IntParam checkpointEvery;
  private final IntParam maxRestarts;
  private final IntParam timeout;
  private final Param<String> out;

  /** An estimator with the defaults of {@code signet train} and one worker. */
  public SignetClassifier() {
    this(Identifiable$.MODULE$.randomUID("signetClassifier"));
  }

  /** The same under a name of its own, which must be unique in a pipeline. */
  public SignetClassifier(String uid) {
    this.uid = uid;
    imageCol = new Param<>(this, "imageCol", "column of pictures");
    labelCol = new Param<>(this, "labelCol", "column of labels: text or numbers");
    validationIndicatorCol = new Param<>(this, "validationIndicatorCol", "rows to judge by");
    arch = new Param<>(this, "arch", "network, such as resnet34");
    layout = new Param<>(this, "layout", "parameter names: article or torchvision");
    input = new Param<>(this, "input", "size that pictures are brought to, such as 3x64x64");
    recipe = new Param<>(this, "recipe", "named set of training options: fast or classic");
    epochs = new IntParam(this, "epochs", "passes over the pictures");
    batchSize = new IntParam(this, "batchSize", "pictures a step of each worker");
    lr = new DoubleParam(this, "lr", "learning rate");
    seed = new LongParam(this, "seed", "seed of every random stream");
    device = new Param<>(this, "device", "where workers compute: auto, cpu or cuda");
    precision = new Param<>(this, "precision", "auto, fp32 or bf16");
    threads = new IntParam(this, "threads", "threads of each worker");
    numWorkers = new IntParam(this, "numWorkers", "tasks that train together");
    syncBatchNorm = new BooleanParam(this, "syncBatchNorm", "batch norm by all workers' batches");
    gradientPrecision = new Param<>(this, "gradientPrecision", "of gradients: fp32 or bf16");
    checkpointDir = new Param<>(this, "checkpointDir", "folder that all hosts see, to go on from");
    checkpointEvery = new IntParam(this, "checkpointEvery", "epochs between checkpoints");
    maxRestarts = new IntParam(this, "maxRestarts", "restarts after a worker was lost");
    timeout = new IntParam(this, "timeout", "seconds a worker may keep the others waiting");
    out = new Param<>(this, "out", "folder that gets the run's files");
    setDefault(imageCol, "content");
    setDefault(labelCol, "class");
    setDefault(arch, "resnet34");
    setDefault(layout, "article");
    setDefault(input, "3x64x64");
    setDefault(recipe, "fast");
    setDefault(seed, 0L);
    setDefault(device, "auto");
    setDefault(numWorkers, 1);
    setDefault(syncBatchNorm, false);
    setDefault(gradientPrecision, "fp32");
    setDefault(maxRestarts, 3);
    setDefault(timeout, 600);
  }

  /** Reads an estimator that {@link #write} saved. */
  public static MLReader<SignetClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads an estimator that {@link #write} saved. */
  public static SignetClassifier load(String path) {
    return read().load(path);
  }

  @Override
  public MLWriter write() {
    return DefaultParamsWritable.super.write();
  }

  /**
   * Trains; the calling thread waits.
   *
   * @throws dev.signet.SignetException of a sentence, if the data or the parameters cannot be used,
   *     there are fewer slots than workers, or workers were lost more often than may be
   */
  @Override
  public SignetModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    SparkContext context = dataset.sparkSession().sparkContext();
    TrainingJob job = new TrainingJob(context, rows(), (int) $(numWorkers));
    Plan plan = new ClassifierPlan(this).of(job.classes(dataset), context.hadoopConfiguration());
    return new SignetModel(job.train(dataset, plan)).setImageCol($(imageCol)).setParent(this);
  }

  private Rows rows() {
    return new Rows($(imageCol), $(labelCol), given(validationIndicatorCol));
  }

  /** What was set, if it was. */
  <T> Optional<T> given(Param<T> param) {
    return isDefined(param) ? Optional.of($(param)) : Optional.empty();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    rows().check(schema);
    new ClassifierPlan(this).check();
    return new SignetModel(uid, new byte[0]).setImageCol($(imageCol)).transformSchema(schema);
  }

  @Override
  public SignetClassifier copy(ParamMap extra) {
    return defaultCopy(extra);
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
  public SignetClassifier setImageCol(String column) {
    set(imageCol, column);
    return this;
  }

  /** Column of labels, text or numbers; {@code class} by default. */
  public Param<String> labelCol() {
    return labelCol;
  }

  /** As {@link #labelCol()}. */
  public SignetClassifier setLabelCol(String column) {
    set(labelCol, column);
    return this;
  }

  /** Column that is true for rows to judge by and not to learn from; none by default. */
  public Param<String> validationIndicatorCol() {
    return validationIndicatorCol;
  }

  /** As {@link #validationIndicatorCol()}. */
  public SignetClassifier setValidationIndicatorCol(String column) {
    set(validationIndicatorCol, column);
    return this;
  }

  /** The network, as {@code --arch} names it; {@code resnet34} by default. */
  public Param<String> arch() {
    return arch;
  }

  /** As {@link #arch()}. */
  public SignetClassifier setArch(String name) {
    set(arch, name);
    return this;
  }

  /** Parameter names and biases, as {@code --layout}; {@code article} by default. */
  public Param<String> layout() {
    return layout;
  }

  /** As {@link #layout()}. */
  public SignetClassifier setLayout(String name) {
    set(layout, name);
    return this;
  }

  /** Size that pictures are brought to, as {@code --input}; {@code 3x64x64} by default. */
  public Param<String> input() {
    return input;
  }

  /** As {@link #input()}. */
  public SignetClassifier setInput(String size) {
    set(input, size);
    return this;
  }

  /** Named set of training options, as {@code --recipe}; {@code fast} by default. */
  public Param<String> recipe() {
    return recipe;
  }

  /** As {@link #recipe()}. */
  public SignetClassifier setRecipe(String name) {
    set(recipe, name);
    return this;
  }

  /** Passes over the pictures; those of the recipe by default. */
  public IntParam epochs() {
    return epochs;
  }

  /** As {@link #epochs()}. */
  public SignetClassifier setEpochs(int number) {
    set(epochs, number);
    return this;
  }

  /** Pictures a step <b>of each worker</b>; those of the recipe by default. */
  public IntParam batchSize() {
    return batchSize;
  }

  /** As {@link #batchSize()}. */
  public SignetClassifier setBatchSize(int pictures) {
    set(batchSize, pictures);
    return this;
  }

  /** Learning rate; that of the recipe by default, whatever the number of workers. */
  public DoubleParam lr() {
    return lr;
  }

  /** As {@link #lr()}. */
  public SignetClassifier setLr(double rate) {
    set(lr, rate);
    return this;
  }

  /** Seed of every random stream of the run; 0 by default. */
  public LongParam seed() {
    return seed;
  }

  /** As {@link #seed()}. */
  public SignetClassifier setSeed(long number) {
    set(seed, number);
    return this;
  }

  /** Where every worker computes, as {@code --device}; {@code auto} by default. */
  public Param<String> device() {
    return device;
  }

  /** As {@link #device()}. */
  public SignetClassifier setDevice(String name) {
    set(device, name);
    return this;
  }

  /** Precision of both passes, as {@code --precision}; the recipe's by default. */
  public Param<String> precision() {
    return precision;
  }

  /** As {@link #precision()}. */
  public SignetClassifier setPrecision(String name) {
    set(precision, name);
    return this;
  }

  /** Threads of each worker; as many as a task has cores by default. */
  public IntParam threads() {
    return threads;
  }

  /** As {@link #threads()}. */
  public SignetClassifier setThreads(int number) {
    set(threads, number);
    return this;
  }

  /** Tasks that train together; 1 by default. */
  public IntParam numWorkers() {
    return numWorkers;
  }

  /** As {@link #numWorkers()}. */
  public SignetClassifier setNumWorkers(int workers) {
    set(numWorkers, workers);
    return this;
  }

  /** Whether batch norm sees all workers' batches, at two messages a norm; false by default. */
  public BooleanParam syncBatchNorm() {
    return syncBatchNorm;
  }

  /** As {@link #syncBatchNorm()}. */
  public SignetClassifier setSyncBatchNorm(boolean together) {
    set(syncBatchNorm, together);
    return this;
  }

  /** How gradients travel: fp32, or bf16 in half of the bytes; {@code fp32} by default. */
  public Param<String> gradientPrecision() {
    return gradientPrecision;
  }

  /** As {@link #gradientPrecision()}. */
  public SignetClassifier setGradientPrecision(String name) {
    set(gradientPrecision, name);
    return this;
  }

  /** Folder that all hosts see, to go on from when a worker is lost; else it begins anew. */
  public Param<String> checkpointDir() {
    return checkpointDir;
  }

  /** As {@link #checkpointDir()}. */
  public SignetClassifier setCheckpointDir(String folder) {
    set(checkpointDir, folder);
    return this;
  }

  /** Epochs between checkpoints; by default as often as takes 2 % of the time. */
  public IntParam checkpointEvery() {
    return checkpointEvery;
  }

  /** As {@link #checkpointEvery()}. */
  public SignetClassifier setCheckpointEvery(int epochs) {
    set(checkpointEvery, epochs);
    return this;
  }

  /** How often the training begins again after a worker was lost, 0 to 1,000; 3 by default. */
  public IntParam maxRestarts() {
    return maxRestarts;
  }

  /** As {@link #maxRestarts()}. */
  public SignetClassifier setMaxRestarts(int number) {
    set(maxRestarts, number);
    return this;
  }

  /** Seconds that a worker may keep the others waiting, by judging or so; 600 by default. */
  public IntParam timeout() {
    return timeout;
  }

  /** As {@link #timeout()}. */
  public SignetClassifier setTimeout(int seconds) {
    set(timeout, seconds);
    return this;
  }

  /** Folder that all hosts see, which gets the files of the run; none by default. */
  public Param<String> out() {
    return out;
  }

  /** As {@link #out()}. */
  public SignetClassifier setOut(String folder) {
    set(out, folder);
    return this;
  }
}
