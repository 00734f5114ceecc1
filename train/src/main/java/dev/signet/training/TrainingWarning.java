package dev.signet.training;

/**
 * Something could not be done that the training can do without, such as one of its checkpoints.
 *
 * @param message one line: what, why, and what becomes of the training
 */
public record TrainingWarning(String message) {}
