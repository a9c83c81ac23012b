/** Shows a form with form-js, and tells what a person changed in it. */

import { element, focus, script, styles } from "./dom.js";
import { Problem } from "./api.js";
import { changes, same } from "./changes.js";
import { plain } from "./json.js";
import { computedNames, fieldIds, keepDigits, unavailable, writtenNames } from "./schema.js";

/** Events that only a person causes. */
const TOUCHES = ["pointerdown", "keydown", "input", "change", "drop", "paste"];

async function library() {
  styles("lib/form-js/form-js.css");
  await script("lib/form-js/form-viewer.js");
  return globalThis.FormViewer;
}

/** Returns the schema of a form as an object. */
export function parsedSchema(form) {
  try {
    return JSON.parse(form.schema);
  } catch {
    throw new Problem(`The form “${form.id}” is not valid JSON and cannot be shown.`);
  }
}

/** Returns a function that tells whether a form uses a variable. */
export async function usedBy(schema) {
  const { getSchemaVariables } = await library();
  const names = new Set(getSchemaVariables(schema).map(name => name.split(".")[0]));
  return name => names.has(name);
}

/** Notes which fields a person touched, by their id. Where that is not clear, it is all of them. */
function trackTouches(holder, schema) {
  const touched = new Set();
  const ids = fieldIds(schema);
  let all = false;
  const touch = ({ target }) => {
    const field = target.closest(".fjs-form-field");
    const names = field ? [...field.querySelectorAll("[id]")].map(each => each.id) : [];
    const found = ids.filter(id => names.some(name => name.includes(`-${id}`)));
    found.forEach(id => touched.add(id));
    if (!found.length) all = true;
  };
  for (const type of TOUCHES) holder.addEventListener(type, touch, { capture: true });
  return { has: id => all || touched.has(id), any: () => all || touched.size > 0 };
}

const valueAt = (data, path) => path.reduce((value, name) => value?.[name], data);

function setAt(data, path, value) {
  const [name, ...rest] = path;
  if (!rest.length) data[name] = value;
  else setAt(data[name] ??= {}, rest, value);
}

/**
 * Shows a form.
 *
 * @param schema the parsed schema
 * @param values values as stored, by name, with raw numbers
 * @param overlay values that were entered earlier, by name, with raw numbers
 * @param readOnly whether nothing can be entered
 */
export async function formPanel({ schema, values, overlay, readOnly }) {
  const { Form } = await library();
  const shownValues = new Map([...values, ...overlay]);
  const digits = keepDigits(schema, shownValues);
  const data = plain(Object.fromEntries(shownValues));
  const holder = element("div", { class: "form-js" });
  const missing = unavailable(schema);
  const node = element("div", {},
    missing.length ? element("p", { class: "note" }, `This page cannot show all parts of the form: ${missing.join(", ")}.`) : null,
    holder);
  const form = new Form({ container: holder, debounce: false });
  try {
    await form.importSchema(schema, data);
  } catch (failure) {
    console.error(failure);
    throw new Problem("The form of this task cannot be shown: it is not a form that form-js can read.");
  }
  form.setProperty("readOnly", readOnly);

  const entered = () => form._getSubmitData();
  const computed = computedNames(schema);
  const fields = writtenNames(schema);
  // With the fields that a condition hides. What a form computes is compared with what is stored.
  const before = structuredClone({ ...form._getState().data, ...Object.fromEntries([...computed].map(name => [name, data[name]])) });
  const touched = trackTouches(holder, schema);
  // Fields clean up what they are given, such as an option that is gone, when they appear. Nobody entered that.
  form.on("changed", () => {
    for (const { id, valuePath } of form.get("formFieldInstanceRegistry").getAllKeyed()) {
      // The elements of a list move when one is removed.
      if (touched.has(id) || computed.has(valuePath[0]) || valuePath.some(Number.isInteger)) continue;
      setAt(before, valuePath, valueAt(form._getState().data, valuePath));
    }
  });

  const collect = () => changes({ variables: values, overlay, before, after: entered(), digits, fields });
  return {
    node,
    form,
    collect,
    isChanged: () => touched.any() && !same(before, entered()),
    /** Takes what is entered now as saved. */
    saved(written) {
      overlay = written;
      Object.assign(before, structuredClone(entered()));
    },
    /** Validates all fields. Returns what is wrong, or null, and focuses the first field that is wrong. */
    check() {
      const count = Object.keys(form.validate()).length;
      if (!count) return null;
      requestAnimationFrame(() => {
        const wrong = holder.querySelector(".fjs-has-errors");
        const field = wrong && wrong.querySelector("input, textarea, select, [tabindex]");
        if (field) focus(field);
      });
      return count === 1 ? "One field of the form needs your attention." : `${count} fields of the form need your attention.`;
    },
    /** Calls the listener when a person submits the form itself, with Enter or with a button of the form. */
    onSubmit: listener => form.on("submit", listener),
    destroy: () => form.destroy(),
  };
}
