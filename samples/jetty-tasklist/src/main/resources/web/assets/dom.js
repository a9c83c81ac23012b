/** Access to the document: finding elements, making them, and moving the focus. */

import { Problem } from "./api.js";

export const $ = id => document.getElementById(id);

/** Makes an element. Attributes that begin with "on" are listeners; null and undefined are left out. */
export function element(name, attributes = {}, ...children) {
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

/** Focuses an element, also one that only scripts can focus. */
export function focus(target) {
  if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
}

/** Whether the focus is on an element or inside of it. */
export const hasFocus = target => target.contains(document.activeElement);

const loaded = new Map();

/** Loads a script that defines a global, once. A failed attempt is repeated by the next call. */
export function script(path) {
  if (!loaded.has(path)) {
    loaded.set(path, new Promise((resolve, reject) => {
      document.head.append(element("script", {
        src: new URL(path, import.meta.url),
        onload: resolve,
        onerror: () => {
          loaded.delete(path);
          reject(new Problem("A part of this page cannot be loaded. Reload the page."));
        },
      }));
    }));
  }
  return loaded.get(path);
}

/** Loads style sheets, once. */
export function styles(...paths) {
  for (const path of paths) {
    const href = String(new URL(path, import.meta.url));
    if ([...document.styleSheets].some(sheet => sheet.href === href)) continue;
    if (document.head.querySelector(`link[href="${CSS.escape(href)}"]`)) continue;
    // Before the style sheet of the page, which adapts them.
    document.head.prepend(element("link", { rel: "stylesheet", href }));
  }
}
