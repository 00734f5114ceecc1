/** Signet: residual networks trained, examined and served on the JVM. */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
