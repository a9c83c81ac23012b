/**
 * The store port and its data types: tasks, variables, forms and process definitions.
 *
 * <p>Start with {@link dev.gatehouse.tasklist.store.TaskStore}. Searches are a
 * {@link dev.gatehouse.tasklist.store.TaskQuery} or a {@link dev.gatehouse.tasklist.store.DefinitionQuery}; changes are
 * a {@link dev.gatehouse.tasklist.store.TaskChange}; new data is a {@link dev.gatehouse.tasklist.store.NewTask}, a
 * {@link dev.gatehouse.tasklist.store.ProcessDeployment} or a {@link dev.gatehouse.tasklist.store.FormDeployment}. A
 * bridge to a process engine uses {@link dev.gatehouse.tasklist.store.EngineStore}.
 */
@NullMarked
package dev.gatehouse.tasklist.store;

import org.jspecify.annotations.NullMarked;
