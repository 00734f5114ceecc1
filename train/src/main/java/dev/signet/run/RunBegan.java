package dev.signet.run;

import dev.signet.config.RunConfig;
import dev.signet.runfolder.RunFolder;

/**
 * A run began, or goes on.
 *
 * @param folder that it has for itself
 * @param config what is done, resolved
 */
public record RunBegan(RunFolder folder, RunConfig config) {}
