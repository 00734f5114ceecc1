package dev.signet.studio.project;

/**
 * A picture of a class.
 *
 * @param name the way to it from the class's folder, with slashes
 * @param time when it was taken or last changed, milliseconds since 1970
 * @param size of its file, bytes
 */
public record ListedPicture(String name, long time, long size) {}
