package dev.signet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
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
class SignetModelTest {
  @TempDir static Path shared;
  @TempDir Path temporary;
  private static SparkSession spark;
  private static Path pictures;
  private static Path model;

  @BeforeAll
  static void begin() throws Exception {
    spark = Cluster.local();
    pictures = SparkPictures.write(shared.resolve("pictures"));
    model = Cluster.model(shared.resolve("run"));
  }

  @AfterAll
  static void end() {
    spark.stop();
  }

  private static Dataset<Row> files() {
    return spark
        .read()
        .format("binaryFile")
        .option("recursiveFileLookup", "true")
        .load(pictures.toString());
  }

  @Test
  void answersAsOneMachineDoesAndKeepsOrderAndColumns() {
    Dataset<Row> files = files().orderBy("path");

    List<Row> rows = SignetModel.open(model.toString()).transform(files).collectAsList();

    assertThat(rows).hasSize(24);
    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly(
            "path",
            "modificationTime",
            "length",
            "content",
            "prediction",
            "probability",
            "label",
            "unknown",
            "error");
    try (Classifier classifier = Classifier.open(model)) {
      for (Row row : rows) {
        Prediction expected = classifier.predict(Path.of(row.<String>getAs("path").substring(5)));
        Vector probabilities = row.getAs("probability");
        assertThat(row.<String>getAs("label")).isEqualTo(expected.label());
        assertThat(row.<Boolean>getAs("unknown")).isEqualTo(expected.unknown());
        assertThat(probabilities.size()).isEqualTo(6);
        assertThat(probabilities.argmax())
            .isEqualTo((int) row.<Double>getAs("prediction").doubleValue());
        assertThat(probabilities.apply(probabilities.argmax()))
            .isCloseTo(expected.probability(), within(0.02));
        assertThat(row.isNullAt(row.fieldIndex("error"))).isTrue();
      }
    }
    assertThat(rows).extracting(row -> row.<String>getAs("path")).isSorted();
  }

  @Test
  void aPictureThatCannotBeReadIsARowWithAReason() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("some"));
    Files.write(
        folder.resolve("a.png"), "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Files.copy(pictures.resolve("0").resolve(first("0")), folder.resolve("b.png"));
    Dataset<Row> files = spark.read().format("binaryFile").load(folder.toString()).orderBy("path");

    List<Row> rows =
        SignetModel.open(shared.resolve("run").toString()).transform(files).collectAsList();

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).<String>getAs("error")).contains("a.png is not a picture");
    assertThat(rows.get(0).<Object>getAs("prediction")).isNull();
    assertThat(rows.get(1).<Object>getAs("error")).isNull();
    assertThat(rows.get(1).<Object>getAs("prediction")).isNotNull();
  }

  private static Path first(String name) throws IOException {
    try (var files = Files.list(pictures.resolve(name))) {
      return files.sorted().findFirst().orElseThrow().getFileName();
    }
  }

  @Test
  void takesSparksOwnPicturesAndStructsOfBytesFromParquet() {
    SignetModel answering = SignetModel.open(model.toString()).setImageCol("image");
    Dataset<Row> decoded =
        spark
            .read()
            .format("image")
            .option("recursiveFileLookup", "true")
            .load(pictures.toString());
    Path parquet = temporary.resolve("parquet");
    files()
        .select(
            functions
                .struct(functions.col("content").as("bytes"), functions.col("path"))
                .as("image"))
        .write()
        .parquet(parquet.toString());
    SignetModel plain = SignetModel.open(model.toString());

    assertThat(
            labels(answering.transform(decoded).withColumn("path", functions.col("image.origin"))))
        .isEqualTo(labels(plain.transform(files())));
    Dataset<Row> structs = spark.read().parquet(parquet.toString());
    for (String column : List.of("image", "image.bytes")) {
      assertThat(
              labels(
                  answering
                      .setImageCol(column)
                      .transform(structs)
                      .withColumn("path", functions.col("image.path"))))
          .isEqualTo(labels(plain.transform(files())));
    }
    assertThatThrownBy(() -> answering.setImageCol("image.path").transform(structs))
        .hasMessageStartingWith("there is no column 'image.path' (imageCol)");
  }

  private static List<String> labels(Dataset<Row> answers) {
    return answers
        .select(
            functions.regexp_extract(functions.col("path"), "\\d+/\\d+\\.png", 0).as("path"),
            functions.col("label"))
        .orderBy("path")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  @Test
  void isSavedAndReadAloneAndInAPipeline() throws Exception {
    SignetModel answering =
        SignetModel.open(model.toString()).setAnswerCol("answer").setBatchSize(5);
    answering.write().save(temporary.resolve("one").toString());
    new Pipeline()
        .setStages(new PipelineStage[] {answering})
        .fit(files())
        .write()
        .save(temporary.resolve("many").toString());

    SignetModel one = SignetModel.load(temporary.resolve("one").toString());
    PipelineModel many = PipelineModel.load(temporary.resolve("many").toString());

    assertThat(one.uid()).isEqualTo(answering.uid());
    assertThat(one.getOrDefault(one.batchSize())).isEqualTo(5);
    assertThat(one.bytes()).isEqualTo(Files.readAllBytes(model));
    assertThat(many.transform(files()).columns())
        .contains("answer", "path")
        .doesNotContain("label");
    assertThat(one.copy(new org.apache.spark.ml.param.ParamMap()).explainParams())
        .contains(
            "answerCol: new column: name of the best class (default: label, current: answer)");
  }

  @Test
  void saysWhatIsWrongWithASchema() {
    SignetModel answering = SignetModel.open(model.toString());

    assertThatThrownBy(() -> answering.transform(files().drop("content")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "there is no column 'content' (imageCol); the columns are path, modificationTime, length");
    assertThatThrownBy(
            () ->
                answering
                    .copy(new org.apache.spark.ml.param.ParamMap())
                    .setImageCol("path")
                    .transform(files()))
        .hasMessage(
            "the column 'path' (imageCol) is string; pictures are binary (the bytes of files, as binaryFile has them in 'content'), Spark's image, or a struct with such bytes in 'bytes'");
    assertThatThrownBy(() -> answering.transform(files().withColumn("label", functions.lit(1))))
        .hasMessageStartingWith(
            "there is a column 'label' already; rename it, or give the model's");
    assertThatThrownBy(() -> SignetModel.open(temporary.toString()))
        .hasMessage(
            "there is no model in %s; give a run's folder or its model.safetensors"
                .formatted(temporary));
  }

  @Test
  void oneProcessHasRoomForOneWorker() {
    Dataset<Row> labelled = Cluster.labelled(spark, pictures);

    assertThatThrownBy(() -> new SignetClassifier().setNumWorkers(2).fit(labelled))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "2 workers (numWorkers) need a process each, and the master local[2] has one; try"
                + " local-cluster[2,1,1024] or a cluster, or train with one worker");
  }
}
