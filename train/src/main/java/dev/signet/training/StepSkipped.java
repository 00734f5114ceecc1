package dev.signet.training;

/**
 * A step was left out because its loss was NaN or infinite: the network is as it was before it.
 *
 * @param epoch counted from 0
 * @param step counted from 0 over the whole run
 * @param loss NaN or infinite
 * @param inARow how many were left out without one that was taken between them, this one counted
 */
public record StepSkipped(int epoch, long step, double loss, int inARow) {}
