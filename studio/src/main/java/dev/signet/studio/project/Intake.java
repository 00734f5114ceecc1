package dev.signet.studio.project;

/**
 * How a picture comes into a project.
 *
 * @param batch what is undone together; nothing else if it is empty
 * @param makesClass whether its class is made if it is not there
 */
public record Intake(String batch, boolean makesClass) {
  /** A picture for a class that is there, undone by itself. */
  public static final Intake SINGLE = new Intake("", false);
}
