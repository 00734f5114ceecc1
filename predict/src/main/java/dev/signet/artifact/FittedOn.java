package dev.signet.artifact;

import java.util.Optional;

/**
 * Which pictures temperature, threshold and novelty limit were fitted on, and what for.
 *
 * @param data what a person would call the pictures
 * @param pictures how many there were
 * @param fingerprint SHA-256 of the pictures and labels, hexadecimal
 * @param coverage share of new pictures like them that is to be answered
 * @param accuracy share of the answered ones that must be right, if the threshold was chosen so
 */
public record FittedOn(
    String data, int pictures, String fingerprint, double coverage, Optional<Double> accuracy) {}
