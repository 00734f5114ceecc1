/** How a phone finds the studio. */
@NullMarked
package dev.signet.studio.phone;

import org.jspecify.annotations.NullMarked;
