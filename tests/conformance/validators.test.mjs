// What Segment's own checks would refuse is never ready, whatever the document
// and the data.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { validateEvent } from "@segment/analytics-core";
import { compile, KEY, workflow } from "./harness/engine.mjs";
import { random } from "./harness/random.mjs";

const validateLoosely = createRequire(import.meta.url)("@segment/loosely-validate-event");

const DOCUMENTS = 400;
const CALLS = {
  identify: ["traits"],
  track: ["event", "properties"],
  page: ["name", "category", "properties"],
  screen: ["name", "category", "properties"],
  group: ["groupId", "traits"],
  alias: ["previousId"],
};
const SHARED = ["userId", "anonymousId", "context", "integrations", "timestamp"];

/** Answers of every kind, good and bad for any place they may be put into. */
const ANSWERS = {
  id: "u-1", number: 42, float: 1.5, yes: true, no: false, zero: 0, nothing: null, empty: "", space: " ",
  list: [1, "a"], no_list: [], object: { a: { b: null } }, no_object: {}, moment: "2024-05-01T12:00:00+02:00",
  day: "2024-05-01", word: "not a moment", long: "x".repeat(33_000),
};
const NAMES = [...Object.keys(ANSWERS), "absent"];
const OBJECTS = ["object", "no_object", "absent", "nothing"];

/** The codes by which Segment itself discards (and what no library sends). */
const DISCARDED = new Set([
  "no_user_anon_id", "id_not_string", "event_not_defined", "event_not_string", "properties_not_object",
  "traits_not_object", "context_not_object", "integrations_not_object", "name_not_string",
  "category_not_string", "group_id_missing", "previous_id_missing", "bad_timestamp", "event_too_large",
]);

function documents() {
  const chance = random(7);
  const value = (member) => {
    const isObject = ["traits", "properties", "context", "integrations"].includes(member);
    // Half of them are likely to do, or hardly any message would be ready.
    const usual = isObject ? OBJECTS : member === "timestamp" ? ["moment", "absent", "nothing"] : ["id", "number", "yes"];
    const name = chance.next() < 0.85 ? chance.pick(usual) : chance.pick(NAMES);
    return chance.pick([
      () => `{{ f.${name} }}`,
      () => `{{ f.${name} }}`,
      () => (isObject ? { a: `{{ f.${name} }}`, list: [`{{ f.${name} }}`] } : `x{{ f.${name} }}`),
      () => ANSWERS[name],
    ])();
  };
  return Array.from({ length: DOCUMENTS }, () => {
    const tasks = Object.keys(CALLS).map((type) => {
      const task = { id: type, kind: `segment.${type}`, account: "main" };
      for (const member of [...CALLS[type], ...SHARED]) {
        const given = chance.next() < (SHARED.slice(1).includes(member) ? 0.3 : 0.85) ? value(member) : undefined;
        if (given !== undefined) task[member] = given;
      }
      if (chance.next() < 0.3) task.missing = { "*": chance.pick(["omit", "empty", "null", "stop", { default: chance.pick(["d", 1, null]) }]) };
      return task;
    });
    return workflow(NAMES, tasks);
  });
}

const throws = (act) => {
  try {
    act();
  } catch (error) {
    return error.message;
  }
  return undefined;
};

test("what is ready passes the checks of Segment's libraries; what they refuse is not ready", () => {
  const accounts = [{ id: "main", writeKey: KEY }];
  const counts = { ready: 0, invalid: 0 };
  const refused = new Set();
  const found = new Set();
  for (const document of documents()) {
    for (const task of compile(document).preview({ f: ANSWERS }, { accounts }).tasks.slice(1)) {
      counts[task.status] += 1;
      const { writeKey, ...message } = JSON.parse(task.request.body);
      assert.equal(writeKey, "••••stuv");
      const event = { ...message, timestamp: new Date(message.timestamp) };
      const why = throws(() => validateEvent(message)) ?? throws(() => validateLoosely(event, message.type));
      const errors = task.findings.filter(({ severity }) => severity === "error");
      const told = () => `${JSON.stringify(document.tasks.find(({ id }) => id === task.taskId))}: ${why}, ${JSON.stringify(errors)}`;
      if (why) refused.add(why);
      for (const { code } of errors) found.add(code);
      assert.equal(task.status === "ready", errors.length === 0, told());
      if (task.status === "ready") assert.equal(why, undefined, told());
      if (task.findings.some(({ code }) => DISCARDED.has(code))) assert.notEqual(task.status, "ready", told());
    }
  }
  // The test would prove nothing if the one or the other hardly came.
  assert.ok(counts.ready > 500 && counts.invalid > 500, JSON.stringify(counts));
  for (const code of DISCARDED) assert.ok(found.has(code), `${code} never came`);
  assert.ok(refused.size >= 5, [...refused].join("; "));
});

test("the largest event that is ready passes, and one byte more is not ready", () => {
  const document = workflow(["v"], [
    { id: "t", kind: "segment.track", account: "main", userId: "u", event: "E", properties: { v: "{{ f.v }}" } },
  ]);
  const accounts = [{ id: "main", writeKey: KEY }];
  const flow = compile(document);
  const preview = (length) => flow.preview({ f: { v: "x".repeat(length) } }, { accounts, showKey: true }).tasks[1];
  const largest = 32_768 - Buffer.byteLength(preview(0).request.body);
  assert.equal(preview(largest).status, "ready");
  assert.equal(preview(largest + 1).status, "invalid");
  const { writeKey, ...message } = JSON.parse(preview(largest).request.body);
  assert.equal(writeKey, KEY);
  validateEvent(message);
  validateLoosely({ ...message, timestamp: new Date(message.timestamp) }, "track");
});
