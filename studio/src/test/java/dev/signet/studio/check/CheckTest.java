package dev.signet.studio.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.Text;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.drawing.Png;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import dev.signet.studio.check.Proposal.Kind;
import dev.signet.studio.project.Intake;
import dev.signet.studio.project.PictureRef;
import dev.signet.studio.project.Project;
import dev.signet.studio.project.ProjectException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed of pictures with faults that were put there. */
@Timeout(120)
@SuppressWarnings("NullAway") // set before each test
class CheckTest {
  private static final Intake INTAKE = new Intake("test", true);

  @TempDir Path folder;
  private final List<Doubt> doubts = new CopyOnWriteArrayList<>();
  private Project project;
  private Check check;

  @BeforeEach
  void open() {
    project = Project.open(folder);
    for (int i = 1; i <= 24; i++) {
      add("fist", "a" + 3 * i + ".png", hand(0, 64, i));
      add("palm", "b" + 3 * i + ".png", hand(5, 64, 100 + i));
    }
    check = Check.begin(project, () -> List.copyOf(doubts));
  }

  @AfterEach
  void close() {
    check.close();
    project.close();
  }

  private void add(String label, String name, BufferedImage image) {
    project.add(label, name, Png.bytes(image), INTAKE);
  }

  private static BufferedImage hand(int digit, int side, int seed) {
    return RgbPixels.toImage(SyntheticSigns.render(digit, side, seed), new ImageSize(side, side));
  }

  /** What is said of so many pictures as they are now. */
  private Check.Outcome settled(int pictures) throws InterruptedException {
    while (true) {
      Check.Outcome outcome = check.outcome();
      Check.State state = outcome.state();
      if (state.settled() && state.of() == pictures && state.done() == pictures) {
        return outcome;
      }
      Thread.sleep(50);
    }
  }

  private static List<Proposal> of(Kind kind, Check.Outcome outcome) {
    return outcome.proposals().stream().filter(it -> it.kind() == kind).toList();
  }

  private static List<String> names(Proposal proposal) {
    return proposal.pictures().stream().map(SeenPicture::name).toList();
  }

  @Test
  void soundPicturesNeedNothingDone() throws InterruptedException {
    Check.Outcome outcome = settled(48);
    assertThat(outcome.proposals()).isEmpty();
    assertThat(outcome.aside()).isPresent();
  }

  @Test
  void copiesAreOneProposalThatKeepsOne() throws InterruptedException, IOException {
    add("fist", "a200.png", hand(0, 64, 3));
    add("fist", "a300.png", hand(0, 64, 3));
    Proposal copies = of(Kind.DUPLICATE, settled(50)).get(0);
    assertThat(names(copies)).containsExactly("a9.png", "a200.png", "a300.png");
    List<PictureRef> spare = copies.choices().get(0).pictures();
    assertThat(check.take(copies.id(), 0, spare)).isEqualTo(2);
    assertThat(folder.resolve("fist/a9.png")).exists();
    assertThat(folder.resolve("fist/a200.png")).doesNotExist();
    assertThat(project.binned()).hasSize(2);
    assertThat(settled(48).proposals()).isEmpty();
    project.undo();
    assertThat(of(Kind.DUPLICATE, settled(50))).hasSize(1);
  }

  @Test
  void onlyPicturesOfTheProposalAreTaken() throws InterruptedException {
    add("fist", "a200.png", hand(0, 64, 3));
    Proposal copies = of(Kind.DUPLICATE, settled(49)).get(0);
    assertThat(check.take(copies.id(), 0, List.of(new PictureRef("palm", "b3.png")))).isZero();
    assertThat(folder.resolve("palm/b3.png")).exists();
    assertThatThrownBy(() -> check.take("nothing", 0, List.of()))
        .isInstanceOf(ProjectException.class)
        .hasMessage("this is not proposed any more; look again");
  }

  @Test
  void refusedIsNotProposedAgainByAnotherStudio() throws InterruptedException {
    add("fist", "a200.png", hand(0, 64, 3));
    Proposal copies = of(Kind.DUPLICATE, settled(49)).get(0);
    check.refuse(copies.id());
    assertThat(check.outcome().proposals()).isEmpty();
    check.close();
    check = Check.begin(project, List::of);
    Check.Outcome outcome = settled(49);
    assertThat(outcome.proposals()).isEmpty();
    assertThat(outcome.refused()).isOne();
    check.recall();
    assertThat(check.outcome().proposals()).hasSize(1);
  }

  @Test
  void pictureInTwoClassesIsOfOneOfThem() throws InterruptedException {
    add("palm", "b200.png", hand(0, 64, 3));
    Proposal conflict = of(Kind.CONFLICT, settled(49)).get(0);
    assertThat(names(conflict)).containsExactlyInAnyOrder("a9.png", "b200.png");
    assertThat(conflict.choices()).extracting(Choice::to).containsExactly("fist", "palm");
    assertThat(conflict.choices().get(0).pictures())
        .containsExactly(new PictureRef("palm", "b200.png"));
  }

  @Test
  void burstThatHardlyDiffersKeepsOneOfFive() throws InterruptedException {
    BufferedImage wide = hand(0, 200, 77);
    for (int i = 1; i <= 7; i++) {
      BufferedImage part = wide.getSubimage(i % 2, 0, 198, 198);
      BufferedImage copy = new BufferedImage(198, 198, BufferedImage.TYPE_INT_RGB);
      copy.getGraphics().drawImage(part, 0, 0, null);
      add("fist", Text.of("camera-20260131-100000-%04d.png", i), copy);
    }
    Proposal burst = of(Kind.BURST, settled(55)).get(0);
    assertThat(burst.pictures()).hasSize(7);
    assertThat(burst.choices().get(0).pictures()).hasSize(5);
  }

  @Test
  void darkAndBlurredPicturesAreNamed() throws InterruptedException {
    for (int i = 1; i <= 12; i++) {
      add("palm", "sharp-" + 5 * i + ".png", stripes(i));
    }
    BufferedImage dark = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    dark.setRGB(7, 7, 0xffffff);
    add("fist", "night.png", dark);
    float[] ninth = new float[81];
    Arrays.fill(ninth, 1 / 81f);
    add("palm", "shaken.png", new ConvolveOp(new Kernel(9, 9, ninth)).filter(stripes(40), null));
    Check.Outcome outcome = settled(62);
    assertThat(of(Kind.DARK, outcome))
        .flatExtracting(CheckTest::names)
        .containsExactly("night.png");
    assertThat(of(Kind.BLURRED, outcome))
        .flatExtracting(CheckTest::names)
        .containsExactly("shaken.png");
  }

  private static BufferedImage stripes(int seed) {
    BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    Graphics2D draw = image.createGraphics();
    for (int i = 0; i < 30; i++) {
      draw.setColor(new Color((seed * 7919 + i * 104_729) & 0xffffff));
      draw.fillRect((i * 53 + seed * 31) % 230, (i * 97 + seed * 17) % 230, 40, 25);
    }
    draw.dispose();
    return image;
  }

  @Test
  void fileThatIsNoPictureIsNamedWithTheReason() throws InterruptedException, IOException {
    Files.writeString(folder.resolve("fist/broken.jpg"), "not a picture");
    Proposal broken = of(Kind.UNREADABLE, settled(49)).get(0);
    assertThat(names(broken)).containsExactly("broken.jpg");
    assertThat(broken.reason().orElseThrow().en()).contains("broken.jpg");
    assertThat(broken.reason().orElseThrow().zh()).startsWith("不是可读取的图片");
  }

  @Test
  void classWithFewPicturesWantsMore() throws InterruptedException {
    add("thumb", "t1.png", hand(1, 64, 1));
    add("thumb", "t5.png", hand(1, 64, 2));
    assertThat(of(Kind.RARE, settled(50))).extracting(Proposal::label).containsExactly("thumb");
  }

  @Test
  void wallThatTellsTheClassIsNamed() throws InterruptedException {
    for (int i = 1; i <= 24; i++) {
      add("door", "d" + 4 * i + ".png", framed(hand(2, 64, 200 + i), Color.BLUE));
      add("wall", "w" + 4 * i + ".png", framed(hand(2, 64, 300 + i), Color.RED));
    }
    assertThat(of(Kind.BACKGROUND, settled(96))).hasSize(1);
  }

  private static BufferedImage framed(BufferedImage hand, Color wall) {
    Graphics2D draw = hand.createGraphics();
    draw.setColor(wall);
    draw.fillRect(0, 0, 64, 9);
    draw.fillRect(0, 55, 64, 9);
    draw.dispose();
    return hand;
  }

  @Test
  void doubtedLabelMovesToTheOtherClass() throws InterruptedException {
    settled(48);
    doubts.add(new Doubt(new PictureRef("fist", "a6.png"), "palm", 0.9));
    doubts.add(new Doubt(new PictureRef("fist", "gone.png"), "palm", 0.9));
    Thread.sleep(1000); // it is looked at anew after less
    Proposal doubt = of(Kind.DOUBT, settled(48)).get(0);
    assertThat(doubt.choices().get(0).to()).isEqualTo("palm");
    check.take(doubt.id(), 0, doubt.choices().get(0).pictures());
    assertThat(folder.resolve("palm/a6.png")).exists();
  }

  @Test
  void ofMorePicturesThanAreLookedAtEachClassHasItsShareAndTheRestIsCounted()
      throws InterruptedException {
    check.close();
    check = Check.begin(project, 24, () -> List.of());
    Check.State state = settled(24).state();
    assertThat(state.beyond()).isEqualTo(24);
    assertThat(check.outcome().aside().orElseThrow().of()).isEqualTo(24);
  }
}
