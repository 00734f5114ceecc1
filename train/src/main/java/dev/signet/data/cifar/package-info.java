/** CIFAR-10 and CIFAR-100 in their binary form. */
@NullMarked
package dev.signet.data.cifar;

import org.jspecify.annotations.NullMarked;
