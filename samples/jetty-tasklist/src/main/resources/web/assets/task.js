/** One task: reading, claiming, working on it, and noticing that somebody else changed it. */

import { $, element, focus, hasFocus } from "./dom.js";
import * as server from "./api.js";
import { diagramPanel } from "./diagram.js";
import { formPanel, parsedSchema, usedBy } from "./forms.js";
import { focusList, markCurrent, refresh } from "./list.js";
import { attempt, once, problem, say } from "./messages.js";
import { isMe, mayWrite } from "./session.js";
import { factsList, heading, stateOf } from "./taskhead.js";
import { parseExact } from "./json.js";
import { exactDrafts, exactValues, rowsPanel, variablesPanel } from "./variables.js";

/** Answers that mean that the task is not as it was shown. */
const CONFLICTS = [400, 403, 404, 409];
/** What was entered and not saved, by task: name to JSON text. */
const kept = new Map();
let open = null;
let opening = 0;

export const openTaskId = () => open && open.task.id;

const canWork = task => task.taskState === "CREATED" && isMe(task.assignee) && mayWrite();

/** Opens the task of the address, or none. */
export async function openFromAddress() {
  const match = /^#task-([\w-]+)$/.exec(location.hash);
  if (!match) {
    closeTask();
    return;
  }
  if (open && open.task.id === match[1]) return;
  try {
    await show(await server.task(match[1]));
  } catch (failure) {
    closeTask();
    focusList();
    throw failure;
  }
}

/** Keeps what was entered in the panel that goes. */
function keep() {
  if (!open || !open.panel || open.discarded) return;
  if (open.panel.isChanged() || kept.has(open.task.id)) kept.set(open.task.id, open.panel.collect());
}

export function closeTask() {
  keep();
  opening++;
  const id = openTaskId();
  const focused = hasFocus($("detail"));
  retire();
  open = null;
  document.body.classList.remove("has-task");
  $("task").replaceChildren();
  $("task").hidden = true;
  $("empty").hidden = false;
  markCurrent(null);
  if (focused) focusList(id);
}

/** Removes the panel of the open task. The focus goes first, since fields of form-js fail if they lose it too late. */
function retire() {
  if (!open || !open.panel) return;
  if (hasFocus(open.panel.node)) focus($("detail"));
  open.panel.destroy();
}

/** Forgets everything, since another person may log in. */
export function forgetTasks() {
  open = null;
  kept.clear();
  closeTask();
}

/** Whether something was entered that is not saved. */
export const hasUnsaved = () => kept.size > 0 || Boolean(open && open.panel && open.panel.isChanged());

async function show(task, { quiet = false } = {}) {
  const mine = ++opening;
  keep();
  const [variables, form] = await Promise.all([server.variables(task.id), readForm(task)]);
  const unsaved = kept.get(task.id);
  const drafts = await exactDrafts(variables);
  const overlay = new Map([...drafts, ...[...(unsaved || [])].map(([name, value]) => [name, parseExact(value)])]);
  const panel = await makePanel(task, form, variables, overlay);
  if (mine !== opening) {
    if (panel) panel.destroy();
    return;
  }
  const focused = hasFocus($("task"));
  retire();
  open = { task, panel, unsaved: Boolean(unsaved) };
  document.body.classList.add("has-task");
  markCurrent(task.id);
  $("task").replaceChildren(...contents(task, form, variables, panel, unsaved));
  $("task").dataset.id = task.id;
  $("task").hidden = false;
  $("empty").hidden = true;
  if (quiet && !focused) return;
  focus($("task").querySelector("h1"));
  if (!quiet) window.scrollTo(0, 0);
}

/** Returns the form of a task, or why there is none. */
async function readForm(task) {
  const id = server.formId(task);
  if (!id) return task.formKey ? { note: `This task uses the form “${task.formKey}” of another application.` } : {};
  try {
    const form = await server.form(id, task.processDefinitionKey, task.formVersion);
    return { schema: parsedSchema(form) };
  } catch (failure) {
    if (failure.status === 401) throw failure;
    return { note: failure.status === 404 ? `The form “${id}” of this task does not exist on this server.` : failure.message };
  }
}

async function makePanel(task, form, variables, overlay) {
  const workable = canWork(task);
  if (form.schema && ["CREATED", "COMPLETED"].includes(task.taskState)) {
    try {
      const values = await exactValues(variables, await usedBy(form.schema));
      return await formPanel({ schema: form.schema, values, overlay, readOnly: !workable });
    } catch (failure) {
      if (!(failure instanceof server.Problem) || failure.status) throw failure;
      form.note = failure.message;
      form.schema = null;
    }
  }
  return workable ? rowsPanel(overlay) : null;
}

function contents(task, form, variables, panel, unsaved) {
  const context = variables.find(variable => variable.name === "taskContextDisplayName");
  const workable = canWork(task);
  return [
    element("a", { class: "back", href: "#" }, "‹ All tasks"),
    heading(task, context, claimButton(task)),
    factsList(task),
    element("p", { class: "note", id: "changed", role: "status", hidden: true }),
    note(task),
    form.note ? element("p", { class: "note" }, form.note) : null,
    panel ? workPanel(task, panel, workable, unsaved, form.schema ? "Form" : "Result") : null,
    variablesPanel(variables.filter(variable => variable !== context), Boolean(form.schema)),
    diagramPanel(task),
  ].filter(Boolean);
}

function note(task) {
  if (task.taskState !== "CREATED" || canWork(task)) return null;
  const text = !mayWrite() ? "You may read tasks. To work on them you need the permission to change tasks."
    : task.assignee ? `${task.assignee} is working on this task.` : "Claim this task to work on it.";
  return element("p", { class: "note" }, text);
}

function workPanel(task, panel, workable, unsaved, title) {
  if (workable) panel.onSubmit(() => complete(task, panel));
  return element("section", { class: "panel", id: "task-form" },
  element("h2", {}, title),
  unsaved ? element("p", { class: "note", id: "unsaved" }, workable
    ? "What you entered earlier is shown here. It is not saved yet. "
    : "What you entered is kept on this page, but you cannot save it while the task is not yours. ",
  element("button", { type: "button", class: "link", id: "discard", onclick: once(() => discard(task)) }, "Discard it")) : null,
  panel.node,
  workable ? element("div", { class: "submit" },
    completeButton(task, panel),
    element("button", { type: "button", id: "save-draft", onclick: once(() => saveDraft(task, panel)) }, "Save draft")) : null);
}

/** The button of rows belongs to their form, so that Enter works in them. form-js does that by itself. */
function completeButton(task, panel) {
  const attributes = { class: "primary", id: "complete" };
  return panel.formId
    ? element("button", { ...attributes, type: "submit", form: panel.formId }, "Complete task")
    : element("button", { ...attributes, type: "button", onclick: () => complete(task, panel) }, "Complete task");
}

function claimButton(task) {
  if (task.taskState !== "CREATED" || !mayWrite()) return null;
  const change = (path, body, done) => once(() => guarded(task, async () => {
    const changed = await server.api("PATCH", `/v1/tasks/${task.id}/${path}`, body);
    await Promise.all([show(changed), refresh()]);
    say(done);
  }));
  return task.assignee
    ? element("button", { type: "button", id: "unclaim", onclick: change("unassign", undefined, "Task given back.") }, "Give back")
    : element("button", { type: "button", class: "primary", id: "claim", onclick: change("assign", {}, "The task is yours.") }, "Claim");
}

/** Runs a change. If the server refuses it because the task is not as it was shown, the task is read again. */
async function guarded(task, work) {
  try {
    await work();
  } catch (failure) {
    if (!CONFLICTS.includes(failure.status)) throw failure;
    const told = await reread(task);
    throw new server.Problem(told || failure.message, failure.status);
  }
}

/** Shows a task again if it has changed, and returns what has changed. */
async function reread(task) {
  let current;
  try {
    current = await server.task(task.id);
  } catch (failure) {
    if (failure.status !== 404) throw failure;
    history.replaceState(null, "", "#");
    closeTask();
    await refresh();
    return `“${task.name}” does not exist any more.`;
  }
  const told = stateOf(task, current);
  if (told) await Promise.all([show(current), refresh()]);
  return told;
}

const complete = once(async (task, panel) => {
  const wrong = panel.check();
  if (wrong) throw new server.Problem(wrong);
  await guarded(task, async () => {
    await server.api("PATCH", `/v1/tasks/${task.id}/complete`, { variables: server.named(panel.collect()) });
    forget(task);
    history.replaceState(null, "", "#");
    closeTask();
    document.querySelector(".list").scrollTo(0, 0);
    window.scrollTo(0, 0);
    focusList();
    say(`“${task.name}” is completed.`);
    await refresh();
  });
});

/** Nothing that was entered for this task is needed any more. */
function forget(task) {
  if (panelOf(task)) {
    retire();
    open = null;
  }
  kept.delete(task.id);
}

/** Shows a task without what was entered and not saved. */
async function discard(task) {
  kept.delete(task.id);
  open.discarded = true;
  await show(await server.task(task.id));
}

const panelOf = task => open && open.task.id === task.id ? open.panel : null;

async function saveDraft(task, panel) {
  await guarded(task, async () => {
    const written = panel.collect();
    await server.api("POST", `/v1/tasks/${task.id}/variables`, { variables: server.named(written) });
    panel.saved(new Map([...written].map(([name, value]) => [name, parseExact(value)])));
    kept.delete(task.id);
    $("unsaved")?.remove();
    say("The draft is saved.");
    const variables = await server.variables(task.id);
    if (panelOf(task) !== panel) return;
    const shown = variables.filter(variable => variable.name !== "taskContextDisplayName");
    const old = $("variables");
    const fresh = variablesPanel(shown, Boolean(panel.form));
    if (old.open) fresh.open = true;
    old.replaceWith(fresh);
  });
}

/** Looks whether the open task has changed. What a person is working on is not replaced without their consent. */
export async function refreshTask() {
  if (!open) return;
  const { task, panel } = open;
  const current = await server.task(task.id);
  if (openTaskId() !== task.id || open.task !== task) return;
  const told = stateOf(task, current);
  if (!told) return;
  if (!hasFocus($("task")) && !(panel && panel.isChanged())) {
    await show(current, { quiet: true });
    say(told);
    return;
  }
  const changed = $("changed");
  if (!changed.hidden) return;
  changed.hidden = false;
  changed.append(`${told} `, element("button", { type: "button", class: "link", id: "show-current",
    onclick: once(async () => show(await server.task(task.id))) }, "Show the task as it is now"));
}
