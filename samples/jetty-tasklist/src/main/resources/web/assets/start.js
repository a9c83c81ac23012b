/** Starts a process, with its start form if it has one. */

import { $, element, focus } from "./dom.js";
import * as server from "./api.js";
import { formPanel, parsedSchema } from "./forms.js";
import { attempt, once, say } from "./messages.js";
import { refresh } from "./list.js";

let panel = null;
let choosing = 0;

export async function showStart() {
  const processes = await server.api("GET", "/v1/internal/processes");
  const select = element("select", { id: "start-process" }, element("option", { value: "" }, "Please choose"),
    ...processes.map(({ name, bpmnProcessId }, index) => element("option", { value: index }, name || bpmnProcessId)));
  const place = element("div");
  select.addEventListener("change", () => attempt(() => choose(processes[select.value], place)));
  const title = element("h1", { tabindex: "-1" }, "Start a process");
  $("start").replaceChildren(title,
    element("div", { class: "panel" },
      element("label", {}, "Process", select), place),
    element("button", { type: "button", id: "cancel-start", onclick: closeStart }, "Cancel"));
  $("start").hidden = false;
  document.body.classList.add("has-start");
  focus(title);
}

export function closeStart() {
  if ($("start").hidden) return;
  choosing++;
  leave();
  $("start").hidden = true;
  $("start").replaceChildren();
  document.body.classList.remove("has-start");
  focus($("open-start").hidden ? $("list-title") : $("open-start"));
}

function leave() {
  if (panel) panel.destroy();
  panel = null;
}

async function choose(process, place) {
  const mine = ++choosing;
  leave();
  place.replaceChildren();
  if (!process) return;
  const made = process.startEventFormId ? await startForm(process) : null;
  if (mine !== choosing) {
    if (made) made.destroy();
    return;
  }
  panel = made;
  place.replaceChildren(made ? made.node : element("p", { class: "muted" }, "This process starts without a form."),
    element("div", { class: "submit" },
      element("button", { type: "button", class: "primary", id: "start-now", onclick: once(() => start(process)) }, "Start")));
}

async function startForm(process) {
  const schema = parsedSchema(await server.form(process.startEventFormId, process.id));
  return formPanel({ schema, values: new Map(), overlay: new Map(), readOnly: false });
}

async function start(process) {
  const wrong = panel && panel.check();
  if (wrong) throw new server.Problem(wrong);
  const tenant = process.tenantId && process.tenantId !== "<default>" ? `?tenantId=${encodeURIComponent(process.tenantId)}` : "";
  await server.api("PATCH", `/v1/internal/processes/${encodeURIComponent(process.bpmnProcessId)}/start${tenant}`,
    { variables: panel ? server.named(panel.collect()) : [] });
  closeStart();
  say(`“${process.name || process.bpmnProcessId}” is started.`);
  await refresh();
}
