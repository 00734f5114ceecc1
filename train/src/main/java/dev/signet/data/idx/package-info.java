/** MNIST's form: one file of pictures, one of labels. */
@NullMarked
package dev.signet.data.idx;

import org.jspecify.annotations.NullMarked;
