package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.MemoryBudget;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import dev.signet.statedict.pytorch.PickleValue.Foreign;
import dev.signet.statedict.pytorch.PickleValue.Items;
import dev.signet.statedict.pytorch.PickleValue.Opaque;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that nobody should obey. They are written as text, one character a byte. */
class HostilePickleTest {
  private static final String FLOATS = "X\7\0\0\0storagectorch\nFloatStorage\n";
  private static final String STORAGE = "(" + FLOATS + "X\1\0\0\0000X\3\0\0\0cpuK\4tQ";
  private static final String REBUILD = "ctorch._utils\n_rebuild_tensor_v2\n";
  private static final String HOOKS = "\u0089ccollections\nOrderedDict\n)R";

  static Stream<Arguments> calls() {
    return Stream.of(
        arguments("cos\nsystem\n(X\2\0\0\0lstR.", "wants os.system, which runs when"),
        arguments("\u008c\bbuiltins\u008c\4eval\u0093.", "wants builtins.eval"),
        arguments("cposix\nsystem\n.", "wants posix.system"),
        arguments("csubprocess\nPopen\n.", "wants subprocess.Popen"),
        arguments("cos.path\n\u001b[2J\n.", "wants os.path.?[2J"),
        arguments("c__builtin__\neval\n.", "wants __builtin__.eval"),
        arguments("c" + "a".repeat(2000), "a name without an end"),
        arguments("cos\n", "a name without an end"),
        arguments("K\1K\1\u0093.", "module and name are not strings"),
        arguments("ctorch._utils\n_rebuild_parameter\nK\1R.", "calls with int"),
        arguments("X\1\0\0\0f)R.", "calls str; expected a function"),
        arguments("ctorch\nFloatStorage\n)R.", "calls type float32"),
        arguments("(ios\nsystem\n.", "opcode 0x69"),
        arguments("(cos\nsystem\no.", "wants os.system"),
        arguments("K\1)\u0081.", "calls int; expected a function"),
        arguments("cos\nsystem\n)\u0081.", "wants os.system"),
        arguments("NK\1)\u0092.", "calls with int; expected a tuple"),
        arguments("(K\1\u0090.", "nothing is left on the stack"),
        arguments("](K\1\u0090.", "adds 1 items to list; expected a set"),
        arguments("\u0082\1.", "opcode 0x82"),
        arguments("K\1}b.", "gives attributes to int"),
        arguments("}K\1b.", "gives attributes to dict"),
        arguments("ccollections\nOrderedDict\n(K\1K\2tR.", "gets 2 arguments; expected 0 to 1"),
        arguments("ccollections\nOrderedDict\n(]K\1atR.", "gets int; expected pairs"));
  }

  static Stream<Arguments> structures() {
    return Stream.of(
        arguments("", "the pickle ends too early"),
        arguments("\u0080\2", "1 more bytes expected at offset 2, but 0 are left"),
        arguments("\u0080\6N.", "protocol 6; expected at most 5"),
        arguments(".", "0 values and 0 marks are left"),
        arguments("NN.", "2 values and 0 marks"),
        arguments("(N.", "1 values and 1 marks"),
        arguments("0.", "nothing is left on the stack"),
        arguments("N(0.", "nothing is left on the stack"),
        arguments("N\u0086.", "1 values are left on the stack; expected 2"),
        arguments("t.", "there is no mark"),
        arguments("h\0.", "takes memo 0, which nothing was put into"),
        arguments("q\0.", "nothing is left on the stack"),
        arguments("j\u00ff\u00ff\u00ff\u00ff.", "takes memo 4294967295"),
        arguments("X\u00ff\u00ff\u00ff\u00ffab", "4294967295 more bytes expected"),
        arguments("\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffab", "-1 more bytes"),
        arguments("X\2\0\0\0\u00c3(.", "not valid UTF-8"),
        arguments("\u008b\u00ff\u00ff\u00ff\u00ff.", "an integer of 4294967295 bytes"),
        arguments("(".repeat(5000), "nested too deep; expected at most 1000 levels"),
        arguments("]".repeat(1_000_001), "would take more than 16777216 bytes of memory"),
        arguments("N(NNu.", "sets items of None"),
        arguments("}K\1NsK\1Ns.", "has the key '1' twice"),
        arguments("}(K\1u.", "a key without a value"),
        arguments("]K\1Ns.", "sets items of list"),
        arguments("}Na.", "appends to dict"));
  }

  static Stream<Arguments> tensors() {
    return Stream.of(
        arguments("X\1\0\0\0000Q.", "a persistent id is str; expected a tuple"),
        arguments("(K\1tQ.", "storage gets 1 arguments; expected 5 to 6"),
        arguments("(X\6\0\0\0moduleNNNNtQ.", "is of kind 'module'; expected storage"),
        arguments("(" + FLOATS + "K\0X\0\0\0\0K\4tQ.", "argument 3 of storage is int"),
        arguments("(" + FLOATS + "X\1\0\0\0000X\0\0\0\0K\4K\4tQ.", "a view of another"),
        arguments(
            "(" + FLOATS + "X\1\0\0\0000X\0\0\0\0J\u00ff\u00ff\u00ff\u00fftQ.",
            "storage 0 has -1 elements"),
        arguments(
            "(" + FLOATS + "X\1\0\0\0000X\0\0\0\0\u008a\b\0\0\0\0\0\0\0\100tQ.",
            "storage 0 has 4611686018427387904 elements"),
        arguments(
            STORAGE + "0(X\7\0\0\0storagectorch\nLongStorage\nX\1\0\0\0000X\3\0\0\0cpuK\4tQ.",
            "storage 0 (4 x int64) was storage 0 (4 x float32) before"),
        arguments(REBUILD + ")R.", "REBUILD_TENSOR_V2 gets 0 arguments; expected 6 to 7"),
        arguments(REBUILD + "(NK\0))" + HOOKS + "tR.", "argument 1 of REBUILD_TENSOR_V2 is None"),
        arguments(
            REBUILD + "(" + STORAGE + "N))" + HOOKS + "tR.", "argument 2 of REBUILD_TENSOR_V2"),
        arguments(
            REBUILD + "(" + STORAGE + "\u008a\12\0\0\0\0\0\0\0\0\0\1))" + HOOKS + "tR.",
            "does not fit; expected 64 bits"),
        arguments(
            REBUILD + "(" + STORAGE + "K\0(" + "K\1".repeat(65) + "t)" + HOOKS + "tR.",
            "65 dimensions; expected at most 64"));
  }

  @ParameterizedTest
  @MethodSource({"calls", "structures", "tensors"})
  void isRefusedWithASentence(String pickle, String message) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("net.pt: entry net/data.pkl, offset ")
        .hasMessageContaining(message);
  }

  /** Names that nothing is known of, and what may be done with them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ca.b\nC\n.",
        "\u008c\3a.b\u008c\1C\u0093.",
        "ca.b\nC\n)R.",
        "ca.b\nC\n)\u0081.",
        "ca.b\nC\n)}\u0092.",
        "ca.b\nC\n)RNb.",
        "ca.b\nC\n)R}X\1\0\0\0aK\1sb.",
        "ca.b\nC\n)RNNs.",
        "ca.b\nC\n)R(NNNNu.",
        "ca.b\nC\n)RNa.",
        "ca.b\nC\n)R(NNe.",
        "ca.b\nC\n)R)R)RNb.",
        "(X\6\0\0\0moduleca.b\nC\nNNtQ."
      })
  void aNameThatIsNotKnownIsInert(String pickle) {
    assertThat(read(pickle)).isEqualTo(new Foreign("a.b.C"));
  }

  static Stream<Arguments> plainObjects() {
    return Stream.of(
        arguments("cnumpy.core.multiarray\n_reconstruct\n.", "numpy.core.multiarray._reconstruct"),
        arguments("c_codecs\nencode\n)R.", "bytes"),
        arguments("cbuiltins\nset\n)R.", "set"),
        arguments("\u008f(K\1K\2\u0090.", "set"),
        arguments("(K\1\u0091.", "frozenset"),
        arguments("\u008e\3\0\0\0\0\0\0\0abc.", "bytes"),
        arguments("\u0096\3\0\0\0\0\0\0\0abc.", "bytearray"));
  }

  @ParameterizedTest
  @MethodSource("plainObjects")
  void plainObjectsHaveTheirNamesInPython(String pickle, String kind) {
    assertThat(read(pickle).kind()).isEqualTo(kind);
  }

  @Test
  void entriesUnderOtherKeysThanNamesAndNumbersAreOnlyCounted() {
    Dict dict = (Dict) read("})NsNNs}NsX\1\0\0\0aNsca\nb\nNs.");
    assertThat(dict.entries()).containsOnlyKeys("a");
    assertThat(dict.otherKeys()).isEqualTo(4);
  }

  @Test
  void aStringThatIsLongerThanAnyNameIsPassedOver() {
    int length = (1 << 20) + 1;
    String pickle = "X\1\0\20\0" + "\u00ff".repeat(length) + ".";
    assertThat(read(pickle)).isEqualTo(new Opaque("str"));
  }

  @Test
  void aListMayContainItself() {
    PickleValue root = read("]q\0h\0a.");
    assertThat(root).isInstanceOf(Items.class);
    assertThat(((Items) root).values()).containsExactly(root);
  }

  @Test
  void deepNestingWithoutMarksIsOnlyDeep() {
    assertThat(read("]".repeat(50_000) + "a".repeat(49_999) + ".")).isInstanceOf(Items.class);
    assertThat(read("N" + "\u0085".repeat(50_000) + ".").kind()).isEqualTo("tuple");
  }

  @Test
  void aSmallPickleCannotMakeManyValues() {
    // One list of 10,000 pairs, made into a dictionary again and again.
    StringBuilder pickle = new StringBuilder("](");
    for (int i = 0; i < 10_000; i++) {
      pickle.append("J%c%c\0\0N\u0086".formatted(i & 0xff, i >> 8));
    }
    pickle.append("e\u0085q\0000ccollections\nOrderedDict\nq\0010");
    pickle.append("h\1h\0R0".repeat(10_000));
    assertThatThrownBy(() -> read(pickle.toString()))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("would take more than 16777216 bytes of memory");
  }

  private static PickleValue read(String pickle) {
    ByteBuffer bytes = ByteBuffer.wrap(pickle.getBytes(ISO_8859_1));
    FileBytes file = FileBytes.of(Path.of("net.pt"), bytes);
    MemoryBudget memory = new MemoryBudget(file);
    return Pickle.read(new PickleInput(file, "entry net/data.pkl", bytes, 0, memory)).root();
  }
}
