package dev.signet.runfolder;

import dev.signet.Text;
import dev.signet.config.RunConfig;

/**
 * What a run is, apart from where it stands: the same identity gives the same bytes.
 *
 * @param config all that the user chose
 * @param data the pictures
 * @param environment what computes
 */
public record RunIdentity(RunConfig config, DataIdentity data, Environment environment) {
  /**
   * What the last bits of a result depend on beside configuration and pictures.
   *
   * @param signet version
   * @param libtorch version
   * @param threads that libtorch's operators use
   * @param precision of the forward and backward pass, such as {@code bf16}
   */
  public record Environment(String signet, String libtorch, int threads, String precision) {
    /** The same on another number of threads. */
    public Environment withThreads(int value) {
      return new Environment(signet, libtorch, value, precision);
    }

    /** In words: {@code Signet 0.1.0, libtorch 2.10.0, 2 threads, bf16}. */
    public String describe() {
      return Text.of(
          "Signet %s, libtorch %s, %d thread%s, %s",
          signet, libtorch, threads, threads == 1 ? "" : "s", precision);
    }
  }
}
