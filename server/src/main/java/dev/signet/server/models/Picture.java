package dev.signet.server.models;

/**
 * A picture file as it came in.
 *
 * @param name that its sender gave it, for answers and messages; never used as a path
 * @param bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(String name, byte[] bytes) {}
