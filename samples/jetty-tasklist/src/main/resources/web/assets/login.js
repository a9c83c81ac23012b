/** Logging in with what the server offers, and logging out. */

import { $, element, focus } from "./dom.js";
import { Problem, api, explain, send } from "./api.js";
import { once, problem } from "./messages.js";
import { logInWithPasskey, offersPasskeys } from "./passkeys.js";
import { readConfig, session } from "./session.js";

/** Returns where this page is, so that a log-in at a provider can lead back. A fragment would be lost on the way. */
const here = () => location.pathname + location.hash.replace(/^#task-/, "?task=");

export async function showLogin(note) {
  session.user = null;
  $("work").hidden = true;
  $("who").hidden = true;
  $("login").hidden = false;
  $("login-note").textContent = note || "Log in to see your tasks.";
  focus($("login-title"));
  try {
    const config = await readConfig();
    offer(config, config.loginOptions ? await api("GET", config.loginOptions) : []);
  } catch (failure) {
    problem(failure.message);
  }
}

/** Shows the ways to log in. The focus goes to the first one. */
function offer({ demo, passwordLogin }, options) {
  const providers = options.filter(({ kind }) => kind === "openid");
  $("login-form").hidden = !passwordLogin;
  $("demo-hint").hidden = !demo || !passwordLogin;
  $("login-passkey").hidden = !offersPasskeys();
  $("passkey-problem").textContent = "";
  $("login-or").hidden = !passwordLogin || !providers.length;
  $("login-links").replaceChildren(...providers.map(({ title, url }) =>
    element("li", {}, element("a", { class: "button", href: withReturn(url) }, `Log in with ${title}`))));
  $("login-bearer").hidden = passwordLogin || providers.length > 0;
  if (!$("login-bearer").hidden) $("login-note").textContent = "";
  $("bearer-example").textContent =
    `curl -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"state":"CREATED"}' ${location.origin}/v1/tasks/search`;
  if (passwordLogin) focus($("username"));
  else if (providers.length) focus($("login-links").querySelector("a"));
}

const withReturn = url => `${url}${url.includes("?") ? "&" : "?"}return=${encodeURIComponent(here())}`;

/** Turns the query of a page to which a log-in led back into the address of the task. */
export function restoreAddress() {
  const task = new URLSearchParams(location.search).get("task");
  if (task && /^[\w-]+$/.test(task)) history.replaceState(null, "", `${location.pathname}#task-${task}`);
}

/** Logs in with the password form and calls the listener if that succeeds. */
export function onLogin(entered) {
  $("login-form").addEventListener("submit", event => event.preventDefault());
  $("login-form").addEventListener("submit", once(async () => {
    $("login-problem").textContent = "";
    const refused = await login();
    if (!refused) {
      $("login-form").reset();
      await entered();
      return;
    }
    $("login-problem").textContent = refused;
    $("password").value = "";
    focus($("password"));
  }));
}

/** Logs in with a passkey and calls the listener if that succeeds. */
export function onPasskey(entered) {
  $("passkey-login").addEventListener("click", once(async () => {
    $("passkey-problem").textContent = "";
    const refused = await logInWithPasskey();
    if (refused) $("passkey-problem").textContent = refused;
    else await entered();
  }));
}

/** Returns why the log-in was refused, or null. */
async function login() {
  let response;
  try {
    response = await send("/api/login", { method: "POST", body: new URLSearchParams(new FormData($("login-form"))) });
  } catch (failure) {
    return failure.message;
  }
  if (response.ok) return null;
  if (response.status === 401) return "This user name and password do not match. Try again.";
  return explain(response, await response.json().catch(() => null));
}

/** Ends the session on this server. */
export async function logout() {
  const { logoutUrl } = session.config || await readConfig();
  const response = await send(logoutUrl, { method: "POST" });
  if (!response.ok) throw new Problem(explain(response, null), response.status);
}
