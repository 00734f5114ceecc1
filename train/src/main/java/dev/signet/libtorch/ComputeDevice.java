package dev.signet.libtorch;

import dev.signet.InvalidValueException;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;

/**
 * Where the arithmetic happens, and why there.
 *
 * @param type CPU or CUDA
 * @param reason one clause for people
 */
public record ComputeDevice(Type type, String reason) {
  private static final List<String> NAMES = List.of("auto", "cpu", "cuda");

  /** The kinds of device. */
  public enum Type {
    /** The processor. */
    CPU,
    /** NVIDIA's graphics processors. */
    CUDA
  }

  /**
   * The device with this name.
   *
   * @param name {@code auto} (CUDA if there is one, else the CPU), {@code cpu} or {@code cuda}
   * @throws InvalidValueException for another name, or {@code cuda} where there is none
   */
  public static ComputeDevice choose(String name) {
    requireName(name);
    Libtorch.load();
    boolean cuda = torch.cuda_is_available();
    return switch (name) {
      case "cpu" -> new ComputeDevice(Type.CPU, "as asked (--device cpu)");
      case "cuda" -> {
        if (!cuda) {
          throw new InvalidValueException(
              "--device cuda is not possible: %s; use --device cpu or auto".formatted(whyNoCuda()));
        }
        yield new ComputeDevice(Type.CUDA, "as asked (--device cuda)");
      }
      default -> // auto
          cuda
              ? new ComputeDevice(Type.CUDA, "a CUDA device is available")
              : new ComputeDevice(Type.CPU, whyNoCuda());
    };
  }

  /**
   * A name that {@link #choose} takes; says so without libtorch.
   *
   * @throws InvalidValueException for another one
   */
  public static String requireName(String name) {
    if (!NAMES.contains(name)) {
      throw new InvalidValueException(
          "device (--device) must be one of %s but was '%s'"
              .formatted(String.join(", ", NAMES), name));
    }
    return name;
  }

  /**
   * Hides all CUDA devices but this one from the process, which then knows it as its first. Without
   * effect once CUDA has been used.
   *
   * @param address its index or UUID, as in {@code CUDA_VISIBLE_DEVICES}
   */
  public static void showOnly(String address) {
    Libtorch.load();
    torch.set_env("CUDA_VISIBLE_DEVICES", address);
  }

  /** Why CUDA cannot be used here; a sentence for people, also where it can. */
  public static String whyNoCuda() {
    Libtorch.load();
    if (torch.cuda_is_available()) {
      return "CUDA is available";
    }
    return Libtorch.holdsCuda() // hasCUDA says no where there is no driver
        ? "no CUDA device or driver was found"
        : "this build holds libtorch for the CPU only; build with -Pcuda for CUDA";
  }

  /** libtorch's device, allocated in the caller's scope. */
  public Device toTorch() {
    return new Device(type == Type.CUDA ? torch.DeviceType.CUDA : torch.DeviceType.CPU);
  }

  @Override
  public String toString() {
    return type == Type.CUDA ? "cuda" : "cpu";
  }
}
