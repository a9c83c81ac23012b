/** What the demonstration begins with: users, processes, forms and tasks. */
@NullMarked
package dev.gatehouse.samples.tasklist.demo;

import org.jspecify.annotations.NullMarked;
