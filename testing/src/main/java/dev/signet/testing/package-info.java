/** What the tests of several modules share. Not part of the product. */
@NullMarked
package dev.signet.testing;

import org.jspecify.annotations.NullMarked;
