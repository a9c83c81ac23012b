/** The list of tasks. It is searched anew by itself; items that stay keep their elements and with them the focus. */

import { $, element, focus, hasFocus } from "./dom.js";
import { api } from "./api.js";
import { offerPriority, query } from "./filters.js";
import { distance, plural, time } from "./format.js";
import { isMe } from "./session.js";

const PAGE = 20;
const MOST = 200;
const DAY = 86400000;
const state = { tasks: [], current: null, search: 0, complete: true };
const prints = new WeakMap();

export const listedTasks = () => state.tasks;

async function find(asked) {
  const mine = ++state.search;
  $("tasks").setAttribute("aria-busy", "true");
  try {
    const found = await api("POST", "/v1/tasks/search", asked);
    return mine === state.search ? found : null;
  } finally {
    if (mine === state.search) $("tasks").setAttribute("aria-busy", "false");
  }
}

/** Searches from the beginning. */
export async function search() {
  const found = await find({ ...query(), pageSize: PAGE });
  if (found) take(found, found.length < PAGE);
}

/** Searches again for as many tasks as the list has. */
export async function refresh() {
  const size = Math.min(MOST, Math.max(PAGE, Math.ceil(state.tasks.length / PAGE) * PAGE));
  const found = await find({ ...query(), pageSize: size });
  // More than that is left as it is, since a part that is new and a part that is old would not fit together.
  if (found && state.tasks.length <= MOST) take(found, found.length < size);
}

export async function searchMore() {
  const last = state.tasks[state.tasks.length - 1];
  const found = await find({ ...query(), pageSize: PAGE, searchAfter: last.sortValues });
  if (!found) return;
  const first = state.tasks.length;
  take(state.tasks.concat(found.filter(task => !state.tasks.some(known => known.id === task.id))), found.length < PAGE);
  const next = $("tasks").children[first];
  if (next) focus(next.firstChild);
  else focus($("list-title"));
}

function take(tasks, complete) {
  state.tasks = tasks;
  state.complete = complete;
  offerPriority(tasks);
  draw();
}

/** Marks the task that is shown beside the list. */
export function markCurrent(id) {
  state.current = id;
  draw();
}

export function clearList() {
  state.search++;
  state.current = null;
  take([], true);
}

/** Focuses the item of a task, or the heading of the list. */
export function focusList(id) {
  const item = [...$("tasks").children].find(each => each.dataset.id === id);
  focus(item ? item.firstChild : $("list-title"));
}

function draw() {
  const list = $("tasks");
  const focused = hasFocus(list) ? [...list.children].findIndex(hasFocus) : -1;
  const focusedId = focused < 0 ? null : list.children[focused].dataset.id;
  const known = new Map([...list.children].map(item => [item.dataset.id, item]));
  const items = state.tasks.map(task => {
    const print = JSON.stringify([task, task.id === state.current, badges(task)]);
    const old = known.get(task.id);
    if (old && prints.get(old) === print) return old;
    const item = listItem(task);
    prints.set(item, print);
    return item;
  });
  if (items.length !== list.children.length || items.some((item, index) => item !== list.children[index])) {
    list.replaceChildren(...items);
    if (focused >= 0) {
      const next = items.find(item => item.dataset.id === focusedId) || items[Math.min(focused, items.length - 1)];
      focus(next ? next.firstChild : $("list-title"));
    }
  }
  const count = state.tasks.length;
  const told = count === 0 ? "No tasks here." : `${count}${state.complete ? "" : " or more"} ${plural(count, "task", "tasks").split(" ")[1]}`;
  if ($("count").textContent !== told) $("count").textContent = told;
  $("more").hidden = state.complete;
}

/** Short facts about a task: text and kind. */
function badges(task) {
  const all = [];
  if (task.taskState === "COMPLETED") all.push(["Completed", "good"]);
  else if (task.taskState !== "CREATED") all.push([task.taskState === "FAILED" ? "Failed" : "Canceled", ""]);
  if (task.assignee) all.push(isMe(task.assignee) ? ["Mine", "mine"] : [task.assignee, ""]);
  else if (task.taskState === "CREATED") all.push(["Unassigned", ""]);
  if (task.dueDate && task.taskState === "CREATED") {
    const left = time(task.dueDate) - Date.now();
    all.push([`${left < 0 ? "Was due" : "Due"} ${distance(task.dueDate)}`, left < 0 ? "late" : left < 2 * DAY ? "soon" : ""]);
  }
  return all;
}

function listItem(task) {
  return element("li", { "data-id": task.id },
    element("a", { href: `#task-${task.id}`, "aria-current": task.id === state.current ? "true" : null },
      element("span", { class: "name" }, task.name),
      element("span", { class: "context" }, task.context || task.processName),
      element("span", { class: "tags" }, ...badges(task).map(([text, kind]) => element("span", { class: `tag ${kind}` }, text)))));
}
