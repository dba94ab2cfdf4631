// The engine as a program meets it: what it takes, gives, refuses and keeps
// to itself.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { compile, KEY, packageFolder, segflow, SegflowError, workflow } from "./harness/engine.mjs";
import { recorder } from "./harness/recorder.mjs";

const track = (more = {}) => ({ id: "t", kind: "segment.track", account: "main", userId: "u", event: "E", ...more });
const accounts = [{ id: "main", writeKey: KEY }];
/** A workflow without a form. */
const only = (...tasks) => ({ ...workflow([], []), tasks });
const ok = async () => new Response('{"success":true}');
const facade = pathToFileURL(join(packageFolder, "dist/index.js")).href;

/** Lets the waits between attempts pass at once, but none for an answer. */
function hurry(t) {
  const { setTimeout } = globalThis;
  const PATIENCE_MILLIS = 30_000;
  t.mock.method(globalThis, "setTimeout", (done, millis) => setTimeout(done, millis === PATIENCE_MILLIS ? millis : 0));
}

/** What a tag gives for a record. */
function rendered(record, tag = "f.v") {
  const flow = compile(workflow(["v"], [track({ properties: { v: `{{ ${tag} }}` } })]));
  const { body } = flow.preview(record, { accounts }).tasks[1].request;
  return /"properties":(.*),"context"/s.exec(body)[1];
}

test("records are read as JSON.stringify would write them, and text keeps every digit", () => {
  for (const [record, expected] of [
    ['{"f":{"v":9007199254740993}}', '{"v":9007199254740993}'],
    ['{"f":{"v":[0.10,1e21,-0,1E400]}}', '{"v":[0.10,1e21,-0,1E400]}'],
    ['{"f":{"v":"\\ud800!"}}', '{"v":"\ufffd!"}'],
    [{ f: { v: 12345678901234567890n } }, '{"v":12345678901234567890}'],
    [{ f: { v: -0 } }, '{"v":0}'],
    [{ f: { v: new Date(0) } }, '{"v":"1970-01-01T00:00:00.000Z"}'],
    [{ f: { v: "\ud800!" } }, '{"v":"\ufffd!"}'],
    [{ f: { v: undefined } }, "{}"],
    [{ f: { v: () => 1 } }, "{}"],
    [{ f: { v: [undefined, Symbol("x"), , 1] } }, '{"v":[null,null,null,1]}'],
    [{ f: { v: { a: undefined, b: new Map([[1, 2]]), c: new String("x"), d: new Number(1), e: Object(2n) } } }, '{"v":{"b":{},"c":"x","d":1,"e":2}}'],
    [{ f: { v: { toJSON: (key) => `key ${key}` } } }, '{"v":"key v"}'],
    [{ f: { v: JSON.parse('{"__proto__":{"constructor":1}}') } }, '{"v":{"__proto__":{"constructor":1}}}'],
    [Object.assign(Object.create({ f: { v: "inherited" } }), {}), "{}"],
    [undefined, "{}"],
  ]) {
    assert.equal(rendered(record), expected);
  }
  for (const value of [NaN, Infinity, -Infinity]) {
    assert.throws(() => rendered({ f: { v: [value] } }), { name: "TypeError", message: /the record's f\.v\.0 is/ });
  }
  const circle = { f: {} };
  circle.f.v = circle;
  assert.throws(() => rendered(circle), { name: "TypeError", message: /holds itself/ });
  const twice = { a: 1 };
  assert.equal(rendered({ f: { v: [twice, twice] } }), '{"v":[{"a":1},{"a":1}]}');
});

test("what cannot be done is told by code, and where", async () => {
  const flow = compile(workflow(["v"], [track()]));
  const document = (change) => JSON.stringify({ ...workflow([], []), ...change });
  for (const [code, act] of [
    ["document_not_json", () => compile("{")],
    ["not_a_workflow", () => compile({})],
    ["not_a_workflow", () => compile([])],
    ["document_too_new", () => compile(document({ segflow: 2 }))],
    ["document_too_large", () => compile(document({ name: "x".repeat(2_097_152) }))],
    ["bad_document", () => compile(document({ tasks: [{ id: "run", kind: "form" }] }))],
    ["bad_option", () => compile(document({}), { plann: {} })],
    ["bad_record", () => flow.preview("{")],
    ["bad_record", () => flow.preview([])],
    ["bad_option", () => flow.preview({}, { acounts: [] })],
    ["bad_option", () => flow.preview({}, { now: "yesterday" })],
    ["bad_option", () => flow.preview({}, { accounts: {} })],
    ["bad_option", () => flow.preview({}, { host: "{" })],
    ["bad_account", () => flow.preview({}, { accounts: ["x"] })],
    ["bad_account", () => flow.preview({}, { accounts: [{ writeKey: "x" }] })],
    ["bad_account", () => flow.preview({}, { account: { writeKey: "x", region: "mars" } })],
    ["bad_account", () => flow.preview({}, { account: { writeKey: "x", region: "custom" } })],
    ["bad_account", () => flow.preview({}, { account: { writeKey: "x", region: "custom", endpoint: "http://example.com" } })],
    ["bad_account", () => flow.preview({}, { account: { writeKey: "x", endpoint: "https://example.com" } })],
    ["bad_account", () => flow.preview({}, { account: { writeKey: "x", transport: "pigeon" } })],
    ["bad_account", () => flow.preview({}, { account: { writeKey: 7 } })],
  ]) {
    assert.throws(act, (error) => {
      assert.ok(error instanceof SegflowError && error instanceof Error, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, /\w/);
      assert.ok(Array.isArray(error.findings));
      return true;
    });
  }
  await assert.rejects(flow.run({}, { dryrun: true }), { code: "bad_option" });
  await assert.rejects(flow.run("["), { code: "bad_record" });
  assert.throws(() => compile(document({ tasks: [{ id: "run", kind: "form" }] })), ({ findings: [finding] }) => {
    assert.deepEqual(Object.keys(finding), ["taskId", "at", "code", "severity", "message"]);
    assert.equal(finding.at, "/tasks/0/id");
    return true;
  });
});

test("findings of half-done work are no errors", () => {
  const flow = compile(workflow(["v"], [track({ userId: "{{ f.w }}", event: "" })]));
  assert.deepEqual(
    flow.findings.map(({ taskId, at, code, severity }) => [taskId, at, code, severity]).sort(),
    [["t", "/event", "event_not_defined", "error"], ["t", "/userId", "unknown_field", "error"]],
  );
  assert.throws(() => flow.findings.push(1), TypeError);
  assert.equal(flow.preview({}, { accounts }).tasks[1].status, "invalid");
});

test("no result, event or error holds a write key", async (t) => {
  hurry(t);
  const keys = [KEY, "shortkey", 'quote"key\\long-enough'];
  for (const writeKey of keys) {
    for (const transport of ["simple", "basic"]) {
      const account = { writeKey, transport };
      const seen = [];
      const flow = compile(only(track({ id: "a" }), track({ id: "b", onError: "continue" })));
      const sent = [];
      const fetch = async (url, init) => {
        sent.push(init);
        if (sent.length === 1) return ok();
        throw new Error(`cannot send ${init.body} ${JSON.stringify(init.headers)}`);
      };
      seen.push(flow.preview({}, { account }));
      seen.push(await flow.run({}, { account, fetch, onEvent: (event) => void seen.push(event) }));
      const wrong = [{ accounts: writeKey }, { account: writeKey }, { account: { writeKey, id: 1 } },
        { account: { writeKey, region: writeKey } }, { account: { writeKey, endpoint: `https://x/${writeKey}` } },
        { accounts: [{ id: `${writeKey} ` }] }, { account: { writeKey: [writeKey] } }];
      for (const options of wrong) {
        assert.throws(() => flow.preview({}, options), (error) => seen.push([error.message, error.stack, error.findings]) > 0);
      }
      const text = JSON.stringify(seen);
      for (const secret of [writeKey, JSON.stringify(writeKey).slice(1, -1), btoa(`${writeKey}:`)]) {
        assert.ok(!text.includes(secret), secret);
        assert.ok(!text.includes(JSON.stringify(secret).slice(1, -1)), secret);
      }
      assert.equal(text.includes(`••••${writeKey.slice(-4)}`), writeKey.length >= 12);
      // It is where it belongs.
      const { body, headers } = sent[0];
      if (transport === "simple") assert.equal(JSON.parse(body).writeKey, writeKey);
      else assert.equal(headers.Authorization, `Basic ${btoa(`${writeKey}:`)}`);
      assert.equal("writeKey" in JSON.parse(body), transport === "simple");
    }
  }
});

test("requests leave nothing of the sender behind and follow nothing", async () => {
  let given;
  const fetch = async (url, init) => {
    given = { url, ...init };
    return ok();
  };
  await compile(only(track())).run({}, { accounts, fetch });
  const { body, signal, ...rest } = given;
  assert.ok(signal instanceof AbortSignal);
  assert.deepEqual(rest, {
    url: "https://api.segment.io/v1/track",
    method: "POST",
    headers: { "Content-Type": "text/plain" },
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    redirect: "manual",
  });
});

test("a dry run calls no fetch, not even to look at it", async () => {
  const flow = compile(only(track()));
  const usual = Object.getOwnPropertyDescriptor(globalThis, "fetch");
  const forbidden = () => assert.fail("fetch was touched");
  Object.defineProperty(globalThis, "fetch", { configurable: true, get: forbidden });
  try {
    const result = await flow.run({}, { accounts, dryRun: true });
    assert.deepEqual([result.status, result.tasks[0].status], ["completed", "wouldSend"]);
    const options = { accounts, dryRun: true, get fetch() { return forbidden(); } };
    assert.equal((await flow.run({}, options)).status, "completed");
    flow.preview({}, { accounts });
  } finally {
    Object.defineProperty(globalThis, "fetch", usual);
  }
});

test("answers of a server decide", async (t) => {
  hurry(t);
  const flow = compile(only(track()));
  for (const [answer, status, httpStatus, error, mayHaveArrived] of [
    [ok, "accepted", 200, null, false],
    [async () => new Response(null, { status: 204 }), "accepted", 204, null, false],
    [async () => new Response('{"success":false}'), "failed", 200, null, false],
    [async () => new Response("no", { status: 400 }), "failed", 400, null, false],
    [async () => new Response(null, { status: 302 }), "failed", null, "redirected", false],
    [async () => ({ type: "opaqueredirect", status: 0 }), "failed", null, "redirected", false],
    [async () => { throw new TypeError("x"); }, "failed", null, "blocked_or_offline", true],
    [async () => new Response(new ReadableStream({ pull: (control) => control.error(new Error("broke off")) })), "accepted", 200, null, false],
    [async () => ({ status: 200, text: async () => "plain" }), "accepted", 200, null, false],
  ]) {
    const task = (await flow.run({}, { accounts, fetch: answer })).tasks[0];
    assert.deepEqual([task.status, task.attempts[0].httpStatus, task.attempts[0].error, task.mayHaveArrived], [status, httpStatus, error, mayHaveArrived]);
  }
  const endless = new ReadableStream({ pull: (control) => control.enqueue(new Uint8Array(10_000).fill(120)) });
  const task = (await flow.run({}, { accounts, fetch: async () => new Response(endless) })).tasks[0];
  assert.equal(task.response.body.length, 4000);
});

test("redirects are not followed, over a real connection", async () => {
  const elsewhere = await recorder();
  const segment = await recorder(() => ({ status: 307, headers: { location: `${elsewhere.url}/v1/track` } }));
  const account = { writeKey: KEY, region: "custom", endpoint: segment.url };
  const result = await compile(only(track())).run({}, { account });
  await Promise.all([segment.close(), elsewhere.close()]);
  assert.deepEqual([segment.requests.length, elsewhere.requests.length], [1, 0]);
  assert.equal(result.tasks[0].attempts[0].error, "redirected");
});

test("a signal stops a run, before it, while it sends and while it asks", async () => {
  const form = { id: "f", kind: "form", fields: [{ id: "v", required: true }] };
  const flow = compile(only(track({ id: "a" }), form, track({ id: "b" })));
  const run = async (options) => {
    const { status, tasks } = await flow.run({}, { accounts, ...options });
    return [status, ...tasks.map((task) => task.status), tasks[0].mayHaveArrived];
  };
  assert.deepEqual(
    await run({ signal: AbortSignal.abort(), fetch: () => assert.fail("sent") }),
    ["cancelled", "cancelled", "cancelled", "cancelled", false],
  );
  const sending = new AbortController();
  const hangs = (url, { signal }) => new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    sending.abort();
  });
  assert.deepEqual(
    await run({ signal: sending.signal, fetch: hangs }),
    ["cancelled", "cancelled", "cancelled", "cancelled", true],
  );
  const deaf = new AbortController();
  const listensToNobody = () => {
    deaf.abort();
    return new Promise(() => {});
  };
  assert.equal((await run({ signal: deaf.signal, fetch: listensToNobody }))[0], "cancelled");
  const asking = new AbortController();
  const onAsk = () => {
    asking.abort();
    return new Promise(() => {});
  };
  assert.deepEqual(
    await run({ signal: asking.signal, fetch: ok, onAsk }),
    ["cancelled", "accepted", "cancelled", "cancelled", false],
  );
});

test("a form is asked until the answers do, and known answers keep their digits", async () => {
  const form = { id: "f", kind: "form", label: "Form", fields: [{ id: "v", required: true, label: "V" }, { id: "big", type: "number" }] };
  const flow = compile(only(form, track({ properties: { v: "{{ f.v }}", big: "{{ f.big }}" } })));
  const asked = [];
  const onAsk = async (form, answers, problems) => {
    asked.push([form, answers, problems.map(({ code }) => code)]);
    return { ...answers, v: ["", "right"][asked.length - 1] };
  };
  const result = await flow.run('{"f":{"big":9007199254740993}}', { accounts, fetch: ok, onAsk });
  assert.equal(result.status, "completed");
  assert.equal(asked.length, 2);
  assert.deepEqual(asked[0][2], ["form_unanswered"]);
  assert.deepEqual(asked[0][0], {
    taskId: "f", label: "Form",
    fields: [
      { id: "v", label: "V", hint: "", type: "text", required: true, choices: [], default: null },
      { id: "big", label: "", hint: "", type: "number", required: false, choices: [], default: null },
    ],
  });
  assert.match(result.tasks[1].request.body, /"v":"right","big":9007199254740993/);
  for (const nobody of [undefined, () => undefined, () => null, (form, answers) => answers]) {
    const { status, tasks } = await flow.run({}, { accounts, fetch: ok, onAsk: nobody });
    assert.deepEqual([status, tasks[0].status, tasks[0].findings[0].code, tasks[1].status], ["failed", "failed", "form_unanswered", "cancelled"]);
  }
  await assert.rejects(flow.run({}, { accounts, onAsk: () => [1] }), { code: "bad_answers" });
  await assert.rejects(flow.run({}, { accounts, onAsk: () => { throw new RangeError("host"); } }), RangeError);
});

test("events tell of every change, in order", async () => {
  const events = [];
  const flow = compile(workflow(["v"], [track({ id: "a" }), track({ id: "b", activateWhen: { field: "f.v", op: "is", value: "x" } })]));
  const result = await flow.run({}, {
    accounts, runId: "run_9", fetch: ok,
    onEvent: async (event) => void events.push([event.type, event.task?.taskId ?? event.status, event.task?.status]),
  });
  assert.deepEqual(events, [
    ["started", undefined, undefined],
    ["task", "f", "asking"],
    ["task", "f", "failed"],
    ["task", "a", "cancelled"],
    ["task", "b", "cancelled"],
    ["ended", "failed", undefined],
  ]);
  assert.equal(result.runId, "run_9");
  events.length = 0;
  const second = await flow.run({ f: {} }, { accounts, fetch: ok, onEvent: ({ type, task }) => void events.push([type, task?.taskId, task?.status]) });
  assert.deepEqual(events.slice(1, -1), [
    ["task", "f", "done"], ["task", "a", "sending"], ["task", "a", "accepted"], ["task", "b", "skipped"],
  ]);
  const [clause] = second.tasks[2].because;
  assert.deepEqual(clause, { field: "f.v", title: "v", op: "is", right: "x", holds: false, typeDiffers: false });
});

test("many runs of one flow are under way at once, each with its own ids", async () => {
  const flow = compile(workflow(["v"], [track({ properties: { v: "{{ f.v }}" } })]));
  const waiting = [];
  const fetch = (url, { body }) => new Promise((resolve) => waiting.push([body, resolve]));
  const runs = Array.from({ length: 50 }, (_, v) => flow.run({ f: { v } }, { accounts, fetch }));
  while (waiting.length < 50) await new Promise(setImmediate);
  flow.preview({ f: { v: 1 } }, { accounts });
  for (const [, resolve] of waiting.reverse()) resolve(await ok());
  const results = await Promise.all(runs);
  results.forEach((result, v) => {
    assert.equal(result.status, "completed");
    assert.equal(JSON.parse(result.tasks[1].request.body).properties.v, v);
  });
  assert.equal(new Set(results.map(({ runId }) => runId)).size, 50);
  assert.equal(new Set(results.map(({ tasks }) => tasks[1].messageId)).size, 50);
});

test("one account serves every task, whatever it names", async () => {
  const flow = compile(workflow([], [track({ id: "a", account: "other" }), track({ id: "b", account: undefined })]));
  const account = { id: "mine", writeKey: KEY, region: "eu", transport: "basic" };
  const preview = flow.preview({ f: {} }, { account, runId: "r" });
  assert.deepEqual(preview.tasks.slice(1).map(({ status, request }) => [status, request.url]), [
    ["ready", "https://events.eu1.segmentapis.com/v1/track"],
    ["ready", "https://events.eu1.segmentapis.com/v1/track"],
  ]);
  assert.ok(!preview.tasks.some(({ findings }) => findings.some(({ at }) => at === "/account")));
  const other = flow.preview({ f: {} }, { account: { ...account, id: "yours" }, runId: "r" });
  assert.notEqual(preview.tasks[1].messageId, other.tasks[1].messageId);
  assert.equal((await flow.run({ f: {} }, { account, fetch: ok })).status, "completed");
  // Without it, both are findings.
  assert.deepEqual(flow.preview({ f: {} }).tasks.slice(1).map(({ status }) => status), ["invalid", "ready"]);
  const { tasks: [task] } = compile(only(track({ account: undefined }))).preview();
  assert.equal(JSON.parse(task.request.body).writeKey, "<write key>");
});

test("tags read the user, the host and the run; messages have the same id in the same run", () => {
  const flow = compile(only(track({ properties: {
    role: "{{ user.role }}", email: "{{ user.email }}", host: "{{ host.a[1] }}", run: "{{ run.id }}", at: "{{ run.startedAt }}",
  } })));
  const options = { accounts, user: { role: "Maker", email: "m@x.y" }, host: { a: [0, 7n] }, runId: "r", now: new Date(0) };
  const preview = () => flow.preview({}, options).tasks[0];
  assert.deepEqual(JSON.parse(preview().request.body).properties, {
    role: "Maker", email: "m@x.y", host: 7, run: "r", at: "1970-01-01T00:00:00.000Z",
  });
  assert.equal(preview().messageId, preview().messageId);
  assert.match(preview().messageId, /^sf-[\w-]{22}-0-1$/);
});

test("a freed flow is told of, and its runs go on", async () => {
  const flow = compile(workflow([], [track()]));
  let answer;
  const run = flow.run({ f: {} }, { accounts, fetch: () => new Promise((resolve) => (answer = resolve)) });
  flow[Symbol.dispose]();
  flow.free();
  assert.throws(() => flow.preview({}), { code: "freed" });
  await assert.rejects(flow.run({}), { code: "freed" });
  answer(await ok());
  assert.equal((await run).status, "completed");
});

const script = async (text) => (await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", text])).stdout;

test("importing does nothing; loading is done once, and can be tried again", async () => {
  const printed = await script(`
    globalThis.fetch = () => { throw new Error("fetched"); };
    const before = Object.keys(globalThis).join();
    const { load, compile } = await import(${JSON.stringify(facade)});
    const codes = [Object.keys(globalThis).join() === before];
    try { compile("{}"); } catch (error) { codes.push(error.code); }
    try { await load("https://segflow.invalid/engine.wasm"); } catch (error) { codes.push(error.code, error.message.includes("segflow.invalid")); }
    try { await load(new Response("<html>", { headers: { "content-type": "text/html" } })); } catch (error) { codes.push(error.code); }
    try { await load(new URL("file:///nowhere/engine.wasm")); } catch (error) { codes.push(error.code); }
    const both = [load(), load()];
    codes.push(both[0] === both[1]);
    await Promise.all(both);
    await load("https://segflow.invalid/engine.wasm");
    try { compile("{}"); } catch (error) { codes.push(error.code); }
    process.stdout.write(JSON.stringify(codes));
  `);
  const missing = "wasm_not_found";
  assert.deepEqual(JSON.parse(printed), [true, "not_loaded", missing, true, missing, missing, true, "not_a_workflow"]);
});

test("what files of rows need is loaded at their first use; where it is missing is told", async () => {
  const printed = await script(`
    const { load, loadBulk, compile } = await import(${JSON.stringify(facade)});
    await load();
    const seen = [];
    const flow = compile({ segflow: 1, id: "w", name: "", tasks: [] });
    for (const address of ["https://segflow.invalid/bulk.wasm", new URL("file:///nowhere/bulk.wasm")]) {
      try { await loadBulk(address); } catch (error) { seen.push(error.code, error.message.includes("bulk.wasm") && error.message.includes("loadBulk()")); }
    }
    const [first, second] = await Promise.all([1, 2].map(() => flow.runMany("{}", { format: "json" })));
    seen.push(first.rows, second.rows);
    await loadBulk("https://segflow.invalid/bulk.wasm");
    process.stdout.write(JSON.stringify(seen));
  `);
  const missing = "wasm_not_found";
  assert.deepEqual(JSON.parse(printed), [missing, true, missing, true, 1, 1]);
});

test("without bulk.js the rest works, and what is missing is told", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "segflow-two-files-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  for (const file of ["index.js", "common.js", "engine.wasm"]) await copyFile(join(packageFolder, "dist", file), join(folder, file));
  const printed = await script(`
    const { load, compile } = await import(${JSON.stringify(pathToFileURL(join(folder, "index.js")).href)});
    await load();
    const flow = compile({ segflow: 1, id: "w", name: "", tasks: [] });
    const seen = [flow.findings.length];
    try { await flow.runMany("{}", { format: "json" }); } catch (error) { seen.push(error.code); }
    process.stdout.write(JSON.stringify(seen));
  `);
  assert.deepEqual(JSON.parse(printed), [0, "bulk_not_found"]);
});

test("the Wasm of either module can be handed over in every form", async () => {
  const file = join(packageFolder, "dist/engine.wasm");
  const bulk = join(packageFolder, "dist/bulk.wasm");
  for (const source of [
    "bytes", "bytes.buffer", "new WebAssembly.Module(bytes)", "Promise.resolve(bytes)",
    'new Response(bytes, { headers: { "content-type": "application/wasm" } })', 'new Response(bytes)',
    `new URL(${JSON.stringify(pathToFileURL(file).href)})`,
  ]) {
    const printed = await script(`
      const { readFile } = await import("node:fs/promises");
      const bytes = new Uint8Array(await readFile(${JSON.stringify(file)}));
      console.warn = () => {};
      const { load, loadBulk, compile } = await import(${JSON.stringify(facade)});
      await load(${source});
      const flow = compile({ segflow: 1, id: "w", name: "", tasks: [] });
      await (async (bytes) => loadBulk(${source.replace("engine.wasm", "bulk.wasm")}))(new Uint8Array(await readFile(${JSON.stringify(bulk)})));
      const { rows } = await flow.runMany("{}", { format: "json" });
      process.stdout.write(JSON.stringify([flow.findings.length, rows]));
    `);
    assert.equal(printed, "[0,1]", source);
  }
});

test("it works in a worker", async () => {
  const worker = new Worker(`
    import(${JSON.stringify(facade)}).then(async ({ load, compile }) => {
      await load();
      const { workerData, parentPort } = await import("node:worker_threads");
      parentPort.postMessage(compile(workerData).preview({}).tasks.map((task) => task.status));
    });
  `, { eval: true, workerData: only(track()) });
  const statuses = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  await worker.terminate();
  assert.deepEqual(statuses, ["invalid"]);
});

test("nothing is exported but what is declared", async () => {
  const declared = await readFile(join(packageFolder, "dist/index.d.ts"), "utf8");
  assert.deepEqual(Object.keys(segflow).sort(), ["SegflowError", "compile", "load", "loadBulk"]);
  for (const name of Object.keys(segflow)) assert.match(declared, new RegExp(`export (function|class) ${name}\\b`));
});
