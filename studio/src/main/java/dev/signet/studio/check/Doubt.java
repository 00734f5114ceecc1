package dev.signet.studio.check;

import dev.signet.studio.project.PictureRef;

/**
 * A picture that a network had not learned from and surely takes for another class.
 *
 * @param picture with the class it lies in
 * @param predicted class that the network says
 * @param probability of that class, 0 to 1
 */
public record Doubt(PictureRef picture, String predicted, double probability) {}
