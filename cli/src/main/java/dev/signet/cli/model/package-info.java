/** Commands about model files. */
@NullMarked
package dev.signet.cli.model;

import org.jspecify.annotations.NullMarked;
