package dev.signet.model;

import java.util.List;

/**
 * What a network takes over from weights that were trained before.
 *
 * @param taken arrays that it begins with
 * @param fresh arrays of the network that keep their first values
 * @param unused arrays of the weights that are passed over
 */
public record TransferReport(List<String> taken, List<String> fresh, List<String> unused) {
  public TransferReport {
    taken = List.copyOf(taken);
    fresh = List.copyOf(fresh);
    unused = List.copyOf(unused);
  }
}
