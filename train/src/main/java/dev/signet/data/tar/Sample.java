package dev.signet.data.tar;

/**
 * A picture of a shard.
 *
 * @param key of the sample, what its files' names begin with
 * @param extension of the picture
 * @param offset of its first byte in the plain archive
 * @param length in bytes
 * @param label a number or a word
 */
record Sample(String key, String extension, long offset, int length, String label) {}
