"use strict";

const $ = id => document.getElementById(id);
const PAGE = 20;
/** The variable that says in a few words what a task is about. */
const CONTEXT = "taskContextDisplayName";
const state = { user: null, tasks: [], task: null, search: 0 };

/** A problem told in words for people. */
class Problem extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

// ---- talking to the server -------------------------------------------------------------------------------------

async function send(path, options) {
  try {
    return await fetch(path, { credentials: "same-origin", redirect: "error", ...options });
  } catch {
    throw new Problem("The server can't be reached. Check the connection and try again.");
  }
}

async function api(method, path, body) {
  const headers = { Accept: "application/json, application/problem+json" };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  const response = await send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const answer = await response.json().catch(() => null);
  if (response.ok) {
    return answer;
  }
  throw new Problem(explain(response, answer), response.status);
}

function explain(response, answer) {
  switch (response.status) {
    case 401: return "Your session has ended. Please log in again.";
    case 403: return (answer && answer.message) || "You may not do this. Ask for the permission to change tasks.";
    case 404: return "This is no longer there. It may have been removed in the meantime.";
    case 429: return `Too many attempts. Please wait ${response.headers.get("Retry-After") || "some"} seconds.`;
    case 503: return "The service is busy at the moment. Please try again shortly.";
    default: return (answer && answer.message) || `That did not work (${response.status}). Please try again.`;
  }
}

async function currentUser() {
  const answer = await api("POST", "/graphql", { query: "{ currentUser { userId displayName permissions } }" });
  if (!answer || !answer.data || !answer.data.currentUser) {
    throw new Problem("The server did not say who you are. Please try again.");
  }
  return answer.data.currentUser;
}

// ---- small helpers -----------------------------------------------------------------------------------------------

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") made.className = value;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") made.toggleAttribute(key, value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

const mayWrite = () => (state.user.permissions || []).some(name => name.toUpperCase() === "WRITE");

function problem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

let toastTimer;
function say(text) {
  $("status").textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("status").textContent = ""; }, 4000);
}

/** Runs something that a person asked for; problems are shown, never thrown. */
async function attempt(work) {
  problem("");
  try {
    return await work();
  } catch (failure) {
    if (failure.status === 401) {
      showLogin(failure.message);
    } else {
      problem(failure instanceof Problem ? failure.message : "Something went wrong on this page. Please reload it.");
      if (!(failure instanceof Problem)) console.error(failure);
    }
    return undefined;
  }
}

// Offsets come without a colon, which not every browser reads.
const time = text => new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
const moment = text => text ? time(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }) : null;

function distance(text) {
  const minutes = (time(text) - Date.now()) / 60000;
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return format.format(Math.round(minutes), "minute");
  if (Math.abs(minutes) < 22 * 60) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 1440), "day");
}

const parsed = text => { try { return JSON.parse(text); } catch { return text; } };
const shown = text => { const value = parsed(text); return typeof value === "string" ? value : JSON.stringify(value, null, 2); };

// ---- logging in and out -------------------------------------------------------------------------------------------

function showLogin(note) {
  state.user = null;
  $("work").hidden = true;
  $("who").hidden = true;
  $("login").hidden = false;
  $("login-note").textContent = note || "Log in to see your tasks.";
  $("demo-hint").hidden = document.body.dataset.mode !== "demo";
  $("username").focus();
}

async function enter() {
  state.user = await currentUser();
  $("login").hidden = true;
  $("login-form").reset();
  $("user").textContent = state.user.displayName || state.user.userId;
  $("avatar").textContent = (state.user.displayName || state.user.userId).slice(0, 1);
  $("rights").textContent = mayWrite() ? "" : " (read only)";
  $("who").hidden = false;
  $("work").hidden = false;
  // Side by side: a list or a task that a person has begun to work with must not be drawn anew by a late answer.
  await Promise.all([fillProcesses(), search(false), openFromAddress()]);
}

async function login(event) {
  event.preventDefault();
  $("login-problem").textContent = "";
  problem("");
  $("login-button").disabled = true;
  try {
    const response = await send("/api/login", { method: "POST", body: new URLSearchParams(new FormData($("login-form"))) });
    if (response.ok) {
      await attempt(enter);
    } else if (response.status === 401 && !(response.headers.get("Content-Type") || "").includes("problem")) {
      $("login-problem").textContent = "This user name and password do not match. Please try again.";
      $("password").value = "";
      $("password").focus();
    } else if (response.status === 401 || response.status === 404) {
      $("login-problem").textContent = "Logging in with a password is not offered here.";
    } else {
      $("login-problem").textContent = explain(response, await response.json().catch(() => null));
    }
  } catch (failure) {
    $("login-problem").textContent = failure.message;
  } finally {
    $("login-button").disabled = false;
  }
}

async function logout() {
  await attempt(async () => {
    const response = await send("/api/logout", { method: "POST" });
    if (!response.ok) throw new Problem(explain(response, null));
    history.replaceState(null, "", "/");
    closeTask();
    showLogin("You are logged out.");
  });
}

// ---- the list -------------------------------------------------------------------------------------------------------

async function fillProcesses() {
  const found = await api("POST", "/v1/process-definitions/search", { size: 100, sort: [{ field: "name" }, { field: "version" }] });
  const chosen = $("process").value;
  const options = found.items.map(item =>
    element("option", { value: item.key }, `${item.name || item.bpmnProcessId}${item.version > 1 ? ` (version ${item.version})` : ""}`));
  $("process").replaceChildren(element("option", { value: "" }, "All processes"), ...options);
  $("process").value = chosen;
}

function query() {
  const views = {
    open: { state: "CREATED" },
    mine: { state: "CREATED", assignee: state.user.userId },
    unassigned: { state: "CREATED", assigned: false },
    completed: { state: "COMPLETED" },
    canceled: { state: "CANCELED" },
  };
  const asked = { ...views[$("view").value], pageSize: PAGE };
  if ($("process").value) asked.processDefinitionKey = $("process").value;
  if ($("sort").value) asked.sort = [{ field: $("sort").value, order: "ASC" }];
  return asked;
}

async function search(more) {
  const mine = ++state.search;
  const asked = query();
  if (more && state.tasks.length) asked.searchAfter = state.tasks[state.tasks.length - 1].sortValues;
  $("tasks").setAttribute("aria-busy", "true");
  let found;
  try {
    found = await api("POST", "/v1/tasks/search", asked);
  } finally {
    if (mine === state.search) $("tasks").setAttribute("aria-busy", "false");
  }
  if (mine !== state.search) return;
  state.tasks = more ? state.tasks.concat(found) : found;
  $("more").hidden = found.length < PAGE;
  const count = state.tasks.length;
  $("count").textContent = count === 0 ? "No tasks here."
    : `${count}${found.length < PAGE ? "" : " or more"} ${count === 1 ? "task" : "tasks"}`;
  $("tasks").replaceChildren(...state.tasks.map(listItem));
}

function tag(text, kind = "") {
  return element("span", { class: `tag ${kind}` }, text);
}

function tags(task) {
  const all = [];
  if (task.taskState === "COMPLETED") all.push(tag("Completed", "good"));
  else if (task.taskState === "CANCELED") all.push(tag("Canceled"));
  if (task.assignee) all.push(tag(task.assignee === state.user.userId ? "Mine" : task.assignee, task.assignee === state.user.userId ? "mine" : ""));
  else if (task.taskState === "CREATED") all.push(tag("Unassigned"));
  if (task.dueDate && task.taskState === "CREATED") {
    const left = time(task.dueDate) - Date.now();
    all.push(tag(`${left < 0 ? "Was due" : "Due"} ${distance(task.dueDate)}`, left < 0 ? "late" : left < 2 * 86400000 ? "soon" : ""));
  }
  return all;
}

function listItem(task) {
  const current = state.task && state.task.id === task.id;
  return element("li", {}, element("a", { href: `#task-${task.id}`, "aria-current": String(Boolean(current)) },
    element("span", { class: "name" }, task.name),
    element("span", { class: "context" }, task.context || task.processName),
    element("span", { class: "tags" }, ...tags(task))));
}

// ---- one task ---------------------------------------------------------------------------------------------------------

async function openFromAddress() {
  const match = /^#task-(\d+)$/.exec(location.hash);
  if (!match) {
    closeTask();
    return;
  }
  await attempt(async () => showTask(await api("GET", `/v1/tasks/${match[1]}`)));
}

function closeTask() {
  state.task = null;
  document.body.classList.remove("has-task");
  $("task").hidden = true;
  $("empty").hidden = false;
  $("tasks").replaceChildren(...state.tasks.map(listItem));
}

async function showTask(task) {
  // The key of a form in the model has its id.
  const formId = task.formId || (/^camunda-forms:bpmn:(.+)$/.exec(task.formKey || "") || [])[1];
  const [variables, form] = await Promise.all([
    api("POST", `/v1/tasks/${task.id}/variables/search`, {}),
    formId ? api("GET", `/v1/forms/${encodeURIComponent(formId)}?processDefinitionKey=${task.processDefinitionKey}`).catch(() => null) : null,
  ]);
  state.task = task;
  document.body.classList.add("has-task");
  $("tasks").replaceChildren(...state.tasks.map(listItem));
  const own = task.assignee === state.user.userId;
  const workable = task.taskState === "CREATED" && own && mayWrite();
  const heading = element("h1", { tabindex: "-1" }, task.name);
  const context = variables.find(variable => variable.name === CONTEXT);
  const values = Object.fromEntries(variables.map(v => [v.name, parsed(v.isValueTruncated ? v.previewValue : v.value)]));
  const schema = form ? parsed(form.schema) : null;
  $("task").replaceChildren(
    element("a", { class: "back", href: "#" }, "‹ All tasks"),
    element("div", { class: "head" },
      element("div", {}, heading, element("p", { class: "muted" }, context ? `${task.processName} · ${shown(context.value)}` : task.processName)),
      element("div", { class: "actions" }, claimButton(task))),
    facts(task),
    note(task, own) || "",
    task.taskState === "CREATED" && schema && schema.components ? formPanel(task, schema, values, workable)
      : workable ? variablesPanel(task) : "",
    variablesList(variables.filter(variable => variable !== context), Boolean(schema)));
  $("task").hidden = false;
  $("empty").hidden = true;
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

function claimButton(task) {
  if (task.taskState !== "CREATED" || !mayWrite()) return null;
  const change = (path, body, done) => () => attempt(async () => {
    const changed = await api("PATCH", `/v1/tasks/${task.id}/${path}`, body);
    await Promise.all([showTask(changed), search(false)]);
    say(done);
  });
  return task.assignee
    ? element("button", { type: "button", id: "unclaim", onclick: change("unassign", undefined, "Task given back.") }, "Give back")
    : element("button", { type: "button", class: "primary", id: "claim", onclick: change("assign", {}, "The task is yours.") }, "Claim");
}

function facts(task) {
  const list = element("dl", { class: "facts" });
  const add = (name, value) => { if (value) list.append(element("div", {}, element("dt", {}, name), element("dd", {}, value))); };
  add("State", task.taskState.charAt(0) + task.taskState.slice(1).toLowerCase());
  add("Assignee", task.assignee || (task.taskState === "CREATED" ? "Nobody" : null));
  add("Created", moment(task.creationDate));
  add("Completed", moment(task.completionDate));
  add("Due", moment(task.dueDate));
  add("Follow up", moment(task.followUpDate));
  add("Candidate groups", (task.candidateGroups || []).join(", "));
  add("Candidate users", (task.candidateUsers || []).join(", "));
  return list;
}

function note(task, own) {
  if (task.taskState !== "CREATED" || (own && mayWrite())) return null;
  const text = !mayWrite() ? "You may read tasks. To work on them you need the permission to change tasks."
    : task.assignee ? `${task.assignee} is working on this task.` : "Claim this task to work on it.";
  return element("p", { class: "note" }, text);
}

async function complete(task, results) {
  const variables = Object.entries(results).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
  await attempt(async () => {
    await api("PATCH", `/v1/tasks/${task.id}/complete`, { variables });
    history.replaceState(null, "", "/");
    closeTask();
    say(`“${task.name}” is completed.`);
    await search(false);
    document.querySelector(".list").scrollTo(0, 0);
    window.scrollTo(0, 0);
    $("main").focus({ preventScroll: true });
  });
}

function submitRow(workable) {
  return workable ? element("div", { class: "submit" }, element("button", { type: "submit", class: "primary", id: "complete" }, "Complete task")) : null;
}

// ---- forms ------------------------------------------------------------------------------------------------------------

function formPanel(task, schema, values, workable) {
  const fields = schema.components.map(component => field(component, values, workable)).filter(Boolean);
  const panel = element("form", { class: "panel", id: "task-form", onsubmit: event => {
    event.preventDefault();
    complete(task, Object.assign({}, ...fields.map(each => each.result())));
  } }, element("h2", {}, "Form"), element("div", { class: "fields" }, ...fields.map(each => each.node)), submitRow(workable));
  return panel;
}

/** Draws one component of a form; what it has no picture for is named, not hidden. */
function field(component, values, workable) {
  const { key, type, validate = {} } = component;
  const nothing = () => ({});
  const id = `field-${component.id || key}`;
  const label = component.label || component.dateLabel || key;
  const value = key in values ? values[key] : component.defaultValue;
  const disabled = Boolean(component.disabled) || !workable;
  const required = Boolean(validate.required);
  const common = { id, name: key, disabled, required, maxlength: validate.maxLength, minlength: validate.minLength, min: validate.min, max: validate.max };
  const wrap = (input, result) => ({
    node: element("div", {}, element("label", { for: id, class: required ? "required" : "" }, label), input),
    result: () => component.disabled ? {} : result(input),
  });
  const filled = (text, convert = same => same) => text === "" ? {} : { [key]: convert(text) };
  if (type === "button" || type === "spacer" || type === "separator") return null;
  if (type === "text") return { node: element("p", { class: "muted" }, component.text || ""), result: nothing };
  if (!key) return { node: element("p", { class: "muted" }, `A part of this form (${type}) can't be shown here.`), result: nothing };
  if (type === "checkbox") {
    const box = element("input", { id, name: key, type: "checkbox", disabled, checked: value === true });
    return { node: element("label", { class: "choice" }, box, label), result: () => component.disabled ? {} : { [key]: box.checked } };
  }
  if (type === "radio") {
    const set = element("fieldset", {}, element("legend", { class: required ? "required" : "" }, label));
    for (const option of component.values || []) {
      set.append(element("label", { class: "choice" },
        element("input", { type: "radio", name: key, value: option.value, disabled, required, checked: option.value === value }), option.label));
    }
    return { node: set, result: () => { const chosen = set.querySelector("input:checked"); return component.disabled || !chosen ? {} : { [key]: chosen.value }; } };
  }
  if (type === "select") {
    const options = (component.values || []).map(option => element("option", { value: option.value, selected: option.value === value }, option.label));
    return wrap(element("select", common, element("option", { value: "" }, "Please choose"), ...options), input => filled(input.value));
  }
  if (type === "textarea") return wrap(element("textarea", common, value === undefined || value === null ? "" : String(value)), input => filled(input.value));
  const kind = type === "number" ? "number" : type === "datetime" ? { time: "time", datetime: "datetime-local" }[component.subtype] || "date" : "text";
  const input = element("input", { ...common, type: kind, step: kind === "number" ? "any" : null, value: value === undefined || value === null ? "" : String(value) });
  return wrap(input, made => filled(made.value, text => kind === "number" ? Number(text) : text));
}

// ---- variables ----------------------------------------------------------------------------------------------------------

function variablesPanel(task) {
  const rows = element("div", { class: "rows" });
  const add = () => {
    const row = element("div", { class: "row" },
      element("label", {}, "Name", element("input", { class: "variable-name", maxlength: "200", required: true })),
      element("label", {}, "Value (text, or JSON)", element("input", { class: "variable-value" })),
      element("button", { type: "button", onclick: () => row.remove(), "aria-label": "Remove this variable" }, "Remove"));
    rows.append(row);
    row.querySelector("input").focus();
  };
  return element("form", { class: "panel", id: "task-form", onsubmit: event => {
    event.preventDefault();
    const results = {};
    for (const row of rows.children) {
      results[row.querySelector(".variable-name").value] = parsed(row.querySelector(".variable-value").value);
    }
    complete(task, results);
  } }, element("h2", {}, "Result"),
  element("p", { class: "muted" }, "This task has no form. Add variables if there is something to hand on."), rows,
  element("button", { type: "button", class: "link", id: "add-variable", onclick: add }, "Add a variable"), submitRow(true));
}

function variablesList(variables, folded) {
  if (!variables.length) return element("p", { class: "muted" }, "No variables.");
  const list = element("dl", { class: "values" });
  for (const variable of variables) {
    const cell = element("dd", {}, shown(variable.isValueTruncated ? variable.previewValue.slice(0, 400) + " …" : variable.value || ""));
    if (variable.isValueTruncated) {
      cell.append(element("div", {}, element("button", { type: "button", class: "link", onclick: () => attempt(async () => {
        const whole = await api("GET", `/v1/variables/${encodeURIComponent(variable.id)}`);
        cell.textContent = shown(whole.value);
      }) }, "Show the whole value")));
    }
    list.append(element("dt", {}, variable.name), cell);
  }
  const title = `Variables (${variables.length})`;
  return folded ? element("details", { class: "panel" }, element("summary", {}, title), list)
    : element("section", { class: "panel" }, element("h2", {}, title), list);
}

// ---- start ----------------------------------------------------------------------------------------------------------------

$("login-form").addEventListener("submit", login);
$("logout").addEventListener("click", logout);
$("filters").addEventListener("change", () => attempt(() => search(false)));
$("filters").addEventListener("submit", event => event.preventDefault());
$("more").addEventListener("click", () => attempt(() => search(true)));
window.addEventListener("hashchange", () => { if (state.user) openFromAddress(); });

(async () => {
  try {
    await enter();
  } catch (failure) {
    showLogin();
    if (failure.status !== 401) problem(failure.message);
  }
})();
