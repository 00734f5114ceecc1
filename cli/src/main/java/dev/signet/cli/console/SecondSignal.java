package dev.signet.cli.console;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ends the JVM at the next SIGINT or SIGTERM. While it is shutting down the JVM itself lets them
 * wait for the end. The class for signals, {@code sun.misc.Signal}, is supported but no part of the
 * platform's interface (JEP 260), so it is reached by name; where it is missing, signals wait.
 */
final class SecondSignal {
  private SecondSignal() {}

  public static void endsAtOnce(PrintWriter err) {
    for (String name : new String[] {"INT", "TERM"}) {
      try {
        handle(name, err);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        return; // -Xrs, or a platform without it: the second signal waits, as it always did
      }
    }
  }

  private static void handle(String name, PrintWriter err) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Method number = signal.getMethod("getNumber");
    InvocationHandler halt =
        (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            err.println("stopped at once; what was saved before is whole");
            err.flush();
            Runtime.getRuntime().halt(128 + (Integer) number.invoke(arguments[0]));
          }
          return null;
        };
    signal
        .getMethod("handle", signal, handler)
        .invoke(
            null,
            signal.getConstructor(String.class).newInstance(name),
            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, halt));
  }
}
