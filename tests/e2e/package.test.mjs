// The npm package in a page and in a worker of a page, under the policy that
// its README names.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBrowser } from "./harness/browser.mjs";
import { place } from "./harness/place.mjs";

const KEY = "0123456789abcdefghijklmnopqrstuv";
const WORKFLOW = {
  segflow: 1,
  id: "wf_page",
  name: "Page",
  tasks: [
    { id: "f", kind: "form", fields: [{ id: "email" }] },
    { id: "i", kind: "segment.identify", userId: "{{ f.email }}", traits: { email: "{{ f.email }}" } },
    { id: "t", kind: "segment.track", userId: "{{ f.email }}", event: "Form Completed" },
  ],
};
const POLICY = "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' SEGMENT; require-trusted-types-for 'script'; trusted-types 'none'";

const FILES = {
  "/": ["text/html", '<!doctype html><title>host</title><link rel="icon" href="data:,"><script type="module" src="/host.js"></script>'],
  "/host.js": ["text/javascript", 'import * as segflow from "/segflow/index.js"; globalThis.segflow = segflow;'],
  // Without a policy: under Trusted Types the host would need one of its own to start a worker.
  "/plain": ["text/html", '<!doctype html><title>host</title><link rel="icon" href="data:,">'],
  "/worker.js": ["text/javascript", `
    import { load, compile } from "/segflow/index.js";
    onmessage = async ({ data: { workflow, record, account } }) => {
      await load();
      const flow = compile(workflow);
      const result = await flow.run(record, { account });
      postMessage([result, await flow.runMany(JSON.stringify(record), { format: "jsonl", account })]);
    };`],
};

/** Takes what a page sends without asking first: any other request is refused. */
function segment() {
  const got = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      got.push({ method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(200, { "access-control-allow-origin": "*" }).end('{"success":true}');
    });
  });
  return { got, server };
}

let host;
let taker;
let browser;
const address = (server) => `http://127.0.0.1:${server.address().port}`;
const listen = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

before(async () => {
  taker = segment();
  await listen(taker.server);
  host = createServer(async ({ url }, response) => {
    const file = url.startsWith("/segflow/") ? join(place("SEGFLOW_PACKAGE"), "dist", url.slice(9)) : undefined;
    const type = url.endsWith(".wasm") ? "application/wasm" : "text/javascript";
    const [kind, content] = file ? [type, await readFile(file)] : (FILES[url] ?? ["text/plain", ""]);
    const policy = url === "/" ? POLICY.replace("SEGMENT", address(taker.server)) : "";
    response.writeHead(200, { "content-type": kind, ...(policy && { "content-security-policy": policy }) }).end(content);
  });
  await listen(host);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  for (const server of [host, taker.server]) server.close().closeAllConnections();
});

const account = () => ({ writeKey: KEY, region: "custom", endpoint: address(taker.server) });

/** What came of a run, and of a file with the same record in its one row. */
function assertSent([result, file]) {
  assert.deepEqual([file.rows, file.accepted, file.messages, file.requests], [1, 1, 2, 1]);
  const batch = JSON.parse(taker.got.pop().body);
  assert.deepEqual([batch.writeKey, ...batch.batch.map(({ type, userId }) => `${type} ${userId}`)], [KEY, "identify ana@example.com", "track ana@example.com"]);
  assert.deepEqual(result.tasks.map(({ status }) => status), ["done", "accepted", "accepted"]);
  assert.deepEqual(taker.got.map(({ method }) => method), ["POST", "POST"], "no permission is asked first");
  for (const { headers, body } of taker.got) {
    assert.equal(headers["content-type"], "text/plain");
    for (const name of ["cookie", "referer", "authorization"]) assert.equal(headers[name], undefined);
    assert.equal(JSON.parse(body).writeKey, KEY);
    assert.ok(!body.includes("127.0.0.1") && !body.includes("Chrome"), "nothing of the browser is in it");
  }
  taker.got.length = 0;
}

test("the engine runs in a page under a strict policy", async () => {
  await browser.page.goto(address(host));
  await browser.page.waitForFunction(() => globalThis.segflow);
  const result = await browser.page.evaluate(async ([workflow, account]) => {
    document.cookie = "a=b";
    await globalThis.segflow.load();
    const flow = globalThis.segflow.compile(workflow);
    const record = { f: { email: "ana@example.com" } };
    const result = await flow.run(record, { account });
    return [result, await flow.runMany(new Blob([JSON.stringify(record)]), { format: "jsonl", account })];
  }, [WORKFLOW, account()]);
  assertSent(result);
  await browser.complaints.assertNone();
});

test("the engine runs in a worker of a page", async () => {
  await browser.page.goto(`${address(host)}/plain`);
  const result = await browser.page.evaluate(([workflow, account]) => new Promise((resolve, reject) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ workflow, record: { f: { email: "ana@example.com" } }, account });
  }), [WORKFLOW, account()]);
  assertSent(result);
  await browser.complaints.assertNone();
});

test("the bytes are those of the command line", async () => {
  const file = (name) => readFile(new URL(`../same-bytes/${name}`, import.meta.url), "utf8");
  await browser.page.goto(address(host));
  await browser.page.waitForFunction(() => globalThis.segflow);
  const account = { id: "main", writeKey: KEY, region: "custom", endpoint: address(taker.server) };
  const status = await browser.page.evaluate(async ([workflow, record, account]) => {
    await globalThis.segflow.load();
    const run = await globalThis.segflow.compile(workflow).run(record, { accounts: [account], runId: "run_same" });
    return run.status;
  }, [await file("workflow.json"), await file("record.json"), account]);
  assert.equal(status, "completed");
  const bodies = taker.got.splice(0).map(({ body }) => {
    const { timestamp, sentAt } = JSON.parse(body);
    return `${body.replaceAll(timestamp, "").replaceAll(sentAt, "").replace(KEY, "")}\n`;
  });
  assert.equal(bodies.join(""), await file("bodies.jsonl"));
});
