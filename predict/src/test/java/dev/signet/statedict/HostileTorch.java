package dev.signet.statedict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that pretend to be of {@code torch.save}, each by another trick. */
final class HostileTorch {
  private static final String FLOATS = "X\7\0\0\0storagectorch\nFloatStorage\n";
  private static final String STORAGE = "(" + FLOATS + "X\1\0\0\0000X\3\0\0\0cpuK\4tQ";
  private static final String REBUILD = "ctorch._utils\n_rebuild_tensor_v2\n";
  private static final String HOOKS = "\u0089ccollections\nOrderedDict\n)R";

  /** A state_dict of one tensor {@code w}, which looks at storage 0: four floats. */
  private static final String SOUND = tensor("w", "K\0", "K\2K\2\u0086", "K\2K\1\u0086");

  private static final String SYSTEM = "cos\nsystem\nX\7\0\0\0echo hi\u0085R";

  private HostileTorch() {}

  /** What they are variations of. */
  static byte[] sound() {
    return zip("net/data.pkl", pickle(SOUND), "net/data/0", new byte[16]);
  }

  static List<HostileFile> files() {
    List<HostileFile> files = new ArrayList<>();
    files.addAll(HostileFile.cuts("torch", sound()));
    add(
        files,
        "storage shorter than its shape",
        zip("net/data.pkl", pickle(SOUND), "net/data/0", new byte[12]));
    add(
        files,
        "storage longer than its shape",
        zip("net/data.pkl", pickle(SOUND), "net/data/0", new byte[20]));
    add(files, "no storage", zip("net/data.pkl", pickle(SOUND)));
    addTensor(files, "view beyond its storage", "K\0", "K\5\u0085", "K\1\u0085");
    addTensor(files, "offset into the next tensor", "K\3", "K\4\u0085", "K\1\u0085");
    addTensor(files, "negative offset", "J\u00ff\u00ff\u00ff\u00ff", "K\1\u0085", "K\1\u0085");
    addTensor(files, "huge offset", max(), "K\1\u0085", "K\1\u0085");
    addTensor(files, "shape overflow", "K\0", max() + max() + "\u0086", "K\1K\1\u0086");
    addTensor(files, "negative shape", "K\0", "J\u00ff\u00ff\u00ff\u00ff\u0085", "K\1\u0085");
    addTensor(files, "huge stride", "K\0", "K\2\u0085", max() + "\u0085");
    addTensor(files, "negative stride", "K\3", "K\2\u0085", "J\u00ff\u00ff\u00ff\u00ff\u0085");
    addTensor(
        files,
        "one element unfolded into terabytes",
        "K\0",
        "\u008a\6\0\0\0\0\0\1\u0085",
        "K\0\u0085");
    addPickle(
        files,
        "storage of 2^62 elements",
        SOUND.replace("cpuK\4", "cpu\u008a\b\0\0\0\0\0\0\0\100"));
    addPickle(files, "duplicate name", SOUND.replace("s.", "X\1\0\0\0wK\1s."));
    addPickle(files, "os.system in a reduce", "cos\nsystem\nX\7\0\0\0echo hi\u0085R.");
    addPickle(
        files, "os.system by STACK_GLOBAL", "\u008c\2os\u008c\6system\u0093X\1\0\0\0x\u0085R.");
    addPickle(files, "os.system by INST", "(X\1\0\0\0xios\nsystem\n.");
    addPickle(files, "os.system by OBJ", "(cos\nsystem\nX\1\0\0\0xo.");
    addPickle(files, "builtins.eval", "cbuiltins\neval\nX\0041+1x\u0085R.");
    addPickle(files, "class of the program", "c__main__\nNet\n)\u0081}b.");
    addPickle(files, "memo loop: a list in itself", "]q\0h\0a.");
    addPickle(files, "memo loop: a dict in itself", "}q\0X\12\0\0\0state_dicth\0s.");
    addPickle(files, "memo that was never put", "h\7.");
    addPickle(files, "nested by marks", "(".repeat(100_000));
    addPickle(files, "nested lists", "]".repeat(60_000) + "a".repeat(59_999) + ".");
    addPickle(files, "invalid UTF-8", "}X\2\0\0\0\u00c3(K\1s.");
    addPickle(files, "string longer than the file", "X\u00ff\u00ff\u00ff\u00ffab.");
    addPickle(files, "integer longer than the file", "\u008b\u00ff\u00ff\u00ff\177.");
    addPickle(files, "name without an end", "c" + "a".repeat(100_000));
    files.addAll(objects());
    files.addAll(memory());
    files.addAll(zips());
    files.addAll(legacy());
    return files;
  }

  /** Objects that nobody makes, and what they stand in place of. */
  private static List<HostileFile> objects() {
    List<HostileFile> files = new ArrayList<>();
    addPickle(
        files, "os.system beside a tensor", SOUND.replace("s.", "sX\1\0\0\0x" + SYSTEM + "s."));
    addPickle(files, "os.system in an object's state", "c__main__\nNet\n)\u0081" + SYSTEM + "b.");
    addPickle(files, "builtins.exec by NEWOBJ_EX", "cbuiltins\nexec\n)}\u0092.");
    addPickle(
        files, "an object in place of a storage", SOUND.replace(STORAGE, "c__main__\nNet\n)R"));
    addPickle(files, "an object in place of a shape", SOUND.replace("K\2K\2\u0086", "cx\ny\n)R"));
    addPickle(files, "a tensor that an object makes", "}X\1\0\0\0wcx\ny\n" + STORAGE + "\u0085Rs.");
    addPickle(files, "a tensor of a class in a tensor of a class", fromType(1000));
    addPickle(files, "marks that are no dict", SOUND.replace("tRs.", "K\1tRs."));
    return files;
  }

  /** Small pickles that would make much of themselves. */
  private static List<HostileFile> memory() {
    List<HostileFile> files = new ArrayList<>();
    addPickle(files, "a million lists", "]".repeat(1_000_000) + ".");
    addPickle(files, "a million dicts", "}".repeat(1_000_000) + ".");
    addPickle(files, "a million empty tuples", ")".repeat(1_000_000) + ".");
    addPickle(files, "a million copies of None", "N" + "2".repeat(1_000_000) + ".");
    addPickle(
        files,
        "a memo of many entries",
        "N"
            + IntStream.range(0, 200_000)
                .mapToObj(i -> "r" + int32(i))
                .collect(Collectors.joining()));
    addPickle(
        files,
        "an integer key for each five bytes",
        "}("
            + IntStream.range(0, 200_000)
                .mapToObj(i -> "J" + int32(i) + "N")
                .collect(Collectors.joining())
            + "u.");
    addPickle(files, "a list made into a dict again and again", pairsAgain());
    addPickle(files, "a million objects", "ca\nb\n".repeat(200_000) + ".");
    addPickle(
        files, "objects that make objects", "ca\nb\n" + ")R".repeat(500_000) + "cos\nsystem\n.");
    addPickle(files, "a million sets", "\u008f".repeat(1_000_000) + ".");
    addPickle(
        files,
        "one tensor under a hundred thousand keys",
        "}("
            + IntStream.range(0, 100_000)
                .mapToObj(
                    i ->
                        String.format(Locale.ROOT, "X\5\0\0\0%05x", i)
                            + (i == 0 ? weights() + "q\0" : "h\0"))
                .collect(Collectors.joining())
            + "u.");
    addPickle(
        files, "dicts in dicts", "}X\1\0\0\0a".repeat(60_000) + "}" + "s".repeat(60_000) + ".");
    add(
        files,
        "sixty thousand empty ZIP entries",
        zip(
            IntStream.range(0, 60_000)
                .boxed()
                .flatMap(i -> Stream.of("n/" + i, new byte[0]))
                .toArray()));
    return files;
  }

  /** A dict with a tensor that looks beyond its storage. */
  private static String weights() {
    String dict = tensor("w", "K\0", "K\5\u0085", "K\1\u0085");
    return dict.substring(0, dict.length() - 1);
  }

  private static String fromType(int depth) {
    String call = "ctorch._tensor\n_rebuild_from_type_v2\n";
    return "}X\1\0\0\0w"
        + (call + "(" + call + "ctorch\nTensor\n(").repeat(depth)
        + "t}tR".repeat(depth)
        + "s.";
  }

  private static String pairsAgain() {
    StringBuilder pickle = new StringBuilder("](");
    for (int i = 0; i < 10_000; i++) {
      pickle.append("J").append(int32(i)).append("N\u0086");
    }
    pickle.append("e\u0085q\0000ccollections\nOrderedDict\nq\0010");
    return pickle.append("h\1h\0R0".repeat(10_000)).toString();
  }

  /** ZIP files that lie about their entries. */
  private static List<HostileFile> zips() {
    List<HostileFile> files = new ArrayList<>();
    add(files, "ZIP bomb: a deflated pickle", deflated("net/data.pkl", new byte[20_000_000]));
    add(
        files,
        "ZIP bomb: an entry of 1 GB",
        changed(zip -> zip.putInt(central(zip) + 24, 1 << 30)));
    add(
        files,
        "entry longer than the file",
        changed(zip -> zip.putInt(central(zip) + 20, 1 << 30).putInt(central(zip) + 24, 1 << 30)));
    add(files, "entry at a huge offset", changed(zip -> zip.putInt(central(zip) + 42, -2)));
    add(files, "entry inside another", changed(zip -> zip.putInt(second(zip) + 42, 0)));
    add(
        files,
        "directory of 60,000 entries",
        changed(zip -> zip.putShort(end(zip) + 10, (short) 60_000)));
    add(files, "directory beyond the file", changed(zip -> zip.putInt(end(zip) + 16, 1 << 30)));
    add(files, "encrypted entry", changed(zip -> zip.putShort(central(zip) + 8, (short) 1)));
    add(files, "damaged entry", changed(zip -> zip.put(60, (byte) 0)));
    add(files, "ZIP64 without its sizes", changed(zip -> zip.putInt(central(zip) + 24, -1)));
    byte[] two =
        zip("net/data.pkl", pickle(SOUND), "net/data/0", new byte[16], "net/data/1", new byte[16]);
    String same = new String(two, ISO_8859_1).replace("net/data/1", "net/data/0");
    add(files, "duplicate entry", same.getBytes(ISO_8859_1));
    return files;
  }

  /** The format before PyTorch 1.6. */
  private static List<HostileFile> legacy() {
    String start =
        "\u0080\2\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\2M\u00e9\3.\u0080\2}.";
    String keys = "\u0080\2]X\1\0\0\0000a.";
    String sound = start + "\u0080\2" + SOUND + keys + "\4\0\0\0\0\0\0\0" + "\0".repeat(16);
    List<HostileFile> files = new ArrayList<>();
    files.addAll(HostileFile.cuts("legacy", sound.getBytes(ISO_8859_1)));
    add(
        files,
        "legacy: wrong magic number",
        sound.replace("\u0019", "\u0018").getBytes(ISO_8859_1));
    add(
        files,
        "legacy: storage of another length",
        sound.replace("\4\0\0\0\0\0\0\0", "\5\0\0\0\0\0\0\0").getBytes(ISO_8859_1));
    add(
        files,
        "legacy: huge storage",
        sound.replace("cpuK\4", "cpu\u008a\b\0\0\0\0\0\0\0\20").getBytes(ISO_8859_1));
    add(files, "legacy: bytes left over", (sound + "x").getBytes(ISO_8859_1));
    add(
        files,
        "legacy: os.system",
        (start + "\u0080\2cos\nsystem\nX\1\0\0\0x\u0085R.").getBytes(ISO_8859_1));
    return files;
  }

  private static void add(List<HostileFile> files, String trick, byte[] bytes) {
    files.add(new HostileFile(trick, bytes));
  }

  private static void addPickle(List<HostileFile> files, String trick, String pickle) {
    add(files, trick, zip("net/data.pkl", pickle(pickle), "net/data/0", new byte[16]));
  }

  private static void addTensor(
      List<HostileFile> files, String trick, String offset, String shape, String strides) {
    addPickle(files, trick, tensor("w", offset, shape, strides));
  }

  private static String tensor(String name, String offset, String shape, String strides) {
    return "}X\1\0\0\0"
        + name
        + REBUILD
        + "("
        + STORAGE
        + offset
        + shape
        + strides
        + HOOKS
        + "tRs.";
  }

  private static byte[] pickle(String opcodes) {
    return opcodes.getBytes(ISO_8859_1);
  }

  /** 2^63 - 1 as a pickle has it. */
  private static String max() {
    return "\u008a\b" + "\u00ff".repeat(7) + "\177";
  }

  private static String int32(int value) {
    return "%c%c%c%c"
        .formatted(value & 0xff, value >> 8 & 0xff, value >> 16 & 0xff, value >> 24 & 0xff);
  }

  /** A ZIP file of stored entries: names and contents in turn. */
  private static byte[] zip(Object... namesAndContents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = (byte[]) namesAndContents[i + 1];
        ZipEntry entry = new ZipEntry((String) namesAndContents[i]);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(String name, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] changed(Consumer<ByteBuffer> change) {
    byte[] bytes = sound();
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  private static int end(ByteBuffer zip) {
    return zip.limit() - 22;
  }

  private static int central(ByteBuffer zip) {
    return zip.getInt(end(zip) + 16);
  }

  private static int second(ByteBuffer zip) {
    return central(zip) + 46 + "net/data.pkl".length();
  }
}
