/** The variables of a task: the list that is read, and the rows with which a task without a form is completed. */

import { element, focus } from "./dom.js";
import { variable as readVariable } from "./api.js";
import { attempt } from "./messages.js";
import { shown } from "./format.js";
import { asJson, isJson, parseExact } from "./json.js";

const CUT = 400;

/** Lists values and drafts. */
export function variablesPanel(variables, folded) {
  if (!variables.length) return element("p", { class: "muted", id: "variables" }, "No variables.");
  const list = element("dl", { class: "values" });
  for (const variable of variables) {
    list.append(element("dt", {}, variable.name));
    const { value, previewValue, isValueTruncated, draft } = variable;
    // A variable that has only a draft has neither value nor preview.
    if (previewValue !== null) list.append(cell(value, previewValue, isValueTruncated, async () => (await readVariable(variable.id)).value));
    if (draft) {
      list.append(cell(draft.value, draft.previewValue, draft.isValueTruncated,
        async () => (await readVariable(variable.id)).draft.value, element("span", { class: "tag soon" }, "Draft")));
    }
  }
  const title = `Variables (${variables.length})`;
  return folded
    ? element("details", { class: "panel", id: "variables" }, element("summary", {}, element("h2", {}, title)), list)
    : element("section", { class: "panel", id: "variables" }, element("h2", {}, title), list);
}

function cell(value, preview, truncated, whole, badge) {
  const text = element("span", { class: "value" }, truncated ? `${preview.slice(0, CUT)} …` : shown(value ?? preview));
  const made = element("dd", {}, badge, badge ? " " : null, text);
  if (truncated) {
    const button = element("button", { type: "button", class: "link", onclick: () => attempt(async () => {
      text.textContent = shown(await whole());
      // The button goes, so the focus needs another place.
      focus(text);
      button.remove();
    }) }, "Show the whole value");
    made.append(" ", button);
  }
  return made;
}

/**
 * Rows of name and value for a task without a form.
 *
 * @param overlay values that were entered earlier, by name, with raw numbers
 */
export function rowsPanel(overlay) {
  const rows = element("div", { class: "rows" });
  let submitted = () => {};
  const node = element("form", { id: "rows", novalidate: true, onsubmit: event => {
    event.preventDefault();
    submitted();
  } },
    element("p", { class: "muted" }, "This task has no form that this page can show. Add variables if there is a result to hand on."),
    rows, element("button", { type: "button", class: "link", id: "add-variable", onclick: () => focus(add("", "").querySelector("input")) },
      "Add a variable"));
  const add = (name, value) => {
    const row = element("div", { class: "row" },
      element("label", {}, "Name", element("input", { class: "variable-name", maxlength: "200", value: name, required: true })),
      element("label", {}, "Value (text, or JSON)", element("input", { class: "variable-value", value })),
      element("button", { type: "button", class: "remove", onclick: () => remove(row) }, "Remove", element("span", { class: "hidden" }, " this variable")));
    rows.append(row);
    return row;
  };
  const remove = row => {
    const next = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    focus(next ? next.querySelector(".remove") : node.querySelector("#add-variable"));
  };
  for (const [name, value] of overlay) add(name, typeof value === "string" && !isJson(value) ? value : JSON.stringify(value));
  let saved = JSON.stringify([...entered()]);

  function entered() {
    return new Map([...rows.children]
      .map(row => [row.querySelector(".variable-name").value.trim(), asJson(row.querySelector(".variable-value").value)])
      .filter(([name]) => name));
  }

  return {
    node,
    formId: "rows",
    collect: entered,
    isChanged: () => JSON.stringify([...entered()]) !== saved,
    saved: () => { saved = JSON.stringify([...entered()]); },
    check() {
      const empty = [...rows.querySelectorAll(".variable-name")].find(input => !input.value.trim());
      if (empty) focus(empty);
      return empty ? "Give each variable a name, or remove it." : null;
    },
    onSubmit: listener => { submitted = listener; },
    destroy() {},
  };
}

/** Returns the current values by name, with raw numbers. Truncated values that are needed are read in full. */
export async function exactValues(variables, needed) {
  const values = await Promise.all(variables.map(async ({ id, name, value, previewValue, isValueTruncated }) => {
    if (previewValue === null) return null;
    if (!isValueTruncated) return [name, parseExact(value ?? previewValue)];
    return needed(name) ? [name, parseExact((await readVariable(id)).value)] : null;
  }));
  return new Map(values.filter(each => each));
}

/** Returns the drafts by name, with raw numbers. */
export async function exactDrafts(variables) {
  const drafts = await Promise.all(variables.filter(({ draft }) => draft).map(async ({ id, name, draft }) =>
    [name, parseExact(draft.value ?? (draft.isValueTruncated ? (await readVariable(id)).draft.value : draft.previewValue))]));
  return new Map(drafts);
}
