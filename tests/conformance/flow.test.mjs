// How the engine goes through a workflow: tasks side by side, forms asked until
// they are complete, workflows within.

import assert from "node:assert/strict";
import test from "node:test";
import { compile, KEY, workflow } from "./harness/engine.mjs";

const accounts = [{ id: "main", writeKey: KEY }];
const track = (id, more = {}) => ({ id, kind: "segment.track", account: "main", userId: "u", event: "E", ...more });
const form = (id, more = {}) => ({ id, kind: "form", label: id, fields: [{ id: "v", required: true }], ...more });
const workflowOf = (...tasks) => ({ ...workflow([], []), tasks });
const beside = { besidePrevious: true };
const ok = async () => new Response('{"success":true}');
const told = ({ tasks }) => tasks.map(({ taskId, status, tasks }) => [taskId, status, ...(tasks ? [told({ tasks })] : [])]);

test("messages side by side are on their way together, and the next level waits for all", async () => {
  const flow = compile(workflowOf(track("a"), track("b", beside), track("c")));
  const left = [];
  let release;
  const both = new Promise((resolve) => (release = resolve));
  const fetch = async (url, { body }) => {
    left.push(JSON.parse(body).messageId);
    if (left.length === 2) release();
    if (left.length < 3) await both;
    return ok();
  };
  const result = await flow.run({}, { accounts, fetch });
  assert.deepEqual(told(result), [["a", "accepted"], ["b", "accepted"], ["c", "accepted"]]);
  assert.deepEqual(left, result.tasks.map(({ messageId }) => messageId));
  assert.deepEqual(result.tasks.map(({ activation }) => activation), [1, 1, 1]);
});

test("forms side by side are asked one after the other, and their answers activate", async () => {
  const flow = compile(
    workflowOf(form("a"), form("b", beside), track("c", { ...beside, activateWhen: { field: "a.v", op: "is", value: "yes" } })),
  );
  let open = 0;
  const asked = [];
  const onAsk = async ({ taskId }) => {
    open += 1;
    assert.equal(open, 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    open -= 1;
    asked.push(taskId);
    return { v: "yes" };
  };
  const result = await flow.run({}, { accounts, fetch: ok, onAsk });
  assert.deepEqual(asked, ["a", "b"]);
  assert.deepEqual(told(result), [["a", "done"], ["b", "done"], ["c", "accepted"]]);
});

test("forms side by side are answered by their paths, in any order", async () => {
  const flow = compile(workflowOf(form("a"), form("b", beside), form("c", beside), track("t", { userId: "{{ a.v }}{{ b.v }}{{ c.v }}" })));
  const [asked, open] = [[], []];
  const onAsk = (_, known, problems, { path, answer }) => {
    asked.push(path);
    // Nothing is given to the two that are asked no more; what is left is asked.
    if (path !== "a") return { v: "3" };
    answer("b", { v: "2" });
    answer("a", { v: "1" });
    answer("t", { v: "no form" });
    return new Promise(() => {});
  };
  const onEvent = ({ path, task }) => task?.status === "asking" && open.push(path);
  const result = await flow.run({}, { accounts, fetch: ok, onAsk, onEvent });
  assert.deepEqual(asked, ["a", "c"]);
  assert.deepEqual(open, ["a", "b", "c"]);
  assert.equal(JSON.parse(result.tasks[3].request.body).userId, "123");
});

test("a form is answered once more while the run goes on, and activates again what comes to hold", async () => {
  const when = { activateWhen: { field: "a.v", op: "is", value: "yes" } };
  const flow = compile(workflowOf(form("a"), track("t", when), form("b")));
  const sent = [];
  const fetch = async (_, { body }) => {
    sent.push(JSON.parse(body).messageId.slice(-4));
    return ok();
  };
  let accepted;
  const onEvent = ({ path, task }) => path === "t" && task.status === "accepted" && accepted?.();
  const onAsk = async ({ taskId }, known, problems, { answer }) => {
    if (taskId === "a") return { v: "yes" };
    answer("a", { v: "no" });
    const again = new Promise((resolve) => (accepted = resolve));
    answer("a", { v: "yes" });
    await again;
    return { v: "1" };
  };
  const result = await flow.run({}, { accounts, fetch, onAsk, onEvent });
  assert.deepEqual(told(result), [["a", "done"], ["t", "accepted"], ["b", "done"]]);
  assert.deepEqual(sent, ["-0-1", "-0-2"]);
  assert.equal(result.tasks[1].before.length, 1);
  await assert.rejects(
    flow.run({}, { accounts, fetch, onAsk: (_, known, problems, { answer }) => answer("a", [1]) }),
    { code: "bad_answers" },
  );
});

test("a form is asked until it is complete, with the reason", async () => {
  const flow = compile(workflowOf(form("a", { completeWhen: { field: "a.v", op: "is", value: "yes" } }), track("t")));
  const seen = [];
  const answers = ["no", "yes"];
  const onAsk = (_, known, problems) => {
    seen.push([known.v, ...problems.map(({ code }) => code)]);
    return { v: answers.shift() };
  };
  const result = await flow.run({}, { accounts, fetch: ok, onAsk });
  assert.equal(result.status, "completed");
  assert.deepEqual(seen, [[undefined, "form_unanswered"], ["no", "not_completed"]]);
  const nobody = await flow.run({ a: { v: "no" } }, { accounts, fetch: ok });
  assert.deepEqual(told(nobody), [["a", "failed"], ["t", "cancelled"]]);
  assert.match(nobody.tasks[0].findings[0].message, /it takes that v is "yes", and v is "no"/);
  const { tasks } = flow.preview({ a: { v: "no" } }, { accounts });
  assert.deepEqual(tasks.map(({ status }) => status), ["invalid", "ready"]);
});

test("a workflow runs another one, whose forms it answers or leaves to be asked", async () => {
  const inner = { ...workflowOf(form("lead"), track("hello", { userId: "{{ lead.v }}" })), id: "wf_inner" };
  const sub = (input) => ({ id: "sub", kind: "workflow", workflow: "wf_inner", input });
  const document = workflowOf(form("f"), sub({ "lead.v": "{{ f.v | upcase }}" }), track("last"));
  const flow = compile(document, { workflows: [inner] });
  assert.deepEqual(flow.findings.filter(({ severity }) => severity === "error"), []);
  const options = { accounts, fetch: ok, runId: "r" };
  const events = [];
  const result = await flow.run({ f: { v: "ana" } }, { ...options, onEvent: ({ path }) => path && events.push(path) });
  assert.deepEqual(told(result), [["f", "done"], ["sub", "done", [["lead", "done"], ["hello", "accepted"]]], ["last", "accepted"]]);
  const hello = result.tasks[1].tasks[1];
  assert.match(hello.request.body, /"userId":"ANA"/);
  assert.ok(events.includes("sub/hello") && events.includes("last"));
  // What the preview shows is what is sent, ids and all.
  const shown = flow.preview({ f: { v: "ana" } }, { accounts, runId: "r" }).tasks[1].tasks[1];
  assert.equal(shown.messageId, hello.messageId);
  const alone = await compile(inner).run({ lead: { v: "ANA" } }, options);
  assert.notEqual(alone.tasks[1].messageId, hello.messageId);

  const asking = compile(workflowOf(sub({})), { workflows: [JSON.stringify(inner)] });
  const asked = await asking.run({}, { ...options, onAsk: (form) => ({ v: form.taskId }) });
  assert.match(asked.tasks[0].tasks[1].request.body, /"userId":"lead"/);
  // One account for all is one for those within, too.
  const account = { writeKey: "z".repeat(32), region: "eu" };
  const { tasks: [within] } = asking.preview({}, { account });
  assert.match(within.tasks[1].request.url, /eu1/);
  assert.match((await asking.run({}, { account, fetch: ok, onAsk: () => ({ v: 1 }) })).tasks[0].tasks[1].request.url, /eu1/);

  const missing = compile(document);
  assert.deepEqual(missing.findings.filter(({ severity }) => severity === "error").map(({ code }) => code), ["unknown_workflow"]);
  const failed = compile({ ...document, tasks: [track("bad", { userId: "" }), ...document.tasks] }, { workflows: [inner] });
  assert.equal((await failed.run({ f: { v: "x" } }, options)).status, "failed");
});

test("rows of a file run a workflow within as a run does", async () => {
  const deep = { ...workflowOf(form("lead"), track("deepest", { userId: "{{ lead.v }}", properties: { run: "{{ run.id }}" } })), id: "wf_deep" };
  const inner = {
    ...workflowOf(form("lead"), track("hello", { userId: "{{ lead.v }}", activateWhen: { field: "lead.v", op: "is", value: "ANA" } }),
      { id: "down", kind: "workflow", workflow: "wf_deep", input: { "lead.v": "{{ lead.v }}" } }),
    id: "wf_inner",
  };
  const sub = { id: "sub", kind: "workflow", workflow: "wf_inner", input: { "lead.v": "{{ f.v | upcase }}" } };
  const flow = compile(workflowOf(form("f"), sub, track("last", { userId: "{{ f.v }}" })), { workflows: [inner, deep] });
  const records = [{ f: { v: "ana" } }, { f: { v: "bea" } }];
  const bare = ({ messageId, timestamp, sentAt, writeKey, ...message }) => [messageId.slice(0, -4), message];
  const alone = [];
  for (const record of records) {
    const fetch = async (_, { body }) => (alone.push(bare(JSON.parse(body))), ok());
    assert.equal((await flow.run(record, { account: { writeKey: KEY }, runId: "r", fetch })).status, "completed");
  }
  const rows = [];
  const fetch = async (_, { body }) => {
    const text = typeof body === "string" ? body : new TextDecoder().decode(body);
    rows.push(...JSON.parse(text).batch.map(bare));
    return ok();
  };
  const source = records.map((record) => JSON.stringify(record)).join("\n");
  const result = await flow.runMany(source, { format: "jsonl", account: { writeKey: KEY }, runId: "r", fetch });
  assert.deepEqual([result.accepted, result.messages, alone.length], [2, 5, 5]);
  const sorted = (messages) => messages.map((one) => JSON.stringify(one)).sort();
  assert.deepEqual(sorted(rows), sorted(alone));
});

test("what goes wrong within fails the task, and a stop ends all", async () => {
  const inner = { ...workflowOf(track("one"), track("two")), id: "wf_inner" };
  const flow = compile(workflowOf({ id: "sub", kind: "workflow", workflow: "wf_inner" }, track("last")), { workflows: [inner] });
  const refuse = async () => new Response("no", { status: 400 });
  const result = await flow.run({}, { accounts, fetch: refuse });
  assert.deepEqual(told(result), [["sub", "failed", [["one", "failed"], ["two", "cancelled"]]], ["last", "cancelled"]]);
  assert.equal(result.tasks[0].findings[0].code, "nested_failed");
  const stop = new AbortController();
  const fetch = async () => {
    stop.abort();
    return new Promise(() => {});
  };
  const stopped = await flow.run({}, { accounts, fetch, signal: stop.signal });
  assert.equal(stopped.status, "cancelled");
  assert.deepEqual(told(stopped), [["sub", "cancelled", [["one", "cancelled"], ["two", "cancelled"]]], ["last", "cancelled"]]);
  assert.equal(stopped.tasks[0].tasks[0].mayHaveArrived, true);
});

test("two are stopped together, and what was answered counts", async () => {
  const flow = compile(workflowOf(track("a"), track("b", beside), track("c")));
  const stop = new AbortController();
  const fetch = async (_, { body }) => {
    if (JSON.parse(body).messageId.includes("-0-1") && !fetch.first) {
      fetch.first = true;
      return ok();
    }
    // The other one is answered meanwhile.
    setTimeout(() => stop.abort(), 50);
    return new Promise(() => {});
  };
  const { status, tasks } = await flow.run({}, { accounts, fetch, signal: stop.signal });
  assert.equal(status, "cancelled");
  assert.deepEqual(tasks.map(({ status }) => status), ["accepted", "cancelled", "cancelled"]);
});
