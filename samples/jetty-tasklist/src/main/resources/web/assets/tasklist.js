/** Starts the page and connects its parts. */

import { $, focus } from "./dom.js";
import { fillProcesses, onFilters, resetFilters } from "./filters.js";
import { supported } from "./json.js";
import { clearList, refresh, search, searchMore } from "./list.js";
import { logout, onLogin, onPasskey, restoreAddress, showLogin } from "./login.js";
import { attempt, onSessionEnd, once, problem, report, say } from "./messages.js";
import { closePasskeys, offersPasskeys, onPasskeys } from "./passkeys.js";
import { mayWrite, readConfig, readUser, session } from "./session.js";
import { closeStart, showStart } from "./start.js";
import { forgetTasks, hasUnsaved, openFromAddress, openTaskId, refreshTask } from "./task.js";

const REFRESH_MILLIS = 10000;
/** Who was logged in before the session ended. What they entered is kept for them alone. */
let last = null;
let refreshing = false;

async function enter() {
  const [user, config] = await Promise.all([readUser(), readConfig()]);
  if (last !== null && last !== user.userId) forgetTasks();
  last = user.userId;
  $("login").hidden = true;
  $("user").textContent = user.displayName || user.userId;
  $("avatar").textContent = (user.displayName || user.userId).slice(0, 1);
  $("rights").textContent = mayWrite() ? "" : " (read only)";
  $("open-start").hidden = !config.startProcess || !mayWrite();
  $("open-passkeys").hidden = !offersPasskeys();
  $("who").hidden = false;
  $("work").hidden = false;
  focus(openTaskId() ? $("task").querySelector("h1") : $("list-title"));
  // Side by side: a list or a task that a person has begun to work with must not be drawn anew by a late answer.
  await Promise.all([fillProcesses(), search(), openTaskId() ? refreshTask() : openFromAddress()]);
}

async function leave() {
  const { logoutPage } = session.config;
  if (logoutPage) {
    // Otherwise the browser would ask whether what was entered may be lost.
    forgetTasks();
    location.assign(logoutPage);
    return;
  }
  await logout();
  history.replaceState(null, "", "#");
  closeStart();
  forgetTasks();
  clearList();
  resetFilters();
  last = null;
  await showLogin("You are logged out.");
}

/** Refreshes what is shown. A failure is told in the list and is not an alert: the next attempt may succeed. */
async function refreshAll() {
  if (!session.user || document.hidden || refreshing) return;
  refreshing = true;
  try {
    await Promise.all([refresh(), refreshTask()]);
    $("stale").hidden = true;
  } catch (failure) {
    if (failure.status === 401) report(failure);
    else $("stale").hidden = false;
  } finally {
    refreshing = false;
  }
}

onLogin(enter);
onPasskey(enter);
onPasskeys();
onSessionEnd(text => {
  closePasskeys();
  closeStart();
  showLogin(text);
});
onFilters(() => attempt(search));
$("logout").addEventListener("click", once(leave));
$("more").addEventListener("click", once(searchMore));
$("open-start").addEventListener("click", once(showStart));
window.addEventListener("hashchange", () => {
  if (!session.user) return;
  closeStart();
  attempt(openFromAddress);
});
window.addEventListener("beforeunload", event => { if (hasUnsaved()) event.preventDefault(); });
document.addEventListener("visibilitychange", refreshAll);
setInterval(refreshAll, REFRESH_MILLIS);

async function begin() {
  if (!supported) {
    problem("This browser is too old for this page: it cannot keep all digits of numbers. Use a current version.");
    return;
  }
  restoreAddress();
  try {
    await enter();
  } catch (failure) {
    await showLogin();
    if (failure.status !== 401) problem(failure.message);
  }
}

begin();
