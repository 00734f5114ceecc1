package dev.signet.data.tar;

import dev.signet.SignetException;
import dev.signet.data.ClassNames;
import dev.signet.data.EncodedPictures;
import dev.signet.data.FileStamp;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The pictures of many shards, one after the other. Immutable. */
final class ShardPictures implements EncodedPictures {
  private final String name;
  private final List<String> classes;
  private final List<Shard> shards;
  private final int[] labels;

  /** Where each shard's pictures end. */
  private final int[] ends;

  private ShardPictures(String name, List<Shard> shards, List<String> classes, int[] labels) {
    this.name = name;
    this.shards = shards;
    this.classes = classes;
    this.labels = labels;
    this.ends = shards.stream().mapToInt(shard -> shard.samples().size()).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
  }

  /**
   * Numbers are places among the named classes, words are classes.
   *
   * @param named the classes by number, if a file names them
   */
  static ShardPictures of(String name, List<Shard> shards, List<String> named) {
    List<String> words =
        shards.stream().flatMap(shard -> shard.samples().stream()).map(Sample::label).toList();
    boolean numbers = words.stream().allMatch(word -> word.matches("\\d{1,9}"));
    if (!numbers) {
      ClassNames.Named read = ClassNames.Named.of(words);
      return new ShardPictures(name, shards, read.classes(), read.labels());
    }
    int[] labels = words.stream().mapToInt(Integer::parseInt).toArray();
    List<String> classes = named.isEmpty() ? ClassNames.numbered(name, labels) : named;
    int most = Arrays.stream(labels).max().orElse(0);
    if (most >= classes.size()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s holds the label %d, but the file beside it names %d classes",
              name,
              most,
              classes.size()));
    }
    return new ShardPictures(name, shards, classes, labels);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  private Shard shard(int index) {
    return shards.get(place(index));
  }

  private int place(int index) {
    int place = Arrays.binarySearch(ends, index + 1);
    return place < 0 ? -place - 1 : place; // every shard has a picture: no two ends are the same
  }

  private Sample sample(int index) {
    int place = place(index);
    return shards.get(place).samples().get(place == 0 ? index : index - ends[place - 1]);
  }

  @Override
  public String id(int index) {
    Sample sample = sample(index);
    return shard(index).file() + ": " + sample.key() + "." + sample.extension();
  }

  @Override
  public byte[] bytes(int index) {
    Sample sample = sample(index);
    byte[] bytes = new byte[sample.length()];
    shard(index).bytes().read(sample.offset(), ByteBuffer.wrap(bytes), bytes.length);
    return bytes;
  }

  @Override
  public long stamp(int index) {
    return FileStamp.of(shard(index).file()) + sample(index).offset();
  }
}
