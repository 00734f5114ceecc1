package dev.signet.network;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.Architecture;
import dev.signet.statedict.ArrayGroup;
import dev.signet.statedict.ArrayGroup.Entry;
import dev.signet.statedict.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Networks among the arrays of a file, found by fit: under whichever key, behind whichever prefix
 * another program has put before their names. Stateless.
 */
public final class NetSearch {
  private static final int MOST_PREFIXES = 32;
  private static final int LONGEST_NAME = 300;
  private static final int FEWEST = 20; // the smallest network has more arrays
  private static final int SHOWN = 10;

  private NetSearch() {}

  /**
   * All networks whose layers below the head are complete, whatever their head. Where some have a
   * head that Signet knows, only those are given.
   *
   * @param groups the state dicts of one file
   */
  public static List<NetPlace> in(List<ArrayGroup> groups) {
    List<NetPlace> places = new ArrayList<>();
    IdentityHashMap<Map<String, Entry>, List<NetPlace>> known = new IdentityHashMap<>();
    for (ArrayGroup group : groups) {
      List<NetPlace> found = known.get(group.entries());
      if (found == null) {
        found = fitting(group);
        known.put(group.entries(), found);
      }
      found.forEach(place -> places.add(place.of(group)));
    }
    return places.stream().anyMatch(NetPlace::headed)
        ? places.stream().filter(NetPlace::headed).toList()
        : places;
  }

  private static List<NetPlace> fitting(ArrayGroup group) {
    List<NetPlace> places = new ArrayList<>();
    for (String prefix : prefixes(group.entries(), FEWEST)) {
      for (Architecture architecture : Architecture.inferable()) {
        NetPlace place = new NetPlace(group, prefix, architecture, Set.of());
        if (place.isComplete()) {
          places.add(place);
        }
      }
    }
    Set<String> all = places.stream().map(NetPlace::prefix).collect(Collectors.toSet());
    return places.stream().map(place -> place.beside(all)).toList();
  }

  /**
   * The places of which most arrays fit a network, for what fits none completely: several if they
   * are equally good, none if nothing fits.
   */
  public static List<NetPlace> closest(List<ArrayGroup> groups, List<Architecture> candidates) {
    List<NetPlace> best = new ArrayList<>();
    int most = 1;
    for (ArrayGroup group : groups) {
      for (String prefix : prefixes(group.entries(), 1)) {
        NetPlace place = null;
        int matching = 0;
        for (Architecture architecture : candidates) {
          NetPlace candidate = new NetPlace(group, prefix, architecture, Set.of());
          int count = candidate.matching();
          if (count > matching) {
            place = candidate;
            matching = count;
          }
        }
        if (place != null && matching >= most) {
          if (matching > most) {
            best.clear();
          }
          most = matching;
          best.add(place);
        }
      }
    }
    return best;
  }

  /** What stands before names that networks have, the most frequent first. */
  private static List<String> prefixes(Map<String, Entry> entries, int fewest) {
    Map<String, Integer> votes = new HashMap<>();
    entries.forEach(
        (name, entry) -> {
          int length = name.length();
          for (int at = Math.max(0, length - Names.LONGEST); at < length; at++) {
            if (length <= LONGEST_NAME && Names.ALL.contains(name.substring(at))) {
              votes.merge(name.substring(0, at), 1, Integer::sum);
            }
          }
        });
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() >= fewest)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_PREFIXES)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The one that is meant.
   *
   * @param key names it where there are several; empty if the user did not say
   * @param where the file, for messages
   * @throws SignetException if several are meant, or the key names none
   */
  public static NetPlace choose(List<NetPlace> places, Optional<String> key, String where) {
    List<NetPlace> chosen = key.map(name -> named(places, name)).orElse(places);
    if (chosen.size() == 1) {
      return chosen.get(0);
    }
    String labels =
        places.stream().limit(SHOWN).map(NetPlace::describe).collect(Collectors.joining(", "));
    throw new SignetException(
        Text.of(
            "%s holds %d networks: %s; %s",
            where,
            places.size(),
            labels,
            chosen.isEmpty()
                ? "none is called '%s' (--key)".formatted(NetPlace.printable(key.orElse("")))
                : "choose one (--key), or export it to a file of its own"));
  }

  private static List<NetPlace> named(List<NetPlace> places, String key) {
    List<NetPlace> named = places.stream().filter(it -> it.label().equals(key)).toList();
    if (named.isEmpty()) {
      named = places.stream().filter(it -> it.group().key().equals(key)).toList();
    }
    return named.isEmpty()
        ? places.stream().filter(it -> it.prefix().equals(key + ".")).toList()
        : named;
  }

  /** The names that arrays of any network have. */
  private static final class Names {
    static final Set<String> ALL = new HashSet<>();
    static final int LONGEST;

    static {
      for (Architecture architecture : Architecture.inferable()) {
        ExpectedArray.of(architecture, 1).forEach(array -> ALL.add(array.name()));
      }
      LONGEST = ALL.stream().max(Comparator.comparingInt(String::length)).orElse("").length();
    }

    private Names() {}
  }

  /** Whether an entry is the array, or claims to be: what cannot be read is refused later. */
  static boolean fits(Entry entry, ExpectedArray array) {
    return entry.shape().map(array.shape()::equals).orElse(true)
        && entry
            .dtype()
            .map(dtype -> dtype.isFloating() == (array.dtype() == DType.F32))
            .orElse(true);
  }
}
