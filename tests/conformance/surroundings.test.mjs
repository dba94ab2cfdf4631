// What a workflow is compiled with besides itself: a tracking plan, how strict
// it is, the other workflows, what the page gives.

import assert from "node:assert/strict";
import test from "node:test";
import { compile, KEY, workflow } from "./harness/engine.mjs";

const accounts = [{ id: "main", writeKey: KEY }];
const ok = async () => new Response('{"success":true}');
const track = (more = {}) => ({ id: "t", kind: "segment.track", account: "main", userId: "u", event: "Signed Up", ...more });
const oneTask = (...tasks) => ({ ...workflow([], []), tasks });

/** "Signed Up" needs a plan, and an amount from 1. */
const schema = {
  type: "object",
  properties: {
    properties: {
      type: "object",
      properties: { plan: { type: "string", enum: ["free", "pro"] }, amount: { type: "number", minimum: 1 } },
      required: ["plan"],
    },
  },
};
const rules = [{ type: "TRACK", key: "Signed Up", version: 1, jsonSchema: schema }];
const told = (findings) => findings.map(({ code, severity, at }) => [code, severity, at]).sort();

test("a plan is read in every form it is exported in, as an object or as text", () => {
  const document = oneTask(track({ properties: { plan: "gold" } }));
  const version7 = { events: [{ name: "Signed Up", version: 1, rules: schema }] };
  for (const plan of [rules, { rules }, { data: { rules } }, { data: { trackingPlan: { name: "P", rules } } }, version7]) {
    for (const given of [plan, JSON.stringify(plan)]) {
      const { tasks: [task] } = compile(document, { plan: given }).preview({}, { accounts });
      assert.deepEqual(told(task.findings), [["plan_violation", "warning", "/properties/plan"]], JSON.stringify(plan));
      assert.match(task.findings[0].message, /free.*pro/);
    }
  }
  for (const plan of [{}, [], "[]", { rules: [] }, '{"name":"no plan"}']) {
    assert.throws(() => compile(document, { plan }), { code: "bad_option", message: /`plan`/ });
  }
  assert.throws(() => compile(document, { plan: "{" }), { code: "bad_option" });
  for (const none of [undefined, null]) {
    assert.deepEqual(compile(document, { plan: none }).preview({}, { accounts }).tasks[0].findings, []);
  }
});

test("a plan takes the place of the document's own; `strict` decides whether what differs is sent", async () => {
  const own = { rules: [{ type: "TRACK", key: "Other", version: 1, jsonSchema: {} }], strict: true };
  const document = { ...oneTask(track({ properties: { plan: "gold", amount: 0 } })), plan: own };
  const status = async (options) => {
    const flow = compile(document, options);
    const { tasks: [shown] } = flow.preview({}, { accounts });
    const { tasks: [task] } = await flow.run({}, { accounts, fetch: ok });
    const rows = await flow.runMany("{}\n", { format: "jsonl", accounts, fetch: ok });
    assert.deepEqual([rows.accepted, rows.failed], task.status === "accepted" ? [1, 0] : [0, 1]);
    return [shown.status, task.status, ...new Set(shown.findings.map(({ severity, at }) => `${severity} ${at}`))];
  };
  assert.deepEqual(await status(), ["invalid", "failed", "error /event"]);
  assert.deepEqual(await status({ strict: false }), ["ready", "accepted", "warning /event"]);
  const [plan, amount] = ["/properties/plan", "/properties/amount"];
  assert.deepEqual(await status({ plan: rules }), ["ready", "accepted", `warning ${plan}`, `warning ${amount}`]);
  assert.deepEqual(await status({ plan: rules, strict: true }), ["invalid", "failed", `error ${plan}`, `error ${amount}`]);
  const kept = { ...document, tasks: [track({ properties: { plan: "pro", amount: 1 } })] };
  assert.deepEqual(compile(kept, { plan: rules, strict: true }).preview({}, { accounts }).tasks[0].findings, []);
});

test("what violates the plan whatever the record is told of the document", () => {
  const document = { ...workflow(["v"], []), tasks: [...workflow(["v"], []).tasks.slice(0, 1), track({ properties: { plan: "{{ f.v }}", amount: 0 } }), track({ id: "u", event: "Sign Up" })] };
  const found = (options) => compile(document, options).findings.map(({ taskId, at, severity }) => [taskId, at, severity]);
  assert.deepEqual(found(), []);
  assert.deepEqual(found({ plan: rules }), [["t", "/properties/amount", "warning"], ["u", "/event", "warning"]]);
  assert.deepEqual(found({ plan: rules, strict: true }).map(([, , severity]) => severity), ["error", "error"]);
});

test("with the other workflows, one that is not there and a way back are told of", () => {
  const sub = (id, more = {}) => ({ id: "s", kind: "workflow", workflow: id, ...more });
  const other = { ...workflow(["v"], []), id: "wf_other", name: "Other" };
  const back = { ...oneTask(sub("wf_judged")), id: "wf_back", name: "Back" };
  const codes = (document, options) => compile(document, options).findings.map(({ code, at }) => [code, at]);
  assert.deepEqual(codes(oneTask(sub("wf_nowhere"))), [["unknown_workflow", "/workflow"]]);
  const workflows = [other, JSON.stringify(back)];
  assert.deepEqual(codes(oneTask(sub("wf_nowhere")), { workflows }), [["unknown_workflow", "/workflow"]]);
  assert.deepEqual(codes(oneTask(sub("wf_other")), { workflows }), []);
  assert.deepEqual(codes(oneTask(sub("wf_back")), { workflows }), [["cycle", "/workflow"]]);
  assert.deepEqual(codes(oneTask(sub("wf_other", { input: { "f.v": "x", "f.w": "x" } })), { workflows }), [["unknown_field", "/input/f.w"]]);
  assert.throws(() => compile(oneTask(), { workflows: [other, "{}"] }), { code: "bad_option", message: /number 2 of `workflows`/ });
});

test("with what the page gives, tags for anything else are told of", () => {
  const document = oneTask(track({ properties: { a: "{{ host.customer.email }}", b: "{{ host.customer.mail }}", c: "{{ host.theme }}" } }));
  const places = (options) => compile(document, options).findings.map(({ code, at }) => [code, at]);
  assert.deepEqual(places(), []);
  const hostFields = [{ path: "customer.email", label: "Email", type: "email" }, "theme"];
  assert.deepEqual(places({ hostFields }), [["unknown_field", "/properties/b"]]);
  assert.match(compile(document, { hostFields }).findings[0].message, /did you mean \{\{ host\.customer\.email \}\}/);
  assert.deepEqual(places({ hostFields: ["customer", "theme"] }), []);
  assert.equal(places({ hostFields: [] }).length, 3);
  for (const wrong of [[{}], [{ path: "a b" }], [7]]) {
    assert.throws(() => compile(document, { hostFields: wrong }), { code: "bad_option", message: /number 1 of `hostFields`/ });
  }
});

test("options of another shape are refused", () => {
  for (const options of [{ strict: "yes" }, { workflows: {} }, { hostFields: "theme" }, { plans: [] }, 7]) {
    assert.throws(() => compile(oneTask(), options), { code: "bad_option" }, JSON.stringify(options));
  }
});
