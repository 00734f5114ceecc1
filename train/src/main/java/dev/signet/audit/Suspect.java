package dev.signet.audit;

/**
 * A picture and how much its label is believed by a network that has not seen it.
 *
 * @param index its place in the data set, 0 first
 * @param id what a person would call it
 * @param label the name of its class
 * @param suggested the class that is believed most of the others
 * @param margin probability of the label less that of the suggested class, -1 to 1: the lower the
 *     more suspicious
 * @param labelProbability 0 to 1
 * @param suggestedProbability 0 to 1
 * @param isSuspected whether the suggested class is believed at least as much as it is on average
 *     where it is the label, and more than the label
 */
public record Suspect(
    int index,
    String id,
    String label,
    String suggested,
    double margin,
    double labelProbability,
    double suggestedProbability,
    boolean isSuspected) {}
