package dev.signet.studio.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.data.folder.ImageFolder;
import dev.signet.drawing.Png;
import dev.signet.picture.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done to a project, and that nothing of it is lost. */
@SuppressWarnings("NullAway") // set before each test
class ProjectTest {
  @TempDir Path folder;
  private Project project;

  @BeforeEach
  void open() {
    project = Project.open(folder);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private static byte[] picture(int shade) {
    BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    IntStream.range(0, 200).forEach(i -> image.setRGB(i % 20, i / 20, shade * 0x10101));
    return Png.bytes(image);
  }

  private void fill(String label, int count) {
    if (classes().stream().noneMatch(label::equals)) {
      project.addClass(label);
    }
    for (int i = 1; i <= count; i++) {
      project.add(label, label + i + ".png", picture(i), new Intake("fill " + label, false));
    }
  }

  private List<String> classes() {
    return project.state().classes().stream().map(ProjectState.ClassState::label).toList();
  }

  private List<String> names(String label) {
    return project.pictures(label).stream().map(ListedPicture::name).toList();
  }

  private static PictureRef ref(String label, String name) {
    return new PictureRef(label, name);
  }

  @Test
  void whatAKilledStudioWasWritingIsTidiedAway() throws IOException {
    fill("fist", 1);
    Path half = Files.write(folder.resolve("fist/.fist2.png.c113fe1225c8b2bc.tmp"), picture(3));
    Path other = Files.write(folder.resolve("fist/.DS_Store"), new byte[4]);
    project.close();
    project = Project.open(folder);
    assertThat(half).doesNotExist();
    assertThat(other).exists();
    assertThat(names("fist")).containsExactly("fist1.png");
  }

  @Test
  void whatThePageMakesIsWhatEveryCommandReads() {
    fill("fist", 3);
    fill("palm", 2);
    project.addClass("empty yet");
    assertThat(folder.resolve("empty yet")).doesNotExist();
    assertThat(ImageFolder.read(folder, new ImageSize(8, 8)).classes())
        .containsExactly("fist", "palm");
    assertThat(ImageFolder.read(folder, new ImageSize(8, 8)).size()).isEqualTo(5);
  }

  @Test
  void whatOtherProgramsPutThereIsSeen() throws IOException {
    fill("fist", 1);
    Files.createDirectories(folder.resolve("made elsewhere/deeper"));
    Files.write(folder.resolve("made elsewhere/deeper/1.png"), picture(9));
    Files.write(folder.resolve("fist/another.png"), picture(8));
    Files.writeString(folder.resolve("fist/notes.txt"), "no picture");
    assertThat(names("fist")).containsExactly("another.png", "fist1.png");
    assertThat(names("made elsewhere")).containsExactly("deeper/1.png");
    assertThat(project.file(ref("made elsewhere", "deeper/1.png"))).exists();
  }

  @Test
  void orderOfClassesAndThoseWithoutPicturesAreRememberedByTheNextStudio() {
    fill("a", 1);
    fill("b", 1);
    project.addClass("c");
    project.orderClasses(List.of("c", "b", "a"));
    project.close();
    project = Project.open(folder);
    assertThat(classes()).containsExactly("c", "b", "a");
    assertThatThrownBy(() -> project.orderClasses(List.of("c", "b")))
        .hasMessage("the classes have changed meanwhile; look again");
  }

  @Test
  void picturesMoveAndComeBackByUndo() {
    fill("fist", 3);
    project.addClass("palm");
    List<PictureRef> two = List.of(ref("fist", "fist1.png"), ref("fist", "fist3.png"));
    assertThat(project.move(two, "palm")).isEqualTo(2);
    assertThat(names("palm")).containsExactly("fist1.png", "fist3.png");
    assertThat(project.state().undo())
        .contains(new ProjectState.Undoable(DeedKind.MOVE, 2, "palm"));
    project.undo();
    assertThat(names("fist")).containsExactly("fist1.png", "fist2.png", "fist3.png");
    assertThat(names("palm")).isEmpty();
    assertThat(folder.resolve("palm")).doesNotExist();
  }

  @Test
  void pictureOfTheSameNameGetsANumberWhenItMoves() {
    fill("fist", 1);
    project.addClass("palm");
    project.add("palm", "fist1.png", picture(77), Intake.SINGLE);
    project.move(List.of(ref("fist", "fist1.png")), "palm");
    assertThat(names("palm")).containsExactlyInAnyOrder("fist1.png", "fist1 2.png");
  }

  @Test
  void classThatLostItsLastPictureStays() {
    fill("fist", 1);
    project.delete(List.of(ref("fist", "fist1.png")));
    assertThat(folder.resolve("fist")).doesNotExist();
    assertThat(classes()).containsExactly("fist");
    project.close();
    project = Project.open(folder);
    assertThat(classes()).containsExactly("fist");
  }

  @Test
  void deletedPicturesLieInTheBinUntilItIsEmptied() {
    fill("fist", 3);
    int count = project.delete(List.of(ref("fist", "fist1.png"), ref("fist", "fist2.png")));
    assertThat(count).isEqualTo(2);
    assertThat(project.binned())
        .extracting(ListedPicture::name)
        .containsExactly("fist/fist1.png", "fist/fist2.png");
    assertThat(project.restore(List.of("fist/fist2.png", "fist/no such.png"))).isOne();
    assertThat(names("fist")).containsExactly("fist2.png", "fist3.png");
    assertThat(project.emptyBin()).isOne();
    assertThat(project.binned()).isEmpty();
    assertThat(names("fist")).containsExactly("fist2.png", "fist3.png");
  }

  @Test
  void burstIsUndoneAsOneAndLiesInTheBin() {
    fill("fist", 5);
    assertThat(project.state().undo()).contains(new ProjectState.Undoable(DeedKind.ADD, 5, "fist"));
    project.undo();
    assertThat(names("fist")).isEmpty();
    assertThat(project.binned()).hasSize(5);
    project.undo(); // the class itself
    assertThat(classes()).isEmpty();
    assertThatThrownBy(() -> project.undo()).hasMessage("there is nothing to undo");
  }

  @Test
  void folderOfClassesIsUndoneAsOne() {
    project.addClass("fist");
    Intake folders = new Intake("dropped", true);
    project.add("palm", "1.png", picture(1), folders);
    project.add("thumb", "1.png", picture(2), folders);
    project.add("fist", "1.png", picture(3), folders);
    assertThat(classes()).containsExactly("fist", "palm", "thumb");
    project.undo();
    assertThat(classes()).containsExactly("fist");
    assertThat(project.binned()).hasSize(3);
    assertThatThrownBy(() -> project.add("gone", "1.png", picture(1), Intake.SINGLE))
        .hasMessage("there is no class 'gone' any more");
  }

  @Test
  void renamedClassKeepsItsPicturesAndPlace() {
    fill("a", 1);
    fill("b", 2);
    fill("c", 1);
    assertThat(project.renameClass("b", "  thumb up ")).isEqualTo("thumb up");
    assertThat(classes()).containsExactly("a", "thumb up", "c");
    assertThat(names("thumb up")).hasSize(2);
    project.undo();
    assertThat(classes()).containsExactly("a", "b", "c");
    assertThat(names("b")).hasSize(2);
    assertThatThrownBy(() -> project.renameClass("b", "A"))
        .hasMessage("there is a class 'A' already; choose another name");
  }

  @Test
  void removedClassComesBackWithAllThatWasInItsFolder() throws IOException {
    fill("a", 2);
    fill("b", 1);
    Files.writeString(folder.resolve("a/notes.txt"), "mine");
    assertThat(project.removeClass("a")).isEqualTo(2);
    assertThat(classes()).containsExactly("b");
    assertThat(folder.resolve("a")).doesNotExist();
    project.undo();
    assertThat(classes()).containsExactly("a", "b");
    assertThat(names("a")).containsExactly("a1.png", "a2.png");
    assertThat(folder.resolve("a/notes.txt")).hasContent("mine");
  }

  @Test
  void windowThatKnowsLessMovesWhatIsStillThere() {
    fill("fist", 2);
    project.addClass("palm");
    List<PictureRef> both = List.of(ref("fist", "fist1.png"), ref("fist", "fist2.png"));
    project.delete(List.of(both.get(0)));
    assertThat(project.move(both, "palm")).isOne();
    assertThatThrownBy(() -> project.move(both, "gone"))
        .hasMessage("there is no class 'gone' any more");
    assertThatThrownBy(() -> project.file(both.get(0)))
        .hasMessage("there is no picture 'fist1.png' in 'fist' any more");
  }

  @Test
  void pictureThatCannotBeReadIsNamedWithItsReason() {
    fill("fist", 1);
    assertThatThrownBy(() -> project.add("fist", "x.jpg", new byte[] {1, 2, 3}, Intake.SINGLE))
        .isInstanceOf(ProjectException.class)
        .hasMessageStartingWith("x.jpg is not a picture that can be read");
    byte[] cut = Arrays.copyOf(picture(3), 60);
    assertThatThrownBy(() -> project.add("fist", "cut.png", cut, Intake.SINGLE))
        .hasMessageContaining("damaged PNG picture");
    assertThat(names("fist")).containsExactly("fist1.png");
  }

  @Test
  void samePictureUnderTheSameNameIsTakenOnce() {
    project.addClass("fist");
    assertThat(project.add("fist", "x.png", picture(1), Intake.SINGLE)).isEqualTo("x.png");
    assertThat(project.add("fist", "x.png", picture(1), Intake.SINGLE)).isEqualTo("x.png");
    assertThat(project.add("fist", "x.png", picture(2), Intake.SINGLE)).isEqualTo("x 2.png");
    assertThat(names("fist")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../evil.png", "..\\evil.png", "/etc/evil.png", ".evil.png", "C:\\a\\evil.png"})
  void namesOfPicturesNeverLeaveTheClass(String name) throws IOException {
    project.addClass("fist");
    project.add("fist", name, picture(1), Intake.SINGLE);
    assertThat(names("fist")).hasSize(1);
    try (var files = Files.walk(folder.getParent(), 3)) {
      assertThat(files.filter(it -> it.toString().contains("evil")))
          .singleElement()
          .satisfies(it -> assertThat(it.getParent()).isEqualTo(folder.resolve("fist")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "photo, photo.png",
    "'', picture.png",
    "a-gradcam.png, a-gradcam_.png",
    "con.png, _con.png",
    "a:b?.png, a_b_.png",
    "手势.png, 手势.png"
  })
  void namesOfPicturesAreThoseOfPictures(String given, String name) {
    project.addClass("fist");
    assertThat(project.add("fist", given, picture(1), Intake.SINGLE)).isEqualTo(name);
    assertThat(names("fist")).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "   ", "a/b", "..", ".hidden", "a\\b", "runs", "Runs", "nul", "a\u0000"})
  void namesOfClassesAreThoseOfFolders(String name) {
    assertThatThrownBy(() -> project.addClass(name)).isInstanceOf(ProjectException.class);
    assertThat(classes()).isEmpty();
  }

  @Test
  void linkThatLeadsOutOfTheProjectIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.write(elsewhere.resolve("secret.png"), picture(1));
    fill("fist", 1);
    Files.createSymbolicLink(folder.resolve("fist/link.png"), elsewhere.resolve("secret.png"));
    Files.createSymbolicLink(folder.resolve("outside"), elsewhere);
    assertThatThrownBy(() -> project.file(ref("fist", "link.png")))
        .hasMessageContaining("leads out");
    assertThatThrownBy(() -> project.file(ref("outside", "secret.png")))
        .hasMessageContaining("leads out");
    assertThatThrownBy(() -> project.add("outside", "x.png", picture(2), Intake.SINGLE))
        .hasMessageContaining("leads out");
    assertThat(elsewhere.resolve("x.png")).doesNotExist();
  }

  @Test
  void projectIsOpenInOneStudioAtATime() {
    assertThatThrownBy(() -> Project.open(folder)).hasMessageContaining("open in another studio");
  }

  @Test
  void folderLaidOutByPartsAndRunsAreRefused(@TempDir Path other) throws IOException {
    Files.createDirectories(other.resolve("train/fist"));
    assertThatThrownBy(() -> Project.open(other))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("laid out by parts");
    assertThatThrownBy(() -> Project.open(other.resolve("absent")))
        .hasMessageContaining("no folder");
  }

  @Test
  void whatAKilledStudioLeavesIsNoPictureAndNoClass() throws IOException {
    fill("fist", 2);
    Files.writeString(folder.resolve("fist/.x.png.123.tmp"), "half");
    project.close();
    project = Project.open(folder);
    assertThat(names("fist")).containsExactly("fist1.png", "fist2.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.png is an empty file; JPEG is expected|这是空文件",
        "a is a damaged PNG picture: it ends too early; replace it|PNG 图片不完整,请替换或移除",
        "a is a damaged JPEG picture: no; replace it|JPEG 图片已损坏,请替换或移除",
        "a is a HEIC picture, which is not read; save it|不支持 HEIC,请另存为 JPEG 或 PNG",
        "a has 9 x 8 pixels (height x width); shrink it|像素太多(9 x 8),请缩小",
        "something else|something else"
      })
  void reasonsOfTheDecoderComeInChinese(String english, String chinese) {
    ProjectException e = new ProjectException(Sentence.UNREADABLE, english);
    assertThat(e.in(Locale.CHINESE)).isEqualTo(chinese);
  }

  @Test
  void sentencesComeInBothLanguages() {
    ProjectException e = new ProjectException(Sentence.CLASS_THERE, "fist");
    assertThat(e.in(Locale.ENGLISH)).isEqualTo(e.getMessage());
    assertThat(e.in(Locale.SIMPLIFIED_CHINESE)).isEqualTo("已有类别“fist”,请换一个名称");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cannot write /x/a.pkl: No space left on device; free some space or choose another folder|磁盘已满;请腾出空间后重试",
        "out of memory with a batch of 32 pictures: take a smaller one|内存不足;请选择较小的图片或网络,或关闭其他程序",
        "cannot listen on 127.0.0.1 port 8080: it is taken or not allowed|端口 8080 已被占用或不允许使用",
        "/x/fist: class fist has 1 picture; a split needs at least 2 of each class|类别“fist”只有 1 张图片;每类至少需要 2 张",
        "/x/fist/a b.jpg is an empty file|/x/fist/a b.jpg:这是空文件",
        "the service has ended|服务已结束",
        "something that nobody foresaw|something that nobody foresaw"
      })
  void failuresOfCommandsComeInChinese(String english, String chinese) {
    assertThat(Words.ofCommand(english)).isEqualTo(new Words(english, chinese));
    assertThat(Sentence.COMMAND.in(Locale.CHINESE, english)).isEqualTo("命令失败:" + chinese);
  }
}
