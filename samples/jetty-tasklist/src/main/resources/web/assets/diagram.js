/** Shows the diagram of a process with bpmn-js, with the task marked. Loads it when it is opened first. */

import { element, script, styles } from "./dom.js";
import { Problem, text } from "./api.js";
import { attempt } from "./messages.js";

const STEP = 1.25;

export function diagramPanel(task) {
  const place = element("div", { class: "diagram-place" });
  let shown = false;
  return element("details", { class: "panel", id: "diagram", ontoggle: event => {
    if (!event.target.open || shown) return;
    shown = true;
    attempt(async () => {
      try {
        await show(task, place);
      } catch (failure) {
        shown = false;
        throw failure;
      }
    });
  } }, element("summary", {}, element("h2", {}, "Process diagram")), place);
}

async function show(task, place) {
  place.replaceChildren(element("p", { class: "muted" }, "Loading the diagram …"));
  const xml = await text("GET", `/v1/process-definitions/${encodeURIComponent(task.processDefinitionKey)}/xml`);
  styles("lib/bpmn-js/diagram-js.css", "lib/bpmn-js/bpmn-js.css");
  await script("lib/bpmn-js/navigated-viewer.js");
  const canvasHolder = element("div", { class: "canvas", role: "group",
    "aria-label": `Diagram of the process “${task.processName}”. The step “${task.name}” is marked.` });
  const caption = element("p", { class: "muted" }, `The marked step is “${task.name}”.`);
  const button = (label, sign, change) =>
    element("button", { type: "button", "aria-label": label, title: label, onclick: change }, sign);
  const viewer = new globalThis.BpmnJS({
    container: canvasHolder,
    // The wheel scrolls the page.
    zoomScroll: { enabled: false },
    // Variables rather than their values, so that an open diagram follows the colour scheme.
    bpmnRenderer: {
      defaultFillColor: "var(--paper)",
      defaultStrokeColor: "var(--ink)",
      defaultLabelColor: "var(--ink)",
    },
  });
  const canvas = viewer.get("canvas");
  place.replaceChildren(caption, canvasHolder, element("div", { class: "zoom" },
    button("Zoom in", "+", () => canvas.zoom(canvas.zoom() * STEP)),
    button("Zoom out", "−", () => canvas.zoom(canvas.zoom() / STEP)),
    button("Fit the whole diagram", "Fit", () => fit(canvas))));
  try {
    await viewer.importXML(xml);
  } catch {
    place.replaceChildren();
    viewer.destroy();
    throw new Problem("The model of this process has no diagram that can be shown.");
  }
  fit(canvas);
  mark(viewer, canvas, task, caption);
}

function fit(canvas) {
  canvas.zoom("fit-viewport", "auto");
}

function mark(viewer, canvas, task, caption) {
  if (viewer.get("elementRegistry").get(task.taskDefinitionId)) {
    canvas.addMarker(task.taskDefinitionId, "this-task");
  } else {
    caption.textContent = `The diagram does not show the step “${task.name}”.`;
  }
}
