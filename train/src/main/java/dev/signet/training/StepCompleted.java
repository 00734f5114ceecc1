package dev.signet.training;

/**
 * A step was taken.
 *
 * @param epoch counted from 0
 * @param step counted from 0 over the whole run
 * @param lr learning rate of the step
 * @param result loss and counts
 */
public record StepCompleted(int epoch, long step, double lr, StepResult result) {}
