/** Commands that measure this machine, and the experiment with gradients. */
@NullMarked
package dev.signet.cli.lab;

import org.jspecify.annotations.NullMarked;
