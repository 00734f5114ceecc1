package dev.signet.data;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.config.BatchConfig;
import dev.signet.config.Sampling;
import dev.signet.picture.Batch;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One pass over a data set in batches; the last one is shorter if the pictures do not divide. One
 * picture left over from training joins the batch before it: batch norm has no statistics of a
 * single one.
 *
 * <p>A shuffled order is a function of seed and epoch alone: Fisher-Yates from the last place down,
 * with {@link java.util.Random} seeded by SplitMix64's mix of both; so are draws. So a resumed run
 * meets the batches that an uninterrupted one would.
 *
 * <p>Immutable. Every {@link #iterator} is on its own and makes each batch when it is asked for it;
 * one iterator belongs to one thread, which need not be the one that uses the batches.
 */
public final class Batches implements Iterable<Batch> {
  private final ImageSource dataset;
  private final int[] order;
  private final int batchSize;
  private final boolean training;
  private final int first;

  private Batches(ImageSource dataset, int[] order, int batchSize, boolean training) {
    this(dataset, order, batchSize, training, 0);
  }

  private Batches(ImageSource dataset, int[] order, int batchSize, boolean training, int first) {
    if (batchSize < 1) {
      throw new InvalidValueException("batch size must be at least 1 but was " + batchSize);
    }
    if (order.length == 0) {
      throw new SignetException(dataset.name() + " holds no pictures; at least one is needed");
    }
    this.dataset = dataset;
    this.order = order;
    this.batchSize = batchSize;
    this.training = training;
    this.first = first;
  }

  /** Epoch {@code epoch} of training. */
  public static Batches forTraining(ImageSource dataset, BatchConfig config, long seed, int epoch) {
    int[] order = order(dataset, config, seed, epoch);
    int whole = dataset.size() / config.size() * config.size();
    boolean drop = config.dropLast() && whole > 0;
    return new Batches(dataset, drop ? Arrays.copyOf(order, whole) : order, config.size(), true);
  }

  private static int[] order(ImageSource dataset, BatchConfig config, long seed, int epoch) {
    if (config.sampling() == Sampling.BALANCED) {
      return BalancedDraws.order(dataset, seed, epoch);
    }
    return config.shuffle() ? Shuffle.order(dataset.size(), seed, epoch) : inOrder(dataset.size());
  }

  /**
   * Epoch {@code epoch} of training, shuffled, the last short batch kept.
   *
   * @throws InvalidValueException if {@code batchSize} is less than 1
   */
  public static Batches shuffled(ImageSource dataset, int batchSize, long seed, int epoch) {
    return new Batches(dataset, Shuffle.order(dataset.size(), seed, epoch), batchSize, true);
  }

  /**
   * All pictures in their own order, for evaluation.
   *
   * @throws InvalidValueException if {@code batchSize} is less than 1
   */
  public static Batches inOrder(ImageSource dataset, int batchSize) {
    return new Batches(dataset, inOrder(dataset.size()), batchSize, false);
  }

  private static int[] inOrder(int size) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    return order;
  }

  /** The same batches without those that a run has behind it: what is left of an epoch. */
  public Batches after(int behind) {
    return new Batches(dataset, order, batchSize, training, behind);
  }

  /** Number of batches of the whole epoch, at least 1. */
  public int count() {
    int whole = (order.length - 1) / batchSize + 1;
    return joinsLast() ? whole - 1 : whole;
  }

  private boolean joinsLast() {
    return training && batchSize > 1 && order.length > batchSize && order.length % batchSize == 1;
  }

  @Override
  public Iterator<Batch> iterator() {
    return iterator(dataset::batch);
  }

  /**
   * The same batches in only two buffers: making a batch overwrites the pictures of the one before
   * the last. So an epoch's memory does not wait for the garbage collector, which sees nothing of
   * direct buffers but their small handles.
   */
  Iterator<Batch> inTwoBuffers() {
    int most = Math.min(order.length, joinsLast() ? batchSize + 1 : batchSize);
    ByteBuffer[] buffers = {buffer(dataset, most), buffer(dataset, most)};
    int[] made = new int[1];
    return iterator(indices -> gather(dataset, buffers[made[0]++ % 2], indices));
  }

  /** A direct buffer for so many pictures of a source. */
  static ByteBuffer buffer(ImageSource source, int pictures) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(pictures, source.pictureSize().rgbBytes()));
  }

  /** The pictures at {@code indices}, read over what {@code into} held. */
  static Batch gather(ImageSource source, ByteBuffer into, int[] indices) {
    int bytes = source.pictureSize().rgbBytes();
    into.clear().limit(indices.length * bytes);
    long[] labels = new long[indices.length];
    IntStream places = IntStream.range(0, indices.length);
    (source.readsSlowly() ? places.parallel() : places)
        .forEach(
            i -> {
              ByteBuffer place = into.slice(i * bytes, bytes);
              try {
                source.read(indices[i], place);
              } catch (BufferOverflowException e) {
                throw Checks.tooManyBytes(source, indices[i], e);
              }
              Checks.requireBytes(source, indices[i], place.position());
              labels[i] = Checks.requireLabel(source, indices[i]);
            });
    return new Batch(into, labels, indices, source.pictureSize());
  }

  private Iterator<Batch> iterator(Function<int[], Batch> gather) {
    return new Iterator<>() {
      private int next = first;

      @Override
      public boolean hasNext() {
        return next < count();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the epoch has " + count() + " batches");
        }
        int from = next * batchSize;
        next++;
        int to = next == count() ? order.length : from + batchSize;
        return gather.apply(Arrays.copyOfRange(order, from, to));
      }
    };
  }
}
