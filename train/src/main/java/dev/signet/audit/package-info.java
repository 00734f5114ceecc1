/** What is wrong with a data set, and how far a score on it can be trusted. */
@NullMarked
package dev.signet.audit;

import org.jspecify.annotations.NullMarked;
