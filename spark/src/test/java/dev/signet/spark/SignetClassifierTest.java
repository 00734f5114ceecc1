package dev.signet.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.split;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.testing.Snippets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Hadoop needs programs of its own there")
class SignetClassifierTest {
  @TempDir static Path shared;
  @TempDir Path temporary;
  private static SparkSession spark;
  private static Dataset<Row> pictures;

  @BeforeAll
  static void begin() throws Exception {
    spark = Cluster.two();
    pictures = Cluster.labelled(spark, SparkPictures.write(shared.resolve("pictures")));
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  private static SignetClassifier tiny() {
    return new SignetClassifier()
        .setArch("tiny")
        .setInput("3x32x32")
        .setEpochs(2)
        .setBatchSize(4)
        .setPrecision("fp32")
        .setThreads(1)
        .setNumWorkers(2);
  }

  @Test
  void twoWorkersTrainAModelThatAnswersInWhateverOrderThePicturesCome() throws Exception {
    Dataset<Row> judged = pictures.withColumn("judge", functions.col("path").rlike("/000\\.png"));
    Path out = temporary.resolve("run");
    SignetClassifier classifier = tiny().setValidationIndicatorCol("judge");

    Path here = Path.of("").toAbsolutePath(); // executors run elsewhere

    SignetModel model = classifier.fit(judged.repartition(5).orderBy(functions.rand(3)));
    SignetModel other = classifier.setOut(here.relativize(out).toString()).fit(judged);

    assertThat(other.bytes()).isEqualTo(model.bytes());
    ModelFile file = ModelFile.read(out);
    assertThat(file.manifest().classes()).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(file.manifest().provenance().epochs()).isEqualTo(2);
    assertThat(file.manifest().provenance().score()).isPresent().isEqualTo(other.score());
    assertThat(out.resolve("history.csv")).content().contains("\n");
    assertThat(out.resolve("report.html")).exists();
    assertThat(Files.readAllBytes(out.resolve(ModelFile.NAME))).isEqualTo(model.bytes());
    assertThat(model.transform(pictures).where("prediction is not null").count()).isEqualTo(24);
  }

  // snippet: spark
  static void trainAndScore(SparkSession spark, String folder, String parquet, String answers) {
    Dataset<Row> pictures =
        spark
            .read()
            .format("binaryFile") // columns path and content
            .option("recursiveFileLookup", "true")
            .load(folder)
            .withColumn("class", element_at(split(col("path"), "/"), -2));

    SignetModel model =
        new SignetClassifier()
            .setArch("tiny")
            .setInput("3x32x32")
            .setEpochs(2)
            .setNumWorkers(2)
            .fit(pictures);

    Dataset<Row> others = spark.read().parquet(parquet);
    model.transform(others).drop("content").write().parquet(answers);
  }

  // end snippet

  @Test
  void codeOfThePageRuns() throws Exception {
    String parquet = temporary.resolve("others").toString();
    String answers = temporary.resolve("answers").toString();
    pictures.drop("class").write().parquet(parquet);

    trainAndScore(spark, shared.resolve("pictures").toString(), parquet, answers);

    assertThat(spark.read().parquet(answers).where("label is not null").count()).isEqualTo(24);
    Path source = Path.of("src/test/java/dev/signet/spark/SignetClassifierTest.java");
    assertThat(Snippets.onPage(Path.of("../docs/spark.md"), "spark"))
        .isEqualTo(Snippets.inSource(source, "spark"));
  }

  @Test
  void trainsInAPipelineAndIsSaved() throws Exception {
    Pipeline pipeline =
        new Pipeline().setStages(new PipelineStage[] {tiny().setEpochs(1).setNumWorkers(1)});
    pipeline.write().save(temporary.resolve("pipeline").toString());

    PipelineModel model = Pipeline.load(temporary.resolve("pipeline").toString()).fit(pictures);

    assertThat(model.transform(pictures).columns()).contains("class", "label", "prediction");
  }

  @Test
  void fewerExecutorsThanWorkersIsASentenceAtOnce() {
    assertThatThrownBy(() -> tiny().setNumWorkers(3).fit(pictures))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "3 workers (numWorkers) need an executor each, but the application has 2; give it more (spark.executor.instances, or spark.cores.max over spark.executor.cores), or train with fewer workers");
  }

  @Test
  void aWorkerWithoutPicturesIsASentence() {
    // Not limit(1), which takes another one each time that Spark computes it.
    Dataset<Row> one = pictures.where(functions.col("path").endsWith("/0/000.png"));
    Dataset<Row> twice =
        one.withColumn("judge", functions.lit(false))
            .union(
                one.withColumn("class", functions.lit("9"))
                    .withColumn("judge", functions.lit(true)));

    assertThatThrownBy(() -> tiny().setValidationIndicatorCol("judge").fit(twice))
        .isInstanceOf(SignetException.class)
        .hasMessage("1 of 2 workers got none of the 1 pictures; give fewer workers (numWorkers)");
  }

  @Test
  void aPictureThatCannotBeReadEndsTheTrainingWithItsName() {
    Dataset<Row> broken =
        pictures.withColumn(
            "content",
            functions
                .when(functions.col("path").endsWith("3/000.png"), functions.lit(new byte[] {1, 2}))
                .otherwise(functions.col("content")));

    assertThatThrownBy(() -> tiny().fit(broken))
        .isInstanceOf(SignetException.class)
        .hasMessageMatching(
            "worker \\d on .*: file:.*3/000.png is not a picture that can be read; .*");
  }

  @Test
  void aRunThatCannotBeWrittenIsASentenceBeforeTheTrainingAndNoLossAfterIt() throws Exception {
    Path file = Files.write(temporary.resolve("file"), new byte[1]);
    assertThatThrownBy(() -> tiny().setOut(file.resolve("run").toString()).fit(pictures))
        .isInstanceOf(SignetException.class)
        .hasMessageMatching("worker 0 on \\S+: file:\\S+ cannot be written: .*");
    Path out = temporary.resolve("run");
    Path kept = temporary.resolve("kept");
    Files.createDirectories(out.resolve(ModelFile.NAME).resolve("in the way"));

    SignetModel model =
        tiny()
            .setOut(out.toString())
            .setCheckpointDir(kept.toString())
            .setCheckpointEvery(1)
            .fit(pictures);

    assertThat(model.copy(ParamMap.empty()).unwritten().orElseThrow()).contains(ModelFile.NAME);
    assertThat(model.transform(pictures).where("prediction is not null").count()).isEqualTo(24);
    assertThat(kept).as("what another try goes on from").isNotEmptyDirectory();
    Files.delete(out.resolve(ModelFile.NAME).resolve("in the way"));
    tiny()
        .setOut(out.toString())
        .setCheckpointDir(kept.toString())
        .setCheckpointEvery(1)
        .fit(pictures);
    assertThat(Files.readAllBytes(out.resolve(ModelFile.NAME))).isEqualTo(model.bytes());
    assertThat(kept).isEmptyDirectory();
  }

  @Test
  void saysWhatIsWrongWithColumnsAndValues() {
    assertThatThrownBy(() -> tiny().setLabelCol("label").fit(pictures))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("there is no column 'label' (labelCol); the columns are path, ");
    assertThatThrownBy(() -> tiny().setLabelCol("content").fit(pictures))
        .hasMessage("the column 'content' (labelCol) is binary; labels are text or numbers");
    assertThatThrownBy(() -> tiny().setValidationIndicatorCol("class").fit(pictures))
        .hasMessage("the column 'class' (validationIndicatorCol) is string; boolean is expected");
    assertThatThrownBy(() -> tiny().setArch("resnet35").fit(pictures))
        .hasMessageContaining("architecture (--arch)");
    assertThatThrownBy(() -> tiny().setNumWorkers(0).fit(pictures))
        .hasMessage("number of workers (numWorkers) must be between 1 and 10000 but was 0");
    assertThatThrownBy(() -> tiny().fit(pictures.withColumn("class", functions.lit("x"))))
        .hasMessage(
            "the column 'class' (labelCol) holds fewer than two labels; 2 to 100000 are possible");
  }
}
