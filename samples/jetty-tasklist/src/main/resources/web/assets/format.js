/** How times and values are shown. */

import { parseExact } from "./json.js";

// Offsets of the API have no colon, which not every browser reads.
export const time = text => new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));

export const moment = text =>
  text ? time(text).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" }) : null;

export function distance(text) {
  const minutes = (time(text) - Date.now()) / 60000;
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  if (Math.abs(minutes) < 60) return format.format(Math.round(minutes), "minute");
  if (Math.abs(minutes) < 22 * 60) return format.format(Math.round(minutes / 60), "hour");
  return format.format(Math.round(minutes / 1440), "day");
}

/** Shows a string without quotes and everything else as JSON, with all digits. */
export function shown(json) {
  try {
    const value = parseExact(json);
    return typeof value === "string" ? value : JSON.stringify(value, null, 2);
  } catch {
    return json;
  }
}

export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
