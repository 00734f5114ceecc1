package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command says of itself and of words that it does not know. */
class UsageTest {
  @Test
  void versionIsOneLine() {
    SignetRun run = SignetRun.of("--version").requireSuccess();
    assertThat(run.out()).matches("signet \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpListsTheCommandsAndTheExitCodes(String word) {
    SignetRun run = SignetRun.of(word).requireSuccess();
    assertThat(run.out())
        .contains("Usage: signet", "  train ", "  evaluate ", "  predict ", "  doctor ")
        .contains("Exit codes: 0 success, 1 failure, 2 wrong usage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "data", "data make", "bench train", "help"})
  void helpOfACommandIsThatOfItsOption(String command) {
    String[] words = command.split(" ");
    String[] asked = Stream.concat(Stream.of("help"), Arrays.stream(words)).toArray(String[]::new);
    String[] option =
        Stream.concat(Arrays.stream(words), Stream.of("--help")).toArray(String[]::new);
    SignetRun run = SignetRun.of(asked).requireSuccess();
    assertThat(run.out()).startsWith("Usage: signet " + command);
    assertThat(run.out()).isEqualTo(SignetRun.of(option).requireSuccess().out());
  }

  @Test
  void helpOfAnUnknownCommandNamesTheKnownOnes() {
    SignetRun.of("help", "data", "bogus")
        .requireFailure(
            2, "there is no command 'bogus'", "info, audit, make, pack, split, relabel");
  }

  @Test
  void helpHasEveryCommandInOneGroup() {
    List<String> grouped =
        Arrays.stream(CommandGroups.values()).flatMap(group -> group.commands().stream()).toList();
    assertThat(grouped)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(typed(Main.commandLine(), ""));
    String text = SignetRun.of("help").requireSuccess().out();
    assertThat(text).containsSubsequence("Train a network", "  train ", "Judge", "  evaluate ");
    assertThat(grouped)
        .allSatisfy(command -> assertThat(text).containsPattern("(?m)^  " + command + "  +[A-Z]"));
  }

  /** Commands as they are typed; one that only holds others is not typed alone. */
  private static List<String> typed(CommandLine command, String before) {
    return command.getSubcommands().entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().getSubcommands().isEmpty()
                    ? Stream.of(before + entry.getKey())
                    : typed(entry.getValue(), before + entry.getKey() + " ").stream())
        .toList();
  }

  /** A list of commands shows the first line of each description: it must stand alone. */
  @ParameterizedTest
  @ValueSource(strings = {"help data", "help bench"})
  void descriptionsInListsAreSentences(String command) {
    String text = SignetRun.of(command.split(" ")).requireSuccess().out();
    String commands = text.substring(text.indexOf("Commands:")).split("\\R\\R", 2)[0];
    String[] entries = commands.replaceAll("\\R {4,}", " ").split("\\R");
    assertThat(entries).hasSizeGreaterThan(1);
    assertThat(Arrays.stream(entries).skip(1))
        .allSatisfy(entry -> assertThat(entry.strip()).endsWith("."));
  }

  @Test
  void descriptionsInGroupsAreSentences() {
    String text = SignetRun.of("help").requireSuccess().out();
    String commands = text.split("Commands:|Exit codes", -1)[1].replaceAll("\\R {4,}", " ");
    assertThat(commands.lines().filter(line -> line.startsWith("  ")))
        .hasSizeGreaterThan(20)
        .allSatisfy(entry -> assertThat(entry).endsWith("."));
  }

  @Test
  void completionIsAScriptForTheShell() {
    SignetRun run = SignetRun.of("generate-completion").requireSuccess();
    assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("complete -F", "--arch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trian | did you mean: train",
        "train --epocs 3 | --epochs",
        "train --bogus | Unknown option: '--bogus'",
        "train --arch vgg | must be one of tiny, resnet18, resnet34",
        "train --recipe slow | must be one of fast, classic",
        "train --optimizer lion | must be one of adam, adamw, sgd",
        "train --epochs ten | Invalid value for option '--epochs'",
        "train --lr fast | is not a number, such as 0.001",
        "evaluate | --model",
        "predict --model x | PICTURE",
        "data | data needs one of info, audit, make, pack, split, relabel",
        "bench | bench needs one of train",
        "'' | signet help lists them"
      })
  void wrongWordIsAnsweredWithTheRightOnes(String words, String said) {
    String[] split = words.isEmpty() ? new String[0] : words.split(" ");
    SignetRun run = SignetRun.of(split);
    run.requireFailure(2, said);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--lr 0 | learning rate (--lr) must be > 0 and <= 1000 but was 0",
        "--lr -0.1 | learning rate (--lr) must be > 0 and <= 1000 but was -0.1",
        "--lr NaN | learning rate (--lr) must be > 0 and <= 1000 but was NaN",
        "--lr Infinity | learning rate (--lr) must be > 0 and <= 1000 but was Infinity",
        "--batch-size 1 | batch size (--batch-size) must be between 2 and 65536 but was 1",
        "--epochs 0 | number of epochs (--epochs) must be between 1 and 100000 but was 0",
        "--mean NaN,0,0 | mean of a channel (--mean) must be >= 0 and <= 1 but was NaN",
        "--mean 0,0 | mean and std (--mean, --std) must hold 3 numbers each",
        "--std 1,0,1 | standard deviation of a channel (--std) must be > 0 and <= 1 but was 0",
        "--optimizer sgd --weight-decay NaN | weight decay (--weight-decay) must be >= 0 and <= 1",
        "--optimizer adam --weight-decay 0.1 | --weight-decay has no effect without --optimizer adamw or sgd",
        "--schedule constant --warmup 0.1 | --warmup has no effect without --schedule one-cycle",
        "--label-smoothing 1 | label smoothing (--label-smoothing) must be >= 0 and < 1 but was 1",
        "--rotation 181 | largest rotation (--rotation) must be between 0 and 180 but was 181",
        "--sizes 0.5 | --sizes must be 'full' or a list like 0.4:0.5,0.75:0.75 but held '0.5'",
        "--threads 0 | threads (--threads) must be between 1 and 1024 but were 0",
        "--threads -2 | threads (--threads) must be between 1 and 1024 but were -2",
        "--device tpu | device (--device) must be one of auto, cpu, cuda but was 'tpu'",
        "--test-data x | --test-data has no effect without --data",
        "--input 64 | input size must be written like 3x64x64 or 64x64 but was '64'"
      })
  void valueOutOfRangeIsNamedWithItsRangeAndNothingIsWritten(
      String options, String said, @TempDir Path folder) {
    Path out = folder.resolve("run");
    List<String> words =
        Stream.concat(
                Stream.of("train", "--arch", "tiny", "--out", out.toString()),
                Arrays.stream(options.split(" ")))
            .toList();
    SignetRun.of(words).requireFailure(2, said);
    assertThat(Files.exists(out)).isFalse();
  }

  @Test
  void stackTraceIsShownOnRequestOnly() {
    String[] words = {"predict", "--model", "nowhere", "x.png"};
    assertThat(SignetRun.of(words).err()).doesNotContain("\tat ");
    String[] verbose =
        Stream.concat(Stream.of("--verbose"), Stream.of(words)).toArray(String[]::new);
    assertThat(SignetRun.of(verbose).err()).contains("\tat dev.signet.");
  }
}
