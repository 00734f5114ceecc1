package dev.signet.spark.cluster;

import java.util.List;

/**
 * Where processes run.
 *
 * @param address as others reach it
 * @param enter what precedes a command that is to run there
 */
record Host(String address, List<String> enter) {
  /** This machine, without its network. */
  static final Host HERE = new Host("127.0.0.1", List.of());
}
