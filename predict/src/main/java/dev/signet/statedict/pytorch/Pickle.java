package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.Text;
import dev.signet.statedict.pytorch.PickleValue.Bool;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import dev.signet.statedict.pytorch.PickleValue.Foreign;
import dev.signet.statedict.pytorch.PickleValue.Int;
import dev.signet.statedict.pytorch.PickleValue.Items;
import dev.signet.statedict.pytorch.PickleValue.Opaque;
import dev.signet.statedict.pytorch.PickleValue.Real;
import dev.signet.statedict.pytorch.PickleValue.Tuple;
import dev.signet.statedict.pytorch.PickleValue.Unicode;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine for Python's pickle format that executes nothing: a pickle is a program, and this one
 * knows only how to make plain data and the tensors of {@link TorchGlobals}. Whatever else a pickle
 * calls gives a {@link Foreign} object, which has a name and nothing in it.
 *
 * <p>Specification: CPython's {@code pickletools.py}, protocol 2, and the short forms of 3 to 5.
 */
final class Pickle {
  private static final int NEWEST_PROTOCOL = 5;

  // What things take in memory at most, for the budget.
  private static final int VALUE = 160;
  private static final int ITEM = 32;
  private static final int ENTRY = 96;

  /** Names are shorter; what is longer is data of another kind, such as an array of NumPy. */
  private static final int LONGEST_TEXT = 1 << 20;

  private static final Opaque SET = new Opaque("set");

  private final PickleInput in;
  private final PickleStack stack;
  private final Map<Long, PickleValue> memo = new HashMap<>();
  private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

  private Pickle(PickleInput in) {
    this.in = in;
    this.stack = new PickleStack(in);
  }

  /** What a pickle holds, and the storages that its tensors look into, by key. */
  record Content(PickleValue root, Map<String, TorchStorage> storages) {}

  /** Reads one pickle; {@code in} is left right after it. */
  static Content read(PickleInput in) {
    Pickle pickle = new Pickle(in);
    for (int op = in.opcode(); op != Op.STOP; op = in.opcode()) {
      pickle.step(op);
    }
    return new Content(pickle.stack.result(), pickle.storages);
  }

  private void step(int op) {
    PickleValue literal = literal(op);
    if (literal != null) {
      in.spend(VALUE);
      stack.push(literal);
    } else if (!structure(op) && !memory(op) && !call(op)) {
      throw in.error(Text.of("opcode 0x%02x; expected one that plain data needs", op));
    }
  }

  private @Nullable PickleValue literal(int op) {
    return switch (op) {
      case Op.NONE -> new Opaque("None");
      case Op.NEWTRUE -> new Bool(true);
      case Op.NEWFALSE -> new Bool(false);
      case Op.BININT -> new Int(BigInteger.valueOf(in.i32()));
      case Op.BININT1 -> new Int(BigInteger.valueOf(in.u8()));
      case Op.BININT2 -> new Int(BigInteger.valueOf(in.u16()));
      case Op.LONG1 -> new Int(in.integer(in.u8()));
      case Op.LONG4 -> new Int(in.integer(in.u32()));
      case Op.BINFLOAT -> new Real(in.f64());
      case Op.BINUNICODE -> text(in.u32(), UTF_8);
      case Op.SHORT_BINUNICODE -> text(in.u8(), UTF_8);
      case Op.BINUNICODE8 -> text(in.i64(), UTF_8);
      case Op.BINSTRING -> text(in.u32(), ISO_8859_1);
      case Op.SHORT_BINSTRING -> text(in.u8(), ISO_8859_1);
      case Op.BINBYTES -> skipped("bytes", in.u32());
      case Op.SHORT_BINBYTES -> skipped("bytes", in.u8());
      case Op.BINBYTES8 -> skipped("bytes", in.i64());
      case Op.BYTEARRAY8 -> skipped("bytearray", in.i64());
      case Op.EMPTY_SET -> SET;
      case Op.EMPTY_TUPLE -> new Tuple(List.of());
      case Op.EMPTY_LIST -> new Items();
      case Op.EMPTY_DICT -> new Dict();
      default -> null;
    };
  }

  private PickleValue text(long length, Charset charset) {
    return length > LONGEST_TEXT ? skipped("str", length) : new Unicode(in.text(length, charset));
  }

  private PickleValue skipped(String kind, long length) {
    in.skip(length);
    return new Opaque(kind);
  }

  /** Opcodes that put values into tuples, lists and dictionaries. */
  private boolean structure(int op) {
    switch (op) {
      case Op.MARK -> stack.mark();
      case Op.POP -> stack.pop();
      case Op.POP_MARK -> stack.popToMark();
      case Op.DUP -> stack.push(stack.peek());
      case Op.TUPLE1, Op.TUPLE2, Op.TUPLE3 -> pushTuple(stack.pop(op - Op.TUPLE1 + 1));
      case Op.TUPLE -> pushTuple(stack.popToMark());
      case Op.LIST -> {
        List<PickleValue> items = stack.popToMark();
        in.spend(VALUE);
        stack.push(new Items());
        append(items);
      }
      case Op.APPEND -> append(stack.pop(1));
      case Op.APPENDS -> append(stack.popToMark());
      case Op.DICT -> {
        List<PickleValue> items = stack.popToMark();
        in.spend(VALUE);
        stack.push(new Dict());
        setItems(items);
      }
      case Op.SETITEM -> setItems(stack.pop(2));
      case Op.SETITEMS -> setItems(stack.popToMark());
      case Op.ADDITEMS -> addItems(stack.popToMark());
      case Op.FROZENSET -> {
        stack.popToMark();
        stack.push(new Opaque("frozenset"));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void pushTuple(List<PickleValue> items) {
    in.spend(VALUE + (long) ITEM * items.size());
    stack.push(new Tuple(items));
  }

  private void append(List<PickleValue> values) {
    if (stack.peek() instanceof Foreign) {
      return;
    }
    if (!(stack.peek() instanceof Items list)) {
      throw in.error("appends to %s; expected a list".formatted(stack.peek().kind()));
    }
    in.spend((long) ITEM * values.size());
    list.values().addAll(values);
  }

  private void setItems(List<PickleValue> keysAndValues) {
    if (stack.peek() instanceof Foreign) {
      return;
    }
    if (!(stack.peek() instanceof Dict dict)) {
      throw in.error("sets items of %s; expected a dict".formatted(stack.peek().kind()));
    }
    if (keysAndValues.size() % 2 != 0) {
      throw in.error("a dictionary gets a key without a value; expected pairs");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      dict.put(keysAndValues.get(i), keysAndValues.get(i + 1), in);
    }
  }

  /** What a set holds does not matter: no weights. */
  private void addItems(List<PickleValue> items) {
    if (!stack.peek().equals(SET)) {
      throw in.error(
          Text.of("adds %d items to %s; expected a set", items.size(), stack.peek().kind()));
    }
  }

  private boolean memory(int op) {
    switch (op) {
      case Op.BINPUT -> remember(in.u8());
      case Op.LONG_BINPUT -> remember(in.u32());
      case Op.MEMOIZE -> remember(memo.size());
      case Op.BINGET -> stack.push(remembered(in.u8()));
      case Op.LONG_BINGET -> stack.push(remembered(in.u32()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void remember(long index) {
    in.spend(ENTRY);
    memo.put(index, stack.peek());
  }

  private PickleValue remembered(long index) {
    PickleValue value = memo.get(index);
    if (value == null) {
      throw in.error(
          Text.of("takes memo %d, which nothing was put into; expected one that was", index));
    }
    return value;
  }

  /** Opcodes that in Python would import and call; here they look things up in a list. */
  private boolean call(int op) {
    switch (op) {
      case Op.PROTO -> {
        int protocol = in.u8();
        if (protocol > NEWEST_PROTOCOL) {
          throw in.error(Text.of("pickle protocol %d; expected at most 5", protocol));
        }
      }
      case Op.FRAME -> in.i64();
      case Op.GLOBAL -> stack.push(TorchGlobals.find(in.line(), in.line(), in));
      case Op.STACK_GLOBAL -> {
        List<PickleValue> names = stack.pop(2);
        if (!(names.get(0) instanceof Unicode module) || !(names.get(1) instanceof Unicode name)) {
          throw in.error("a global whose module and name are not strings; expected strings");
        }
        stack.push(TorchGlobals.find(module.value(), name.value(), in));
      }
      case Op.REDUCE, Op.NEWOBJ -> reduce(stack.pop(2));
      case Op.NEWOBJ_EX -> reduce(stack.pop(3).subList(0, 2));
      case Op.BUILD -> build(stack.pop());
      case Op.BINPERSID -> stack.push(storage(stack.pop()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void reduce(List<PickleValue> call) {
    if (!(call.get(1) instanceof Tuple arguments)) {
      throw in.error("calls with %s; expected a tuple".formatted(call.get(1).kind()));
    }
    in.spend(VALUE);
    if (call.get(0) instanceof Foreign function) {
      stack.push(function);
    } else if (call.get(0) instanceof TorchCall function) {
      stack.push(function.apply(new Arguments(function.kind(), arguments.items(), in)));
    } else {
      throw in.error("calls %s; expected a function".formatted(call.get(0).kind()));
    }
  }

  /** An OrderedDict may carry attributes ({@code _metadata}); they are of no use here. */
  private void build(PickleValue attributes) {
    if (stack.peek() instanceof Foreign) {
      return;
    }
    if (!(stack.peek() instanceof Dict) || !(attributes instanceof Dict)) {
      throw in.error(
          "gives attributes to %s; expected an OrderedDict".formatted(stack.peek().kind()));
    }
  }

  private PickleValue storage(PickleValue persistentId) {
    if (!(persistentId instanceof Tuple id)) {
      throw in.error("a persistent id is %s; expected a tuple".formatted(persistentId.kind()));
    }
    if (id.items().size() > 1
        && id.items().get(0).equals(new Unicode("module"))
        && id.items().get(1) instanceof Foreign module) {
      return module; // the class of a whole module, with its source, in the legacy format
    }
    TorchStorage storage = TorchStorage.of(new Arguments("storage", id.items(), in));
    in.spend(VALUE + ENTRY);
    TorchStorage known = storages.putIfAbsent(storage.key(), storage);
    if (known != null && !known.equals(storage)) {
      throw in.error("%s was %s before; expected the same".formatted(storage, known));
    }
    return storage;
  }
}
