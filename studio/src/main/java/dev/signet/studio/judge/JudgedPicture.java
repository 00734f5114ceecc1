package dev.signet.studio.judge;

/**
 * A picture of the project and what was said of it.
 *
 * @param label its class when it was judged
 * @param name in the class
 * @param time of its last change, milliseconds since 1970
 * @param predicted class that was said
 * @param probability of that class, 0 to 1
 */
public record JudgedPicture(
    String label, String name, long time, String predicted, double probability) {}
