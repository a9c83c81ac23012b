/** The facts about a task, and how they changed. */

import { element } from "./dom.js";
import { moment, shown } from "./format.js";
import { isMe } from "./session.js";

export function heading(task, context, action) {
  return element("div", { class: "head" },
    element("div", {}, element("h1", { tabindex: "-1" }, task.name),
      element("p", { class: "muted" }, context ? `${task.processName} · ${shown(context.value ?? context.previewValue)}` : task.processName)),
    element("div", { class: "actions" }, action));
}

export function factsList(task) {
  const list = element("dl", { class: "facts" });
  const add = (name, value) => {
    if (value !== null && value !== undefined && value !== "") {
      list.append(element("div", {}, element("dt", {}, name), element("dd", {}, value)));
    }
  };
  add("State", task.taskState.charAt(0) + task.taskState.slice(1).toLowerCase());
  add("Assignee", task.assignee || (task.taskState === "CREATED" ? "None" : null));
  add("Priority", task.priority);
  add("Created", moment(task.creationDate));
  add("Completed", moment(task.completionDate));
  add("Due", moment(task.dueDate));
  add("Follow up", moment(task.followUpDate));
  add("Candidate groups", (task.candidateGroups || []).join(", "));
  add("Candidate users", (task.candidateUsers || []).join(", "));
  add("Form version", task.formVersion);
  return list;
}

/** Returns in words how a task differs from what was shown, or null if it is the same. */
export function stateOf(before, now) {
  const name = `“${before.name}”`;
  if (now.taskState !== before.taskState) {
    const by = now.assignee && !isMe(now.assignee) ? ` by ${now.assignee}` : "";
    return now.taskState === "COMPLETED" ? `${name} was completed${by} in the meantime.`
      : `${name} was ended in the meantime.`;
  }
  if (now.assignee !== before.assignee) {
    if (!now.assignee) return `${name} was given back in the meantime.`;
    return isMe(now.assignee) ? `${name} was assigned to you in the meantime.`
      : `${name} was claimed by ${now.assignee} in the meantime.`;
  }
  const changed = ["name", "dueDate", "followUpDate", "priority", "candidateGroups", "candidateUsers"]
    .some(field => JSON.stringify(now[field]) !== JSON.stringify(before[field]));
  return changed ? `${name} was changed in the meantime.` : null;
}
