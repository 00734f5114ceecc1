package dev.signet.data.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.CacheMode;
import dev.signet.data.BrokenPictures;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.Part;
import dev.signet.data.PictureFolder;
import dev.signet.data.configured.DataSource;
import dev.signet.data.hdf5.SignsHdf5;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeepingTest {
  private static final ImageSize SIZE = new ImageSize(10, 12);
  private static final int COUNT = 60;

  @TempDir Path temporary;
  private Path photos = Path.of("");
  private final List<String> remarks = new ArrayList<>();

  @BeforeEach
  void draw() {
    photos = PictureFolder.write(temporary.resolve("photos"), COUNT, 16, 3);
  }

  private Keeping keeping(CacheMode mode) {
    return Keeping.usual().in(mode).in(folder()).onRemark(remarks::add);
  }

  private CacheFolder folder() {
    return new CacheFolder(temporary.resolve("cache"));
  }

  private ImageSource open(Keeping keeping) {
    return DataSource.of(photos).resizedTo(SIZE).kept(keeping).load().train();
  }

  private ImageSource open(CacheMode mode) {
    return open(keeping(mode));
  }

  private ImageSource skipping(CacheMode mode) {
    return open(keeping(mode).onBroken(BrokenPictures.skipping(remarks::add)));
  }

  @ParameterizedTest
  @EnumSource(CacheMode.class)
  void givesTheSamePicturesWhereverTheyAreKept(CacheMode mode) {
    ImageSource expected = InMemorySource.of(open(CacheMode.MEMORY));
    ImageSource kept = open(mode);
    assertThat(Fingerprint.of(kept)).isEqualTo(Fingerprint.of(expected));
    assertThat(ids(kept)).isEqualTo(ids(expected));
    assertThat(kept.pixels(17)).isEqualTo(expected.pixels(17));
    assertThat(kept.batch(3, 50, 3).images()).isEqualTo(expected.batch(3, 50, 3).images());
    assertThat(kept.unreadable()).isEmpty();
    assertThat(kept instanceof InMemorySource)
        .isEqualTo(mode == CacheMode.AUTO || mode == CacheMode.MEMORY);
    assertThat(Files.exists(folder().path())).isEqualTo(mode == CacheMode.DISK);
  }

  private static List<String> ids(ImageSource source) {
    return IntStream.range(0, source.size()).mapToObj(source::id).toList();
  }

  @Test
  void findsItsCacheAgainAndWritesAnotherForOtherPictures() throws IOException {
    open(CacheMode.DISK);
    assertThat(remarks)
        .singleElement()
        .asString()
        .startsWith(
            photos + ": its 60 pictures are decoded once, into the cache " + folder().path())
        .endsWith(".h5 (0.0 MB)");
    remarks.clear();
    open(CacheMode.DISK);
    Path file = folder().entries().get(0).file();
    assertThat(remarks).containsExactly(photos + ": decoded pictures from the cache " + file);
    CachedPictures.About about = folder().entries().get(0).about().orElseThrow();
    assertThat(about.source()).isEqualTo(photos.toString());
    assertThat(about.pictures()).isEqualTo(COUNT);
    PictureFolder.draw(photos.resolve("a/0.png"), 16, 1000, 0);
    String fresh = Fingerprint.of(open(CacheMode.DISK));
    assertThat(fresh).isEqualTo(Fingerprint.of(open(CacheMode.MEMORY)));
    assertThat(folder().entries()).hasSize(2);
    Files.createFile(folder().path().resolve(".left.h5.1f.tmp"));
    assertThat(folder().entries().get(0).about()).isEmpty();
    assertThat(folder().clear()).isGreaterThan(2L * COUNT * SIZE.rgbBytes());
    assertThat(folder().entries()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it knows no time of the entry's change")
  void aPictureOfTheSameSizeAndTimeIsAnotherOneAllTheSame() throws IOException {
    open(CacheMode.DISK);
    Path file = photos.resolve("a/0.png");
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
    open(CacheMode.DISK);
    assertThat(folder().entries()).hasSize(2);
  }

  @Test
  void theCacheIsAFileThatDataTakes() {
    ImageSource kept = open(CacheMode.DISK);
    ImageSource read = SignsHdf5.read(folder().entries().get(0).file());
    assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(kept));
    assertThat(read.classes()).containsExactly("a", "b", "c");
  }

  @Test
  void aDamagedCacheIsWrittenAnewOrNamedWhereItIsRead() throws IOException {
    open(CacheMode.DISK);
    Path file = folder().entries().get(0).file();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    remarks.clear();
    open(CacheMode.DISK);
    assertThat(remarks.get(0))
        .isEqualTo(file + " is damaged or of other pictures; it is written anew");
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    byte[] flipped = whole.clone();
    flipped[4096 + 5 * SIZE.rgbBytes()] ^= 1;
    Files.delete(file); // not into the mapping of the last one
    Files.write(file, flipped);
    ImageSource kept = open(CacheMode.DISK);
    assertThat(kept.pixels(4)).hasSize(SIZE.rgbBytes());
    assertThatThrownBy(() -> kept.pixels(5))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "%s is damaged: %s in it is not what was written; delete it (signet data cache --clear)",
            file, kept.id(5));
  }

  @Test
  void aCacheThatCannotBeWrittenEndsNoTraining() throws IOException {
    Files.createFile(folder().path());
    ImageSource kept = open(CacheMode.DISK);
    assertThat(Fingerprint.of(kept)).isEqualTo(Fingerprint.of(open(CacheMode.NONE)));
    assertThat(remarks.get(1))
        .startsWith(photos + ": no cache (cannot write " + folder().path())
        .endsWith("); its pictures are decoded in every epoch");
  }

  @Test
  void whoReadsOnceWritesNoCacheThatWasNotAskedFor() {
    open(keeping(CacheMode.NONE).forOnce());
    assertThat(folder().entries()).isEmpty();
    open(keeping(CacheMode.DISK).forOnce());
    assertThat(folder().entries()).hasSize(1);
  }

  @Test
  void picturesThatChangeOrVanishBetweenEpochsAreNamed() throws IOException {
    ImageSource anew = open(CacheMode.NONE);
    String id = anew.id(1);
    PictureFolder.draw(Path.of(id), 16, 999, 1);
    assertThat(anew.pixels(0)).isNotEmpty();
    assertThatThrownBy(() -> anew.batch(0, 1, 2))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "%s is another picture than when it was read first; nothing goes on with it, what was"
                + " saved is kept: put the first one back, or begin anew",
            id);
    Files.delete(Path.of(id));
    assertThatThrownBy(() -> anew.pixels(1))
        .hasMessage(
            "%s does not exist; check the name; it was there when it was read first, and nothing"
                + " goes on without it, what was saved is kept",
            id);
    ImageSource cached = open(CacheMode.DISK);
    Files.delete(Path.of(cached.id(0)));
    assertThat(cached.pixels(0)).hasSize(SIZE.rgbBytes());
  }

  @ParameterizedTest
  @EnumSource(CacheMode.class)
  void upToFivePercentMayBeSkippedAndAreListed(CacheMode mode) throws IOException {
    Path broken = photos.resolve("b/1.png");
    Files.writeString(broken, "no picture");
    Path gone = photos.resolve("a/link.png");
    Files.createSymbolicLink(gone, temporary.resolve("nothing"));
    assertThatThrownBy(() -> open(mode))
        .hasMessageStartingWith(photos + ": 2 of 61 pictures cannot be used: " + gone);
    ImageSource kept = skipping(mode);
    requireTheOthers(kept, broken, gone);
    requireTheOthers(skipping(mode), broken, gone); // from the cache, where there is one
    for (int i = 0; i < 2; i++) {
      Files.writeString(photos.resolve("c/more" + i + ".png"), "no picture");
    }
    assertThatThrownBy(() -> skipping(mode))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(
            photos + ": 4 of 63 pictures cannot be used, more than the 5 % that may be skipped: ");
  }

  private void requireTheOthers(ImageSource kept, Path broken, Path gone) {
    assertThat(kept.size()).isEqualTo(COUNT - 1);
    assertThat(ids(kept)).doesNotContain(broken.toString(), gone.toString());
    assertThat(kept.unreadable()).hasSize(2);
    assertThat(kept.unreadable().get(0)).startsWith(gone + " is a link to ");
    assertThat(kept.unreadable().get(1)).startsWith(broken + " is not a picture that can be read");
    assertThat(Fingerprint.of(kept)).isEqualTo(Fingerprint.of(skipping(CacheMode.MEMORY)));
    assertThat(remarks).anyMatch(remark -> remark.contains("cannot be used and are left out: "));
  }

  @Test
  void readsHdf5FromItsFileWithoutACopy() {
    Path file = temporary.resolve("train_x.h5");
    ImageSource pictures = open(CacheMode.MEMORY);
    SignsHdf5.write(file, pictures, Part.TRAIN); // chunked
    for (CacheMode mode : List.of(CacheMode.NONE, CacheMode.DISK, CacheMode.MEMORY)) {
      ImageSource read = DataSource.of(file).kept(keeping(mode)).load().train();
      assertThat(Fingerprint.of(read)).as(mode.label()).isEqualTo(Fingerprint.of(pictures));
    }
    Path plain = folder().entries().get(0).file(); // contiguous
    ImageSource read = DataSource.of(plain).kept(keeping(CacheMode.DISK)).load().train();
    assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(pictures));
    assertThat(folder().entries()).hasSize(1);
    assertThat(read).isNotInstanceOf(InMemorySource.class);
  }

  @Test
  void cachesLieWhereTheSystemKeepsWhatCanBeMadeAgain() {
    assertThat(CacheFolder.usual(Map.of("SIGNET_PICTURE_CACHE", "/x"), "Linux"))
        .isEqualTo(Path.of("/x"));
    assertThat(CacheFolder.usual(Map.of("XDG_CACHE_HOME", "/c"), "Linux"))
        .isEqualTo(Path.of("/c/signet/pictures"));
    assertThat(CacheFolder.usual(Map.of(), "Mac OS X"))
        .endsWithRaw(Path.of("Library/Caches/signet/pictures"));
    assertThat(CacheFolder.usual(Map.of("LOCALAPPDATA", "/l"), "Windows 11"))
        .isEqualTo(Path.of("/l/signet/pictures"));
  }
}
