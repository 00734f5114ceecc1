package dev.signet.studio.project;

/**
 * Which picture of a project is meant.
 *
 * @param label its class
 * @param name as it was listed
 */
public record PictureRef(String label, String name) {}
