/** Passkeys: logging in with one, and the list of a person's own. */

import { $, element, focus } from "./dom.js";
import { Problem, api, explain, send } from "./api.js";
import { once } from "./messages.js";
import { session } from "./session.js";

/** Whether this browser exchanges passkeys in the form that the server speaks. */
const supported = () => typeof PublicKeyCredential === "function"
  && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function"
  && typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
  && typeof PublicKeyCredential.prototype.toJSON === "function";

/** Whether both the server and this browser have passkeys. */
export const offersPasskeys = () => Boolean(session.config?.passkeys) && supported();

const path = name => `${session.config.passkeys}/${name}`;

/** What the browser says, for people. */
const FAILURES = new Map([
  ["NotAllowedError", "No passkey was used. Try again, or use your password."],
  ["InvalidStateError", "This device has a passkey of yours already."],
  ["SecurityError", "Passkeys do not work under this address. An administrator has to correct the settings."],
  ["NotSupportedError", "This device cannot keep a passkey. Use another one."],
]);

/** Lets the browser ask the person. */
async function ask(question) {
  try {
    return await question();
  } catch (failure) {
    throw new Problem(FAILURES.get(failure.name) || "The browser could not use a passkey. Try again.");
  }
}

/** Logs in. Returns why that was refused, or null. */
export async function logInWithPasskey() {
  try {
    const options = PublicKeyCredential.parseRequestOptionsFromJSON(await api("POST", path("login-options")));
    const credential = await ask(() => navigator.credentials.get({ publicKey: options }));
    const response = await send(path("login"),
      { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(credential) });
    if (response.ok) return null;
    if (response.status === 401) return "This passkey was not accepted. Log in with your password.";
    return explain(response, await response.json().catch(() => null));
  } catch (failure) {
    if (failure instanceof Problem) return failure.message;
    throw failure;
  }
}

/** Connects the dialog of a person's own passkeys. */
export function onPasskeys() {
  $("open-passkeys").addEventListener("click", once(async () => {
    tell("", "");
    $("passkeys").showModal();
    focus($("passkeys-title"));
    await told(list);
  }));
  $("close-passkeys").addEventListener("click", closePasskeys);
  $("passkey-form").addEventListener("submit", event => event.preventDefault());
  $("passkey-form").addEventListener("submit", once(() => told(add)));
}

export function closePasskeys() {
  if ($("passkeys").open) $("passkeys").close();
}

/** The dialog covers the messages of the page, so it has its own. */
function tell(problem, news) {
  $("passkeys-problem").textContent = problem;
  $("passkeys-status").textContent = news;
}

async function told(work) {
  tell("", "");
  try {
    await work();
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure;
    tell(failure.status === 401
      ? "People who log in here with a password can have passkeys. Log in again with yours."
      : failure.message, "");
  }
}

async function list() {
  const { passkeys } = await api("GET", session.config.passkeys);
  $("passkeys-list").replaceChildren(...passkeys.map(passkey => element("li", {},
    element("span", {}, passkey.label,
      element("span", { class: "muted" }, ` last used ${new Date(passkey.lastUsed).toLocaleDateString()}`)),
    element("button", {
      type: "button",
      class: "quiet",
      "aria-label": `Remove the passkey ${passkey.label}`,
      onclick: once(() => told(() => remove(passkey))),
    }, "Remove"))));
}

async function add() {
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(await api("POST", path("registration-options")));
  const credential = await ask(() => navigator.credentials.create({ publicKey: options }));
  await api("POST", path("registration"), { label: $("passkey-label").value.trim() || "Passkey", credential });
  await list();
  tell("", "The passkey is added.");
}

async function remove({ id, label }) {
  await api("POST", path("deletion"), { id });
  await list();
  focus($("passkeys-title"));
  tell("", `The passkey “${label}” is removed. Remove it on your device as well.`);
}
