package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.config.Architecture;
import dev.signet.network.NetPlace;
import dev.signet.network.NetSearch;
import dev.signet.statedict.ArrayGroup;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchCheckpoint;
import dev.signet.statedict.pytorch.TorchContents;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A state_dict out of whatever holds one. The content decides which format it is, not the ending.
 *
 * @param file where it was read from
 * @param state the arrays, with the metadata of a safetensors file
 * @param remarks what was passed over to get at the arrays, one sentence each
 */
public record StateFile(Path file, StateDict state, List<String> remarks) {
  private static final int PICKLE = 0x80;

  public StateFile {
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads all arrays as they are, of whatever they are: of a checkpoint those under the usual key.
   *
   * @param path a run's folder, a safetensors file, or a file of PyTorch's {@code torch.save}
   * @throws MalformedFileException if the file is damaged, hostile or of another format
   * @throws SignetException if there is none or it cannot be read
   */
  public static StateFile read(Path path) {
    return read(path, Optional.empty());
  }

  /**
   * The same.
   *
   * @param key of the state_dict in a checkpoint of PyTorch; empty: the usual one, or the only one
   */
  public static StateFile read(Path path, Optional<String> key) {
    Path file = file(path);
    return isSafeTensors(file)
        ? new StateFile(file, SafeTensorsFile.read(file), List.of())
        : plain(file, TorchFile.open(FileBytes.open(file)), key);
  }

  /**
   * Reads the arrays of the one network that the file holds, under whichever key and behind
   * whichever prefix; where it holds none, the arrays that are closest to one.
   *
   * @param key names the network where there are several
   * @throws SignetException also if there are several and the key does not say which
   */
  public static StateFile ofNetwork(Path path, Optional<String> key) {
    return searched(path, key, NetSearch::in);
  }

  /** The same for the arrays of a file that fit one network best, be they few. */
  public static StateFile ofPart(Path path, Optional<String> key, List<Architecture> candidates) {
    return searched(path, key, groups -> NetSearch.closest(groups, candidates));
  }

  private static StateFile searched(
      Path path, Optional<String> key, Function<List<ArrayGroup>, List<NetPlace>> search) {
    Path file = file(path);
    if (isSafeTensors(file)) {
      StateDict state = SafeTensorsFile.read(file);
      return ModelFile.isManifest(state.metadata())
          ? new StateFile(file, state, List.of())
          : chosen(file, List.of(ArrayGroup.of(state)), key, search)
              .orElseGet(() -> new StateFile(file, state, List.of()));
    }
    TorchContents contents = TorchFile.open(FileBytes.open(file));
    return chosen(file, contents.groups(), key, search).orElseGet(() -> plain(file, contents, key));
  }

  private static Optional<StateFile> chosen(
      Path file,
      List<ArrayGroup> groups,
      Optional<String> key,
      Function<List<ArrayGroup>, List<NetPlace>> search) {
    List<NetPlace> places = search.apply(groups);
    NetPlace place;
    if (places.isEmpty()) {
      List<NetPlace> closest = NetSearch.closest(groups, Architecture.inferable());
      if (closest.isEmpty() || key.isPresent()) {
        return Optional.empty();
      }
      place = closest.get(0);
    } else {
      place = NetSearch.choose(places, key, file.toString());
    }
    return Optional.of(new StateFile(file, place.read(), place.remarks()));
  }

  private static Path file(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(ModelFile.NAME) : path;
    if (!Files.isRegularFile(file)) {
      throw new SignetException(
          "there is no model at %s; give a run's folder or its %s".formatted(file, ModelFile.NAME));
    }
    return file;
  }

  private static StateFile plain(Path file, TorchContents contents, Optional<String> key) {
    TorchCheckpoint checkpoint = contents.checkpoint(key);
    List<String> remarks = new ArrayList<>();
    if (!checkpoint.key().isEmpty()) {
      remarks.add("the state_dict lies under '%s'".formatted(checkpoint.key()));
    }
    if (!checkpoint.skipped().isEmpty()) {
      remarks.add("passed over: " + String.join(", ", checkpoint.skipped()));
    }
    if (checkpoint.prefixStripped()) {
      remarks.add("the prefix 'module.' was taken off all names");
    }
    return new StateFile(file, checkpoint.stateDict(), remarks);
  }

  /** By the first bytes; where they say nothing, by the name. */
  private static boolean isSafeTensors(Path file) {
    byte[] start;
    long size;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(Long.BYTES + 1);
      size = Files.size(file);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, e), e);
    }
    if (start.length > Long.BYTES && start[Long.BYTES] == '{') {
      long header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (header > 0 && header <= size - Long.BYTES) {
        return true;
      }
    }
    boolean torch =
        start.length > 1
            && ((start[0] == 'P' && start[1] == 'K') || Byte.toUnsignedInt(start[0]) == PICKLE);
    return !torch && file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors");
  }
}
