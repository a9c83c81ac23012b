/**
 * JSON without loss. A number is kept as it stands in the text (a "raw" number), so that 9007199254740993 and 1.0 are
 * written as they were read.
 */

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** Whether the browser can do this at all. */
export const supported = typeof JSON.rawJSON === "function";

/** Parses a JSON text with raw numbers. JSON.stringify writes the result exactly. */
export const parseExact = text =>
  JSON.parse(text, (key, value, context) => typeof value === "number" ? JSON.rawJSON(context.source) : value);

export const isRaw = value => JSON.isRawJSON(value);

export const isJson = text => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** What a person typed as a value: JSON if it is valid JSON, else a string. */
export const asJson = text => isJson(text) ? text.trim() : JSON.stringify(text);

/** Returns a number with the digits of this text, or null if the text is not a JSON number. */
export const rawNumber = text => NUMBER.test(text) ? JSON.rawJSON(text) : null;

/** Whether a double has all digits of a number. */
export function fits(raw) {
  if (!Number.isFinite(Number(raw.rawJSON))) return false;
  const digits = raw.rawJSON.replace(/[eE].*$/, "").replace(/^-?0*\.?0*|\./g, "").replace(/0+$/, "");
  return digits.length <= 15 || String(Number(raw.rawJSON)) === raw.rawJSON;
}

/** Turns raw numbers into what a form can calculate with; those that no double can hold become strings. */
export function plain(value) {
  if (isRaw(value)) return fits(value) ? Number(value.rawJSON) : value.rawJSON;
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  }
  return value;
}

/** Whether two values of JSON are equal. Undefined equals undefined only. */
export function equal(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length
    && keys.every(key => Object.hasOwn(other, key) && equal(one[key], other[key]));
}
