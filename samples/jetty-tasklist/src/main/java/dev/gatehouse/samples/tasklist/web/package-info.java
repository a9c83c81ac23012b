/** The pages of the sample and what its servlets share. Knows nothing of authentication. */
@NullMarked
package dev.gatehouse.samples.tasklist.web;

import org.jspecify.annotations.NullMarked;
