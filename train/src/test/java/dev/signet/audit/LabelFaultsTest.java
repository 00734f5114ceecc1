package dev.signet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.data.ImageSource;
import dev.signet.data.Relabelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelFaultsTest {
  private final ImageSource four = TestPictures.coloured(4, 4, 2, 1); // labels 0, 1, 0, 1
  private final double[][] probabilities = {{0.9, 0.1}, {0.2, 0.8}, {0.1, 0.9}, {0.45, 0.55}};

  @Test
  void rankingIsThatOfAHandComputedFixture() {
    List<Suspect> ranking = LabelFaults.rank(four, probabilities);
    // Margins of the label: 0.8, 0.6, -0.8, 0.1.
    assertThat(ranking).extracting(Suspect::index).containsExactly(2, 3, 1, 0);
    Suspect first = ranking.get(0);
    assertThat(first.label()).isEqualTo("c0");
    assertThat(first.suggested()).isEqualTo("c1");
    // Class 1 is believed 0.675 on average where it is the label; 0.9 is more.
    assertThat(ranking).extracting(Suspect::isSuspected).containsExactly(true, false, false, false);
  }

  @Test
  void editedFileGivesNewLabels(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("faults.csv");
    LabelFaults.write(LabelFaults.rank(four, probabilities), file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0))
        .isEqualTo(
            "rank,index,id,label,suggested,margin,label_probability,suggested_probability,suspected,new_label");
    assertThat(lines.get(1)).isEqualTo("1,2,picture 2,c0,c1,-0.800000,0.100000,0.900000,true,");
    assertThat(Relabelling.read(file, four).labels()).isEmpty();
    lines.set(1, lines.get(1) + "c1");
    Files.write(file, lines);
    ImageSource changed = Relabelling.read(file, four).apply(four);
    assertThat(changed.label(2)).isEqualTo(1);
    assertThat(changed.label(0)).isEqualTo(0);
    assertThat(changed.pixels(2)).isSameAs(four.pixels(2));
  }

  @Test
  void fileOfOtherPicturesIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("faults.csv");
    Files.writeString(file, "index,label,new_label\n0,c1,c0\n");
    refused(file, "line 2: picture 0 has label c0, but the file says c1");
    Files.writeString(file, "index,label,new_label\n0,c0,c7\n");
    refused(file, "line 2: there is no class 'c7'; one of [c0, c1] is expected");
    Files.writeString(file, "index,label,new_label\n4,c0,c1\n");
    refused(file, "line 2: index 4 is there twice or outside 0 to 3");
    Files.writeString(file, "index,label\n0,c0\n");
    refused(file, "a CSV file with the columns index, label and new_label is expected");
  }

  private void refused(Path file, String said) {
    assertThatThrownBy(() -> Relabelling.read(file, four))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(said);
  }
}
