package dev.signet.studio.check;

import dev.signet.config.Json;
import dev.signet.files.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Proposals that somebody has refused, in a file. Not safe for use by several threads. */
final class Refused {
  private final Path file;
  private final Set<String> ids;

  record Remembered(int format, List<String> ids) {
    Remembered {
      ids = List.copyOf(ids);
    }
  }

  Refused(Path file) {
    this.file = file;
    this.ids =
        new LinkedHashSet<>(
            Files.exists(file) ? Json.readFile(Remembered.class, file).ids() : List.of());
  }

  boolean contains(Proposal proposal) {
    return ids.contains(proposal.id());
  }

  void add(String id) {
    if (ids.add(id)) {
      write();
    }
  }

  void clear() {
    ids.clear();
    write();
  }

  private void write() {
    AtomicFile.write(file, Json.write(new Remembered(1, List.copyOf(ids))));
  }
}
