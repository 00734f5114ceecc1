package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file and every line is the same wherever its reader lives. */
class LocaleTest {
  /** What is different in each run: times, and what is drawn or packed from them. */
  private static final String TIMES =
      ".*(checkpoints/.*|timing\\.csv|progress\\.json|watched\\.json|environment\\.json|report\\.html|events\\.out.*)";

  private final Locale before = Locale.getDefault();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @Test
  void writesTheSameInArabicPersianTurkishAndGerman() throws IOException {
    Map<String, String> plain = everything(Locale.ROOT);
    assertThat(plain).containsKey("run/checkpoints/step-0000000004.safetensors");
    for (String tag : List.of("ar-EG", "fa-IR", "tr-TR", "de-DE")) {
      Map<String, String> local = everything(Locale.forLanguageTag(tag));
      assertThat(local.keySet()).as(tag).isEqualTo(plain.keySet());
      plain.forEach(
          (name, bytes) ->
              assertThat(bytes.equals(local.get(name))).as(tag + ": " + name).isTrue());
    }
  }

  /** The main flow: what it printed and what it wrote, by name. */
  private Map<String, String> everything(Locale locale) throws IOException {
    Locale.setDefault(locale);
    Path home = Files.createDirectory(folder.resolve("here"));
    Map<String, String> all = new TreeMap<>();
    List<?> data = List.of("--data", home.resolve("data"));
    keep(
        all,
        "data",
        "make",
        "--train",
        24,
        "--test",
        12,
        "--input",
        "3x32x32",
        "--out",
        home.resolve("data"));
    keep(all, "data", "info", data, "--sheet", home.resolve("sheet.png"));
    keep(all, "data", "audit", data, "--out", home.resolve("audit.html"), "--format", "json");
    keep(
        all,
        "train",
        data,
        "--arch",
        "tiny",
        "--threads",
        1,
        "--epochs",
        4,
        "--batch-size",
        12,
        "--validation",
        0.25,
        "--no-audit",
        "--checkpoint-every",
        2,
        "--out",
        home.resolve("run"));
    for (String format : List.of("text", "json", "csv")) {
      keep(all, "evaluate", "--model", home.resolve("run"), "--format", format);
    }
    keep(all, "calibrate", "--model", home.resolve("run"));
    keep(all, "predict", "--model", home.resolve("run"), home.resolve("sheet.png"));
    keep(all, "summary", "--arch", "tiny");
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = home.relativize(file).toString();
        all.put(
            name.replaceAll("events\\.out.*", "events"),
            name.matches(TIMES)
                ? ""
                : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    Files.move(home, folder.resolve(locale.toLanguageTag()));
    return all;
  }

  private static void keep(Map<String, String> all, Object... words) {
    List<Object> flat = new ArrayList<>();
    for (Object word : words) {
      if (word instanceof List<?> some) {
        flat.addAll(some);
      } else {
        flat.add(word);
      }
    }
    SignetRun run = SignetRun.of(flat).requireSuccess();
    String said = run.out() + run.err();
    all.put(all.size() + " " + words[0], said.replaceAll("[0-9]+ pictures/s.*", "fast"));
  }
}
