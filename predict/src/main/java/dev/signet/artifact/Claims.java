package dev.signet.artifact;

import dev.signet.statedict.StateFingerprint;

/**
 * What a model file says of its own weights, so that it can be checked.
 *
 * @param parameters numbers that were trained; the buffers of batch norms do not count
 * @param fingerprint of the arrays, see {@link StateFingerprint}
 * @param golden pictures and their logits
 */
public record Claims(long parameters, String fingerprint, Golden golden) {}
