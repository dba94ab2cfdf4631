// Somebody's page that holds builders from the npm package, under the policy
// that the package's README names.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { startBrowser } from "./browser.mjs";
import { place } from "./place.mjs";
import { startReceiver } from "./receiver.mjs";

export const WORKFLOW = {
  segflow: 1,
  id: "wf_host",
  name: "Sign-up",
  tasks: [
    { id: "signup", kind: "form", label: "Sign-up form", fields: [{ id: "email", label: "Email address", type: "email", required: true }] },
    { id: "identify", kind: "segment.identify", label: "Identify a user", account: "main", userId: "{{ signup.email | downcase }}", traits: { email: "{{ signup.email }}", plan: "{{ host.plan }}" } },
    { id: "track", kind: "segment.track", label: "Track an event", account: "main", userId: "{{ signup.email | downcase }}", event: "Form Completed" },
  ],
};

const TYPES = { js: "text/javascript", wasm: "application/wasm", css: "text/css" };
const POLICY =
  "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' RECEIVER; require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Serves a page with that body and the package, and opens it. The page hears
 * all that its builders tell and keeps it in `told`.
 *
 *     test("…", (t) => withHost(t, '<segflow-builder id="a"></segflow-builder>', async ({ page, account }) => { … }));
 */
export async function withHost(test, body, use, options = {}) {
  const receiver = await startReceiver();
  const discovered = await (await fetch(`${receiver.url}/segflow.json`)).json();
  const account = { ...discovered.account, id: "main", label: "Main" };
  const script = `
    globalThis.told = [];
    const types = ["ready", "change", "run-start", "run-progress", "run-end", "before-send", "error"];
    for (const type of types) {
      addEventListener("segflow-" + type, ({ target, detail }) => told.push({ type, id: target.id, detail: JSON.parse(JSON.stringify(detail)), message: detail.error?.message }));
    }
    // Set before the element is known, as a framework may do.
    for (const builder of document.querySelectorAll("segflow-builder")) {
      builder.workflow = ${JSON.stringify(options.workflow ?? WORKFLOW)};
      builder.accounts = [${JSON.stringify(account)}];
      builder.host = { plan: "pro" };
    }
    globalThis.memories = [];
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const made = await instantiate(...given);
      if (made.exports?.memory) memories.push(made.exports.memory);
      return made;
    };
    await import("/segflow/builder.js");`;
  const html = `<!doctype html><html lang="en"><title>A page of somebody's</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/host.css"><script type="module" src="/host.js"></script><main><h1>A page of somebody's</h1>${body}</main></html>`;
  const own = {
    "/": ["text/html", html],
    "/host.js": ["text/javascript", script],
    "/host.css": ["text/css", "body { margin: 1rem; } main { display: grid; gap: 1rem; }"],
  };
  const server = createServer(async ({ url }, response) => {
    const path = new URL(url, "http://localhost").pathname;
    const policy = POLICY.replace("RECEIVER", receiver.url);
    if (own[path]) {
      response.writeHead(200, { "content-type": own[path][0], "content-security-policy": policy }).end(own[path][1]);
      return;
    }
    try {
      const content = await readFile(join(place("SEGFLOW_PACKAGE"), "dist", path.replace(/^\/(segflow|elsewhere)\//, "")));
      response.writeHead(200, { "content-type": TYPES[path.split(".").pop()] ?? "text/plain" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  let browser;
  test.after(async () => {
    try {
      await browser?.close();
    } finally {
      server.close().closeAllConnections();
      await receiver.close();
    }
  });
  browser = await startBrowser(options.browser);
  const { page } = browser;
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const ready = (count) => page.waitForFunction((count) => globalThis.told?.filter(({ type }) => type === "ready").length >= count, count);
  const host = {
    browser,
    page,
    receiver,
    account,
    ready,
    /** A builder by its id. */
    builder: (id) => page.locator(`segflow-builder#${id}`),
    /** What a builder told, by the types of its events. */
    told: (id) => page.evaluate((id) => globalThis.told.filter((each) => each.id === id), id),
    /** Does something with a builder in the page. */
    with: (id, act, given) => page.evaluate(`(${act})(document.getElementById(${JSON.stringify(id)}), ${JSON.stringify(given)})`),
  };
  if (!options.mayFail) await ready(await page.locator("segflow-builder").count());
  await use(host);
  await browser.complaints.assertNone();
}
