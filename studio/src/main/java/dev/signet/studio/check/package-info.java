/**
 * What is wrong with the pictures of a project, and what can be done about it.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.studio.check;

import org.jspecify.annotations.NullMarked;
