package dev.signet.audit;

import dev.signet.data.Part;

/**
 * One picture of a data set.
 *
 * @param part in which it is
 * @param index its place in that part, 0 first
 * @param id what a person would call it
 * @param label the name of its class
 */
public record PictureRef(Part part, int index, String id, String label) {}
