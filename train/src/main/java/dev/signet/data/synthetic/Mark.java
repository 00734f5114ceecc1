package dev.signet.data.synthetic;

/**
 * A soft spot on the skin: a piece of a crease, a nail.
 *
 * @param centre on the surface
 * @param radius where it has faded out
 * @param stain what it multiplies the colour of the skin by at its centre
 */
record Mark(Vec3 centre, double radius, Rgb stain) {}
