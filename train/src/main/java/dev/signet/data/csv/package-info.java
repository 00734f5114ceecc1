/** A CSV file that says which picture is of which class. */
@NullMarked
package dev.signet.data.csv;

import org.jspecify.annotations.NullMarked;
