/** Where tasks, variables, forms and process definitions are kept: the {@link dev.gatehouse.tasklist.store.TaskStore} port and its embedded database. */
@NullMarked
package dev.gatehouse.tasklist.store;

import org.jspecify.annotations.NullMarked;
