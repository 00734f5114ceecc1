/**
 * Looks at training from outside: how fast it is, each figure against a baseline of the same run.
 */
@NullMarked
package dev.signet.lab;

import org.jspecify.annotations.NullMarked;
