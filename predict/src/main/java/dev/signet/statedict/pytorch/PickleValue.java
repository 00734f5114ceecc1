package dev.signet.statedict.pytorch;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle can hold here: plain data, and the few things that PyTorch puts between. Lists and
 * dictionaries may contain themselves, so nothing here walks down recursively.
 */
public sealed interface PickleValue
    permits PickleValue.Bool,
        PickleValue.Dict,
        PickleValue.Int,
        PickleValue.Items,
        PickleValue.Opaque,
        PickleValue.Real,
        PickleValue.Text,
        PickleValue.Tuple,
        TorchCall,
        TorchStorage,
        TorchTensor,
        TorchType {
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
  record Text(String value) implements PickleValue {
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
   * Double: all of them Comparable, so that crafted collisions stay cheap.
   */
  final class Dict implements PickleValue {
    private static final int ENTRY = 128; // bytes of memory
    private final Map<Comparable<?>, PickleValue> entries = new LinkedHashMap<>();

    Map<Comparable<?>, PickleValue> entries() {
      return entries;
    }

    void put(PickleValue key, PickleValue value, PickleInput in) {
      Comparable<?> plain = plain(key, in);
      in.spend(ENTRY);
      if (entries.put(plain, value) != null) {
        throw in.error(
            "a dictionary has the key '%s' twice; expected different keys".formatted(plain));
      }
    }

    private static Comparable<?> plain(PickleValue key, PickleInput in) {
      if (key instanceof Text text) {
        return text.value();
      } else if (key instanceof Int integer) {
        return integer.value();
      } else if (key instanceof Bool bool) {
        return bool.value();
      } else if (key instanceof Real real) {
        return real.value();
      }
      throw in.error(
          "a dictionary has %s as key; expected a string or a number".formatted(key.kind()));
    }

    @Override
    public String kind() {
      return "dict";
    }
  }
}
