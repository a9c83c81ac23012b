/**
 * Finds what a person changed in a form, and writes only that. What a form shows is often less than the variable has:
 * members that no field shows, numbers with more digits, lists in a text field.
 */

import { equal, isRaw, rawNumber } from "./json.js";

const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value) && !isRaw(value);

/** Whether what a form has now is what it had before. Members that the form does not have now do not count. */
export function same(before, after) {
  if (isObject(after)) return Object.keys(after).every(key => same(isObject(before) ? before[key] : undefined, after[key]));
  if (Array.isArray(after)) {
    return Array.isArray(before) && before.length === after.length && after.every((each, index) => same(before[index], each));
  }
  return equal(before, after);
}

/** Values that mean "nothing was entered". */
const isEmpty = value => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

/**
 * Returns the new value of a variable.
 *
 * @param source the value as stored, with raw numbers; undefined if there is none
 * @param before what the form had for it before a person changed something
 * @param after what the form has now
 * @param path names of members, with "*" for the elements of a list
 * @param digits paths of the number fields whose values are strings of digits
 */
export function merged(source, before, after, path, digits) {
  if (source !== undefined && same(before, after)) return source;
  if (isObject(after)) {
    const own = isObject(source) ? source : {};
    const old = isObject(before) ? before : {};
    const next = Object.entries(after)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, merged(own[key], old[key], value, `${path}.${key}`, digits)]);
    // Object.fromEntries, since a member may be called __proto__.
    return Object.fromEntries([...Object.entries(own), ...next]);
  }
  if (Array.isArray(after)) {
    return after.map((value, index) => {
      const origin = originOf(value, index, before, after);
      return merged(Array.isArray(source) ? source[origin] : undefined, Array.isArray(before) ? before[origin] : undefined,
        value, `${path}.*`, digits);
    });
  }
  if (typeof after === "string" && digits.has(path)) return rawNumber(after) ?? after;
  return after;
}

/** Returns which element of the old list an element of the new one was: the equal one, else that at the same place. */
function originOf(value, index, before, after) {
  if (!Array.isArray(before)) return -1;
  if (before.length === after.length) return index;
  const rank = after.slice(0, index).filter(other => same(other, value)).length;
  const equals = before.map((each, at) => same(each, value) ? at : -1).filter(at => at >= 0);
  return equals[rank] ?? -1;
}

/**
 * Returns what is to be written, name to JSON text.
 *
 * @param variables values as stored, by name
 * @param overlay values that were entered earlier (drafts and unsaved input), by name
 * @param fields names that the form writes
 */
export function changes({ variables, overlay, before, after, digits, fields }) {
  // A field that a condition hides is not written, also if it was filled in before.
  const written = new Map([...overlay]
    .filter(([name]) => Object.hasOwn(after, name) || !fields.has(name))
    .map(([name, value]) => [name, JSON.stringify(value)]));
  for (const [name, value] of Object.entries(after)) {
    const source = overlay.has(name) ? overlay.get(name) : variables.get(name);
    const untouched = same(before[name], value);
    if (value === undefined || (untouched && (source !== undefined || isEmpty(value)))) continue;
    written.set(name, JSON.stringify(merged(source, before[name], value, name, digits)));
  }
  return written;
}
