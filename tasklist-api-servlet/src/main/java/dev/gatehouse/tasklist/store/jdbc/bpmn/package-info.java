/**
 * Reads what the task store needs of a BPMN model. Start with
 * {@link dev.gatehouse.tasklist.store.jdbc.bpmn.BpmnReader}.
 */
@NullMarked
package dev.gatehouse.tasklist.store.jdbc.bpmn;

import org.jspecify.annotations.NullMarked;
