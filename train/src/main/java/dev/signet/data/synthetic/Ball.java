package dev.signet.data.synthetic;

/** A ball of flesh or cloth; a hand is a few hundred of them, closer together than one can see. */
record Ball(Vec3 centre, double radius, Rgb paint) {}
