/**
 * Operations on tasks and process definitions for one requester, independent of the interface.
 *
 * <p>Start with {@link dev.gatehouse.tasklist.service.TaskService}. {@code TaskRules} decides who may change a task,
 * {@code Visibility} decides who may see it. A refused operation throws an
 * {@link dev.gatehouse.tasklist.service.ApiProblem}.
 */
@NullMarked
package dev.gatehouse.tasklist.service;

import org.jspecify.annotations.NullMarked;
