// The tarball as npm's users get it: its shape, its declarations, its README.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const run = promisify(execFile);
const tools = fileURLToPath(new URL("../node_modules/.bin/", import.meta.url));
const tarball = process.env.SEGFLOW_TARBALL;
if (!tarball) throw new Error("SEGFLOW_TARBALL is not set: start this with `cargo xtask test conformance`");

let home;
let installed;

before(async () => {
  home = await mkdtemp(join(tmpdir(), "segflow-package-"));
  installed = join(home, "node_modules/segflow");
  await mkdir(installed, { recursive: true });
  await run("tar", ["--extract", "--gzip", "--file", tarball, "--strip-components=1", "--directory", installed]);
});

after(() => rm(home, { recursive: true }));

const shown = (error) => assert.fail(`${error.stdout}\n${error.stderr}`);

test("it holds what it exports, and nothing more", async () => {
  const files = (await readdir(installed, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
  assert.deepEqual(files.sort(), [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md",
    "dist/bulk.js", "dist/bulk.wasm", "dist/engine.wasm", "dist/index.d.ts", "dist/index.js", "package.json",
  ]);
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  assert.deepEqual([manifest.type, manifest.sideEffects, manifest.engines], ["module", false, { node: ">=20" }]);
  assert.deepEqual(Object.keys(manifest.exports["."]), ["types", "default"]);
  for (const key of ["dependencies", "scripts", "main"]) assert.equal(manifest[key], undefined);
  for (const file of ["engine.wasm", "bulk.wasm"]) {
    const wasm = await readFile(join(installed, "dist", file), "latin1");
    for (const place of [process.cwd(), home, tarball]) assert.ok(!wasm.includes(place), `${place} in ${file}`);
  }
});

test("publint finds nothing", async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test("the types are right for everybody", async () => {
  // A file of Wasm is for its address, and has no types.
  const entries = ["--exclude-entrypoints", "./engine.wasm", "./bulk.wasm"];
  await run(join(tools, "attw"), [tarball, "--profile", "esm-only", ...entries]).catch(shown);
});

test("an example in strict TypeScript fits the declarations", async () => {
  await cp(new URL("./types/", import.meta.url), home, { recursive: true });
  await run(join(tools, "tsc"), ["--project", home], { cwd: home }).catch(shown);
});

test("the README's workflow and calls work", async () => {
  const text = await readFile(join(installed, "README.md"), "utf8");
  const [document] = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json);
  const { load, compile } = await import(join(installed, "dist/index.js"));
  await load();
  const flow = compile(document);
  assert.deepEqual(flow.findings.filter(({ severity }) => severity === "error"), []);
  const record = { signup: { email: "Ana@example.com", plan: "pro" } };
  const sent = [];
  const result = await flow.run(record, {
    account: { writeKey: "0123456789abcdefghijklmnopqrstuv", region: "us" },
    fetch: async (url, { body }) => {
      sent.push([url, JSON.parse(body).userId]);
      return new Response("{}");
    },
  });
  assert.equal(result.status, "completed");
  assert.deepEqual(sent, [
    ["https://api.segment.io/v1/identify", "ana@example.com"],
    ["https://api.segment.io/v1/track", "ana@example.com"],
  ]);
});
