package dev.signet.statedict.pytorch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pickle can hold here: plain data, and the few things that PyTorch puts between. Lists and
 * dictionaries may contain themselves, so nothing here walks down recursively.
 */
public sealed interface PickleValue
    permits PickleValue.Bool,
        PickleValue.Dict,
        PickleValue.Foreign,
        PickleValue.Int,
        PickleValue.Items,
        PickleValue.Opaque,
        PickleValue.Real,
        PickleValue.Unicode,
        PickleValue.Tuple,
        TorchCall,
        TorchStorage,
        TorchTensor,
        TorchType,
        UnreadTensor {
  /** Python's name for its type, for messages. */
  String kind();

  /** True or false. */
  record Bool(boolean value) implements PickleValue {
    @Override
    public String kind() {
      return "bool";
    }
  }

  /** An integer of any size. */
  record Int(BigInteger value) implements PickleValue {
    @Override
    public String kind() {
      return "int";
    }
  }

  /** A float. */
  record Real(double value) implements PickleValue {
    @Override
    public String kind() {
      return "float";
    }
  }

  /** A string. */
  record Unicode(String value) implements PickleValue {
    @Override
    public String kind() {
      return "str";
    }
  }

  /** A tuple. */
  record Tuple(List<PickleValue> items) implements PickleValue {
    @Override
    public String kind() {
      return "tuple";
    }
  }

  /** Something whose content does not matter: None, bytes, a device. */
  record Opaque(String kind) implements PickleValue {}

  /**
   * A class or function that is not known here, or an object that it would make: the name is kept,
   * and whatever is done with it is nothing.
   */
  record Foreign(String name) implements PickleValue {
    private static final Pattern BUILT_IN = Pattern.compile("(__builtin__|builtins)\\.");

    @Override
    public String kind() {
      boolean bytes = name.equals("_codecs.encode"); // so protocol 2 spells them
      return bytes ? "bytes" : BUILT_IN.matcher(name).replaceFirst("");
    }
  }

  /** A list, still growing while the pickle is read. */
  final class Items implements PickleValue {
    private final List<PickleValue> values = new ArrayList<>(0);

    List<PickleValue> values() {
      return values;
    }

    @Override
    public String kind() {
      return "list";
    }
  }

  /**
   * A dictionary, still growing while the pickle is read. Keys are String, BigInteger, Boolean or
   * Double: all of them Comparable, so that crafted collisions stay cheap. Entries under other keys
   * are only counted: no array has one.
   */
  final class Dict implements PickleValue {
    private static final int ENTRY = 128; // bytes of memory
    private final Map<Comparable<?>, PickleValue> entries = new LinkedHashMap<>();

    private int otherKeys;

    Map<Comparable<?>, PickleValue> entries() {
      return entries;
    }

    int otherKeys() {
      return otherKeys;
    }

    void put(PickleValue key, PickleValue value, PickleInput in) {
      Comparable<?> plain = plain(key);
      if (plain == null) {
        otherKeys++;
        return;
      }
      in.spend(ENTRY);
      if (entries.put(plain, value) != null) {
        throw in.error(
            "a dictionary has the key '%s' twice; expected different keys".formatted(plain));
      }
    }

    private static @Nullable Comparable<?> plain(PickleValue key) {
      if (key instanceof Unicode text) {
        return text.value();
      } else if (key instanceof Int integer) {
        return integer.value();
      } else if (key instanceof Bool bool) {
        return bool.value();
      } else if (key instanceof Real real) {
        return real.value();
      }
      return null;
    }

    @Override
    public String kind() {
      return "dict";
    }
  }
}
