package dev.signet.studio.check;

import dev.signet.studio.project.PictureRef;

/**
 * A picture of a proposal.
 *
 * @param label its class
 * @param name in the class
 * @param time of its last change, milliseconds since 1970
 */
public record SeenPicture(String label, String name, long time) {
  PictureRef ref() {
    return new PictureRef(label, name);
  }
}
