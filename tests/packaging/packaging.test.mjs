// The tarball as people use it: a folder for each way to build a page. Each
// page holds two builders; one is edited, one run, and their events are read.

import assert from "node:assert/strict";
import { cp, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBrowser } from "../e2e/harness/browser.mjs";
import { place } from "../e2e/harness/place.mjs";
import { startReceiver } from "../e2e/harness/receiver.mjs";
import { execute, install, serve } from "./harness.mjs";

const WORKFLOW = {
  segflow: 1,
  id: "wf_packed",
  name: "Packed",
  tasks: [
    { id: "signup", kind: "form", label: "Sign-up form", fields: [{ id: "email", label: "Email address", type: "email", required: true }] },
    { id: "identify", kind: "segment.identify", label: "Identify a user", account: "main", userId: "{{ signup.email }}" },
    { id: "track", kind: "segment.track", label: "Track an event", account: "main", userId: "{{ signup.email }}", event: "Form Completed" },
  ],
};

let packed;
let receiver;
let browser;
let given;

before(async () => {
  packed = await install(place("SEGFLOW_TARBALL"));
  receiver = await startReceiver();
  const { account } = await (await fetch(`${receiver.url}/segflow.json`)).json();
  given = { workflow: WORKFLOW, accounts: [{ ...account, id: "main" }] };
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await receiver?.close();
  await packed?.remove();
});

const shown = (error) => assert.fail(`${error.stdout ?? ""}\n${error.stderr ?? ""}\n${error}`);
const folder = (name) => join(packed.home, name);

/** Uses the page at an address: edits one builder, runs the other, and reads what the page heard. */
async function use(url) {
  const { page } = browser;
  await page.goto(url);
  const before = (await receiver.events()).length;
  const a = page.locator("segflow-builder#a");
  await a.getByRole("textbox", { name: "Workflow name" }).fill("Edited");
  await a.getByRole("button", { name: /^Track an event/ }).click();
  await a.getByRole("combobox", { name: "Event", exact: true }).fill("Signed Up");
  const names = await page.evaluate(() => ["a", "b"].map((id) => document.getElementById(id).getWorkflow().name));
  assert.deepEqual(names, ["Edited", "Packed"]);
  const result = await page.evaluate(() => document.getElementById("b").run({ record: { signup: { email: "ana@example.com" } } }));
  assert.deepEqual(result.tasks.map(({ status }) => status), ["done", "accepted", "accepted"]);
  assert.deepEqual((await receiver.events()).slice(before).map(({ type }) => type), ["identify", "track"]);
  const heard = await page.evaluate(() => [...new Set(globalThis.heard.map(({ type, id }) => `${type} of ${id}`))]);
  assert.deepEqual(heard, ["segflow-change of a", "segflow-run-end of b"]);
  await browser.complaints.assertNone();
}

/** Serves a folder and uses it. */
async function used(name, options) {
  const server = await serve(folder(name), given, options);
  try {
    await use(`${server.url}/`);
  } finally {
    server.close();
  }
}

/** Builds a folder with Vite. */
async function built(name, plugins = []) {
  const { build } = await import("vite");
  await build({ root: folder(name), configFile: false, logLevel: "warn", base: "./", plugins, build: { target: "es2022", modulePreload: { polyfill: false } } });
}

/** The page of a bundler that writes scripts only. */
const page = (name, script) => writeFile(join(folder(name), "dist/index.html"), `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><link rel="icon" href="data:,"><body><script type="module" src="${script}"></script></body></html>`);

/** What a bundler leaves behind is copied, as the README says. */
async function copyWasm(name) {
  const dist = join(packed.installed, "dist");
  for (const file of ["builder.wasm", "parts"]) await cp(join(dist, file), join(folder(name), "dist", file), { recursive: true });
}

// Before anything is built, which puts scripts beside them.
test("the examples are right in strict TypeScript", async () => {
  await execute(packed.tool("tsc"), ["--project", packed.home], { cwd: packed.home }).catch(shown);
});

test("Vite builds it", async () => {
  await built("vite");
  await used("vite/dist");
});

test("Vite serves it while it is developed", async () => {
  const { createServer } = await import("vite");
  const answer = { name: "given", configureServer: (server) => void server.middlewares.use("/given.json", (_, response) => response.end(JSON.stringify(given))) };
  const server = await createServer({ root: folder("vite"), configFile: false, logLevel: "warn", plugins: [answer], server: { host: "127.0.0.1", port: 0, fs: { strict: false } }, cacheDir: folder("vite/.cache") });
  try {
    await server.listen();
    await use(server.resolvedUrls.local[0] ?? server.resolvedUrls.network[0]);
  } finally {
    await server.close();
  }
});

test("webpack builds it", async () => {
  const { default: webpack } = await import("webpack");
  const compiler = webpack({ mode: "production", context: folder("webpack"), entry: "./main.js", output: { path: folder("webpack/dist"), filename: "main.js" }, performance: false });
  const stats = await new Promise((resolve, reject) => compiler.run((error, stats) => (error ? reject(error) : resolve(stats))));
  await new Promise((resolve) => compiler.close(resolve));
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([...errors, ...warnings], []);
  await page("webpack", "main.js");
  await used("webpack/dist");
});

test("esbuild bundles it", async () => {
  const { build } = await import("esbuild");
  await build({ absWorkingDir: folder("esbuild"), entryPoints: ["main.js"], bundle: true, format: "esm", outdir: "dist", logLevel: "warning" });
  await copyWasm("esbuild");
  await page("esbuild", "main.js");
  await used("esbuild/dist");
});

test("Rollup bundles it", async () => {
  const { rollup } = await import("rollup");
  const { default: resolve } = await import("@rollup/plugin-node-resolve");
  const bundle = await rollup({ input: join(folder("rollup"), "main.js"), plugins: [resolve()] });
  await bundle.write({ dir: folder("rollup/dist"), format: "es" });
  await bundle.close();
  await copyWasm("rollup");
  await page("rollup", "main.js");
  await used("rollup/dist");
});

test("a page without a bundler has it by an import map", async () => {
  await cp(join(packed.installed, "dist"), folder("plain/segflow"), { recursive: true });
  const server = await serve(folder("plain"), given);
  try {
    await use(`${server.url}/page/`);
  } finally {
    server.close();
  }
});

test("React", async () => {
  await built("react");
  await used("react/dist");
});

test("Vue", async () => {
  const { default: vue } = await import("@vitejs/plugin-vue");
  const isCustomElement = (tag) => tag.startsWith("segflow-");
  await built("vue", [vue({ template: { compilerOptions: { isCustomElement } } })]);
  await used("vue/dist", { frameworks: "vue" });
});

test("Svelte", async () => {
  const { svelte } = await import("@sveltejs/vite-plugin-svelte");
  await built("svelte", [svelte({ configFile: false })]);
  await used("svelte/dist", { frameworks: "svelte-trusted-html" });
});

test("a server imports it and renders its tag", async () => {
  const { stdout } = await execute("node", ["main.js"], { cwd: folder("server") }).catch(shown);
  assert.deepEqual(JSON.parse(stdout), { page: '<segflow-builder id="a" theme="dark"></segflow-builder>', element: "function" });
});

test("Node runs a workflow", async () => {
  const { stdout } = await execute("node", ["main.js", JSON.stringify(given)], { cwd: folder("node") }).catch(shown);
  assert.deepEqual(JSON.parse(stdout), { status: "completed", accepted: 1 });
});

test("a worker runs a workflow", async () => {
  await built("worker");
  const server = await serve(folder("worker/dist"), given, { isFree: true });
  try {
    await browser.page.goto(`${server.url}/`);
    const result = await browser.page.waitForFunction(() => globalThis.result);
    assert.deepEqual(await result.jsonValue(), { status: "completed", accepted: 1 });
    await browser.complaints.assertNone();
  } finally {
    server.close();
  }
});

test("every file of Wasm is named for bundlers", async () => {
  const script = await readFile(join(packed.installed, "dist/builder.js"), "utf8");
  const parts = await readdir(join(packed.installed, "dist/parts"));
  assert.ok(parts.length > 5);
  for (const file of ["builder.wasm", ...parts.map((part) => `parts/${part}`)]) {
    assert.match(script, new RegExp(`new URL\\(["'\`]\\./${file}["'\`],\\s*import\\.meta\\.url\\)`));
  }
});
