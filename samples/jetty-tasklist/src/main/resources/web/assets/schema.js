/** What the page needs to know about the schema of a form (schema versions of form-js). */

import { fits, isRaw } from "./json.js";

/** Parts that need documents, which the API of this server does not store. */
const UNAVAILABLE = { filepicker: "a file picker", documentPreview: "a preview of documents" };

/** Visits the components with the path of their value; "*" stands for the elements of a list. */
function visit(components, prefix, visitor) {
  for (const component of components || []) {
    const own = component.key || component.path;
    const path = own ? (prefix ? `${prefix}.${own}` : own) : prefix;
    visitor(component, path);
    visit(component.components, component.type === "dynamiclist" ? `${path}.*` : path, visitor);
  }
}

/** Returns all values at a path. */
function valuesAt(value, names) {
  if (!names.length) return [value];
  const [name, ...rest] = names;
  if (name === "*") return Array.isArray(value) ? value.flatMap(each => valuesAt(each, rest)) : [];
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return [];
  return valuesAt(value[name], rest);
}

/**
 * Lets number fields keep the digits of values that no double can hold. Changes the schema.
 *
 * @param values values by name, with raw numbers
 * @return the paths of these fields, whose values are now strings
 */
export function keepDigits(schema, values) {
  const paths = new Set();
  const all = Object.fromEntries(values);
  visit(schema.components, "", (component, path) => {
    if (component.type !== "number" || component.serializeToString) return;
    if (valuesAt(all, path.split(".")).some(value => isRaw(value) && !fits(value))) {
      component.serializeToString = true;
      paths.add(path);
    }
  });
  return paths;
}

function namesOf(schema, wanted) {
  const names = new Set();
  visit(schema.components, "", (component, path) => {
    if (component.key && wanted(component)) names.add(path.split(".")[0]);
  });
  return names;
}

/** Returns the names of the variables that the form computes. */
export const computedNames = schema => namesOf(schema, component => component.type === "expression");

/** Returns the names of the variables that the form writes. */
export const writtenNames = schema => namesOf(schema, component => !component.disabled);

/** Returns the ids of all fields. */
export function fieldIds(schema) {
  const ids = [];
  visit(schema.components, "", ({ id }) => { if (id) ids.push(id); });
  return ids;
}

/** Returns what this page cannot show of the form. */
export function unavailable(schema) {
  const found = new Set();
  visit(schema.components, "", component => {
    if (UNAVAILABLE[component.type]) found.add(UNAVAILABLE[component.type]);
  });
  return [...found];
}
