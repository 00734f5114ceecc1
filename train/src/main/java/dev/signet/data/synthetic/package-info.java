/**
 * Photographs of hands that show the digits 0 to 5, drawn by arithmetic: dice draw a {@code
 * HandPose}, bones and flesh follow from it, a camera turns them into a {@code HeightField}, and
 * light, wall, lens and sensor make a picture of it. The same seed gives the same bytes on every
 * JVM: only exactly rounded arithmetic and {@link StrictMath} are used.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.data.synthetic;

import org.jspecify.annotations.NullMarked;
