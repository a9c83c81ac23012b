/** The filters of the list, as a search of the API. */

import { $, element } from "./dom.js";
import { text } from "./api.js";
import { asJson, parseExact } from "./json.js";
import { session } from "./session.js";

const VIEWS = {
  open: () => ({ state: "CREATED" }),
  mine: () => ({ state: "CREATED", assignee: session.user.userId }),
  unassigned: () => ({ state: "CREATED", assigned: false }),
  completed: () => ({ state: "COMPLETED" }),
  canceled: () => ({ state: "CANCELED" }),
};

const MORE = ["candidate-group", "candidate-user", "due-from", "due-to", "follow-up-from", "follow-up-to", "priority-from", "priority-to",
  "variable-name"];

const filled = id => $(id).value.trim();

/** Returns the whole days from one date field to another, as the user's clock counts them. */
function days(from, to) {
  const range = {};
  if (filled(from)) range.from = new Date(`${filled(from)}T00:00:00`).toISOString();
  if (filled(to)) range.to = new Date(`${filled(to)}T23:59:59.999`).toISOString();
  return Object.keys(range).length ? range : undefined;
}

function numbers(from, to) {
  const range = {};
  if (filled(from)) range.gte = Number(filled(from));
  if (filled(to)) range.lte = Number(filled(to));
  return Object.keys(range).length ? range : undefined;
}

/** Offers the filters by priority where the tasks of the server have one. */
export function offerPriority(tasks) {
  if (!tasks.some(({ priority }) => priority !== undefined)) return;
  for (const each of document.querySelectorAll(".priority")) {
    each.hidden = false;
    each.disabled = false;
  }
}

/** Returns the search without page and cursor. */
export function query() {
  const asked = VIEWS[$("view").value]();
  if (filled("process")) asked.processDefinitionKey = filled("process");
  if (filled("candidate-group")) asked.candidateGroup = filled("candidate-group");
  if (filled("candidate-user")) asked.candidateUser = filled("candidate-user");
  asked.dueDate = days("due-from", "due-to");
  asked.followUpDate = days("follow-up-from", "follow-up-to");
  asked.priority = numbers("priority-from", "priority-to");
  if (filled("variable-name")) {
    asked.taskVariables = [{ name: filled("variable-name"), value: asJson($("variable-value").value), operator: "eq" }];
  }
  // The highest priority is the most urgent.
  if (filled("sort")) asked.sort = [{ field: filled("sort"), order: filled("sort") === "priority" ? "DESC" : "ASC" }];
  return asked;
}

function countMore() {
  const count = MORE.filter(filled).length;
  $("more-filters-title").textContent = count ? `More filters (${count} set)` : "More filters";
  $("clear-filters").hidden = !count;
}

/** Fills the list of processes, with all versions. Keys may have more digits than a number of JavaScript. */
export async function fillProcesses() {
  const body = { size: 1000, sort: [{ field: "name" }, { field: "version" }] };
  const found = parseExact(await text("POST", "/v1/process-definitions/search", body));
  const chosen = $("process").value;
  const options = found.items.map(({ key, name, bpmnProcessId, version }) => element("option", { value: key.rawJSON },
    `${name || bpmnProcessId}${version.rawJSON === "1" ? "" : ` (version ${version.rawJSON})`}`));
  $("process").replaceChildren(element("option", { value: "" }, "All processes"), ...options);
  $("process").value = chosen;
}

/** Calls the listener after each change. */
export function onFilters(changed) {
  $("filters").addEventListener("change", () => {
    countMore();
    changed();
  });
  $("filters").addEventListener("submit", event => {
    event.preventDefault();
    changed();
  });
  $("clear-filters").addEventListener("click", () => {
    for (const id of [...MORE, "variable-value"]) $(id).value = "";
    countMore();
    // The button is hidden now.
    $("more-filters-title").focus();
    changed();
  });
}

export function resetFilters() {
  $("filters").reset();
  countMore();
}
