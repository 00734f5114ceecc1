package dev.signet.studio.tryout;

import dev.signet.inference.PredictedPicture;

/**
 * What a run's model says of a picture.
 *
 * @param run its name
 * @param answer what it says
 * @param millis how long it took
 */
public record Tried(String run, PredictedPicture answer, double millis) {}
