package dev.signet.spark.cluster;

import dev.signet.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts with a network of their own, on which they meet the tests' own process: namespaces of
 * Linux, joined by a bridge. Only root can make them.
 */
final class Hosts implements AutoCloseable {
  /** Kept free for tests of networks (RFC 2544); two tests at a time have one each. */
  private static final String NET = Text.of("198.18.%d.", ProcessHandle.current().pid() % 256);

  private final String name = Text.of("sg%d", ProcessHandle.current().pid() % 1_000_000);
  private final List<Host> hosts = new ArrayList<>();

  private Hosts() {}

  /**
   * So many hosts.
   *
   * @throws IOException if that is not allowed here
   */
  static Hosts apart(int number) throws IOException {
    Hosts hosts = new Hosts();
    try {
      ip("link add %s type bridge", hosts.name);
      ip("address add %s1/24 dev %s", NET, hosts.name);
      ip("link set %s up", hosts.name);
      for (int i = 0; i < number; i++) {
        hosts.add(i);
      }
      return hosts;
    } catch (IOException e) {
      hosts.close();
      throw e;
    }
  }

  private void add(int number) throws IOException {
    String space = name + "-" + number;
    String address = NET + (2 + number);
    ip("netns add %s", space);
    hosts.add(new Host(address, List.of("ip", "netns", "exec", space)));
    ip("link add %s type veth peer name eth0 netns %s", port(number), space);
    ip("link set %s master %s up", port(number), name);
    ip("-n %s address add %s/24 dev eth0", space, address);
    ip("-n %s link set eth0 up", space);
    ip("-n %s link set lo up", space);
  }

  /** Of the bridge, to which the host is plugged. */
  private String port(int number) {
    return name + "p" + number;
  }

  List<Host> all() {
    return List.copyOf(hosts);
  }

  /** This process, as the hosts reach it. */
  Host here() {
    return new Host(NET + "1", List.of());
  }

  /** From now on packets from and to a host are lost, and nobody is told. */
  void cut(int number) throws IOException {
    ip("link set %s nomaster", port(number));
  }

  /** Undoes {@link #cut}. */
  void mend(int number) throws IOException {
    ip("link set %s master %s", port(number), name);
  }

  /** From now on one host loses what it sends to another, but for one port of either. */
  void closePorts(int from, int to, int open) throws IOException {
    String space = name + "-" + from;
    ip("-n %s rule add pref 10 ipproto tcp dport %d lookup main", space, open);
    ip("-n %s rule add pref 11 ipproto tcp sport %d lookup main", space, open);
    ip("-n %s rule add pref 12 to %s blackhole", space, hosts.get(to).address());
  }

  /** Undoes {@link #closePorts}. */
  void openPorts(int from) throws IOException {
    for (int pref = 10; pref <= 12; pref++) {
      ip("-n %s rule del pref %d", name + "-" + from, pref);
    }
  }

  private static void ip(String arguments, Object... values) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(Text.of(arguments, values).split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("%s: %s".formatted(String.join(" ", command), said.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < hosts.size(); i++) {
      remove("netns del " + name + "-" + i); // and its end of the link, and so the other one
    }
    remove("link del " + name);
  }

  private static void remove(String what) {
    try {
      ip(what);
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }
}
