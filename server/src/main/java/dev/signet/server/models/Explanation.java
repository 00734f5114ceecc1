package dev.signet.server.models;

import dev.signet.inference.Prediction.ClassProbability;

/**
 * Where in a picture the network saw its answer.
 *
 * @param answer the class that is explained: the most probable one
 * @param layer whose output was looked at, such as {@code conv3}
 * @param overlay the heat map over the grey picture, in the network's input size, as a PNG file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Explanation(ClassProbability answer, String layer, byte[] overlay) {}
