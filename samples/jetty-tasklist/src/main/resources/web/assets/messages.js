/** What the page tells: problems stay until the next action, news vanishes. */

import { $ } from "./dom.js";
import { Problem } from "./api.js";

const NEWS_MILLIS = 6000;
let sessionEnded = () => {};
let timer;

/** Sets what to do when the server does not know the user any more. */
export const onSessionEnd = listener => { sessionEnded = listener; };

export function problem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

export function say(text) {
  $("status").textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { $("status").textContent = ""; }, NEWS_MILLIS);
}

/** Shows a failure. */
export function report(failure) {
  if (failure.status === 401) {
    sessionEnded(failure.message);
  } else if (failure instanceof Problem) {
    problem(failure.message);
  } else {
    problem("This page has a defect and could not do that. Reload it and try again.");
    console.error(failure);
  }
}

/** Runs what a person asked for. Failures are shown, not thrown; the result is then undefined. */
export async function attempt(work) {
  problem("");
  try {
    return await work();
  } catch (failure) {
    report(failure);
    return undefined;
  }
}

/** Returns a listener that ignores calls while one is running. A disabled button would lose the focus instead. */
export function once(work) {
  let running = false;
  return async (...given) => {
    if (running) return;
    running = true;
    try {
      await attempt(() => work(...given));
    } finally {
      running = false;
    }
  };
}
