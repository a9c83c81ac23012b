/** Requests to the server. Failures become problems with a text for people. */

export class Problem extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

export async function send(path, options) {
  try {
    return await fetch(path, { credentials: "same-origin", redirect: "error", ...options });
  } catch {
    throw new Problem("The server cannot be reached. Check the connection and try again.");
  }
}

async function exchange(method, path, body) {
  const headers = { Accept: "application/json, application/problem+json, text/xml" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await send(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (response.ok) return response;
  throw new Problem(explain(response, await response.json().catch(() => null)), response.status);
}

/** Sends JSON and returns the parsed response, or null if it has no body. */
export async function api(method, path, body) {
  return (await exchange(method, path, body)).json().catch(() => null);
}

/** Sends JSON and returns the response as it is. */
export async function text(method, path, body) {
  return (await exchange(method, path, body)).text();
}

export function explain(response, answer) {
  const told = answer && answer.message;
  switch (response.status) {
    case 401: return "Your session has ended. Log in again.";
    case 403: return told || "You do not have permission to do this.";
    case 404: return told || "This does not exist any more. It may have been removed in the meantime.";
    case 413: return "This is too large to be stored. Shorten it and try again.";
    case 429: return `Too many attempts. Wait ${response.headers.get("Retry-After") || "some"} seconds.`;
    case 501: return told || "This server does not offer that.";
    case 503: return "The service is busy or not available. Try again in a moment.";
    default: return told || `The request failed with status ${response.status}. Try again.`;
  }
}

export const task = id => api("GET", `/v1/tasks/${encodeURIComponent(id)}`);

/** Returns a variable in full. */
export const variable = id => api("GET", `/v1/variables/${encodeURIComponent(id)}`);

export const variables = id => api("POST", `/v1/tasks/${encodeURIComponent(id)}/variables/search`, {});

/** Changes to the list of name and value that the API takes. */
export const named = changes => [...changes].map(([name, value]) => ({ name, value }));

const EMBEDDED = "camunda-forms:bpmn:";

/** Returns the id of the form of a task, or null if it has none that this server stores. */
export const formId = ({ formId, formKey }) =>
  formId || (formKey && formKey.startsWith(EMBEDDED) ? formKey.slice(EMBEDDED.length) : null);

/** Returns a form, in the version to which the task is bound. */
export function form(id, processDefinitionKey, version) {
  const bound = version === null || version === undefined ? "" : `&version=${version}`;
  return api("GET",
    `/v1/forms/${encodeURIComponent(id)}?processDefinitionKey=${encodeURIComponent(processDefinitionKey)}${bound}`);
}
