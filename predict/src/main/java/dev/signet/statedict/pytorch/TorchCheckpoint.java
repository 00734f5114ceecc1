package dev.signet.statedict.pytorch;

import dev.signet.statedict.StateDict;
import java.util.List;

/**
 * What was found in a file of {@code torch.save}, and what was passed over to get at it.
 *
 * @param stateDict the tensors
 * @param key the entry of the file's dictionary that holds them, such as {@code state_dict}; empty
 *     if the file is a state dict itself
 * @param skipped everything else in the file: its key and kind, such as {@code epoch (int)}
 * @param prefixStripped true if all names began with {@code module.} (from DataParallel), which was
 *     taken off
 */
public record TorchCheckpoint(
    StateDict stateDict, String key, List<String> skipped, boolean prefixStripped) {
  /** Takes over the list. */
  public TorchCheckpoint {
    skipped = List.copyOf(skipped);
  }
}
