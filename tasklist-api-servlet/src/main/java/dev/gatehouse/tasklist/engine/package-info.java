/** What the API asks of a process engine, if there is one: {@link dev.gatehouse.tasklist.engine.ProcessStarter}. */
@NullMarked
package dev.gatehouse.tasklist.engine;

import org.jspecify.annotations.NullMarked;
