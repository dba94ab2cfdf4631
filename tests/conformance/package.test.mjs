// The tarball as npm's users get it: its shape, its declarations, its README.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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
  const [parts, others] = [/^dist\/parts\/[a-z0-9-]+\.wasm$/, /^/].map((shape) => files.filter((file) => shape.test(file)));
  assert.ok(parts.length > 5);
  assert.deepEqual(others.filter((file) => !parts.includes(file)).sort(), [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "custom-elements.json",
    "dist/builder.d.ts", "dist/builder.js", "dist/builder.wasm", "dist/bulk.js", "dist/bulk.wasm", "dist/common.js", "dist/engine.wasm",
    "dist/index.d.ts", "dist/index.js", "dist/keep.js", "dist/schema.json", "dist/styles.js", "package.json",
  ]);
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  assert.deepEqual([manifest.type, manifest.sideEffects, manifest.engines], ["module", ["./dist/builder.js"], { node: ">=20" }]);
  for (const entry of [".", "./builder"]) assert.deepEqual(Object.keys(manifest.exports[entry]), ["types", "default"]);
  for (const key of ["dependencies", "scripts", "main"]) assert.equal(manifest[key], undefined);
  for (const file of ["engine.wasm", "bulk.wasm", "builder.wasm"]) {
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
  const entries = ["--exclude-entrypoints", "./engine.wasm", "./bulk.wasm", "./builder.wasm", "./parts/*", "./schema.json", "./custom-elements.json"];
  await run(join(tools, "attw"), [tarball, "--profile", "esm-only", ...entries]).catch(shown);
});

test("an example in strict TypeScript fits the declarations", async () => {
  await cp(new URL("./types/", import.meta.url), home, { recursive: true });
  await run(join(tools, "tsc"), ["--project", home], { cwd: home }).catch(shown);
});

test("the public interface is the one that is written down", async () => {
  const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"));
  const declared = async (file) => {
    const text = await readFile(join(installed, "dist", file), "utf8");
    const bare = text.replace(/\/\*\*?[^]*?\*\/|^\/\/.*$/gm, "").replace(/^\s*\n/gm, "").trim();
    return `\`\`\`ts\n${bare}\n\`\`\``;
  };
  const { modules: [element] } = JSON.parse(await readFile(join(installed, "custom-elements.json"), "utf8"));
  const [builder] = element.declarations;
  const list = (name) => `${name}: ${builder[name].map((each) => each.name).join(" ")}`;
  const report = [
    "# Public interface",
    "What semantic versioning covers. `UPDATE_EXPECT=1 cargo xtask test conformance` writes it anew.",
    `Entries: ${Object.keys(manifest.exports).join(" ")}`,
    ...["attributes", "events", "slots", "cssParts", "cssProperties"].map(list),
    "## index.d.ts", await declared("index.d.ts"), "## builder.d.ts", await declared("builder.d.ts"),
  ];
  const text = `${report.join("\n\n")}\n`;
  const committed = new URL("../../www/npm/api-report.md", import.meta.url);
  if (process.env.UPDATE_EXPECT) await writeFile(committed, text);
  assert.equal(text, await readFile(committed, "utf8"));
});

test("the manifest of the element is that of its script and its styles", async () => {
  const { modules: [element] } = JSON.parse(await readFile(join(installed, "custom-elements.json"), "utf8"));
  const [builder] = element.declarations;
  const names = (list) => list.map(({ name }) => name).sort();
  const exported = await import(join(installed, "dist/builder.js"));
  assert.deepEqual(names(element.exports.filter(({ kind }) => kind === "js")), Object.keys(exported).filter((name) => name !== "SegflowError").sort());
  const { SegflowBuilder } = exported;
  assert.deepEqual(names(builder.attributes), SegflowBuilder.observedAttributes.toSorted());
  // What every element of a page has, and none has here.
  const inherited = new Set(["lang"]);
  for (const { fieldName, name } of [...builder.attributes, ...builder.members]) {
    const field = fieldName ?? name;
    assert.ok(field in SegflowBuilder.prototype || inherited.has(field), field);
  }
  const styles = await readFile(join(installed, "dist/styles.js"), "utf8");
  assert.deepEqual(names(builder.cssProperties), [...new Set(styles.match(/--segflow-[a-z-]+/g))].sort());
  const { SegflowError } = await import(join(installed, "dist/index.js"));
  assert.equal(exported.SegflowError, SegflowError, "there is one class of errors");
});

test("the README's workflow and calls work", async () => {
  const text = await readFile(join(installed, "README.md"), "utf8");
  const [document] = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => json);
  const { load, compile } = await import(join(installed, "dist/index.js"));
  await load();
  const flow = compile(document);
  assert.deepEqual(flow.findings, []);
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
