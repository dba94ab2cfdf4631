// Deliveries of the engine against a receiver on a bad day: for every fault
// what was sent, accepted, lost and doubled.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { quicken, SPEED } from "../delivery/time.mjs";
import { startReceiver } from "../e2e/harness/receiver.mjs";
import { compile } from "./harness/engine.mjs";
import { recorder } from "./harness/recorder.mjs";

const CANARY = "Xq7Rk2mZx9LwVb4TnYc8Hs1DpGf6Je3U";
const cases = JSON.parse(await readFile(new URL("../delivery/cases.json", import.meta.url), "utf8"));
const flow = compile({
  segflow: 1,
  id: "wf_delivery",
  name: "Delivery",
  tasks: [
    { id: "identify", kind: "segment.identify", userId: "ana", traits: { plan: "pro" } },
    { id: "track", kind: "segment.track", userId: "ana", event: "Form Completed" },
  ],
});

let receiver;
let clock;
before(async () => {
  receiver = await startReceiver({ args: ["--faults"] });
  clock = quicken(SPEED);
});
after(async () => {
  clock.restore();
  await receiver.close();
});

const account = (endpoint = receiver.url) => ({ writeKey: CANARY, region: "custom", endpoint });
const ended = (attempt) => attempt.error ?? attempt.httpStatus;

/** Runs it and sees that nothing is lost, doubled, out of order or told that is secret. */
async function deliver(options = {}) {
  const events = [];
  const earlier = new Set((await receiver.events()).map(({ messageId }) => messageId));
  const result = await flow.run({}, { account: account(), onEvent: (event) => void events.push(event), ...options });
  const arrived = (await receiver.events()).filter(({ messageId }) => !earlier.has(messageId));
  const made = result.tasks.map(({ messageId }) => messageId).filter(Boolean);
  const counted = [...new Set(arrived.map(({ messageId }) => messageId))];
  // A message that is said to be accepted is there, and no other one is.
  const accepted = result.tasks.filter(({ status }) => status === "accepted").map(({ messageId }) => messageId);
  const lost = accepted.filter((id) => !counted.includes(id));
  const strangers = counted.filter((id) => !made.includes(id));
  assert.deepEqual([lost, strangers], [[], []]);
  assert.deepEqual(counted, made.filter((id) => counted.includes(id)), "in order");
  // The same message each time, but for when it is sent.
  for (const id of counted) {
    const same = arrived.filter((event) => event.messageId === id).map(({ message: { sentAt, ...rest } }) => JSON.stringify(rest));
    const times = arrived.filter((event) => event.messageId === id).map(({ message }) => message.sentAt);
    assert.equal(new Set(same).size, 1);
    assert.equal(new Set(times).size, times.length, "each attempt says when it was made");
  }
  for (const text of [JSON.stringify([result, events]), await receiver.eventsText()]) {
    assert.ok(!text.includes(CANARY) && !text.includes(btoa(`${CANARY}:`)), "a write key stands somewhere");
  }
  return { result, events, arrived, accepted: accepted.length, sent: result.tasks.reduce((sum, { attempts }) => sum + attempts.length, 0) };
}

for (const { name, faults, attempts, breaks, fails } of cases) {
  test(`delivery: ${name}`, async (t) => {
    await receiver.faults(faults);
    const { result, accepted, sent, events } = await deliver();
    const [identify, track] = result.tasks;
    if (attempts) assert.deepEqual(identify.attempts.map(ended), attempts);
    if (breaks) assert.equal(ended(identify.attempts[0]), "blocked_or_offline");
    assert.deepEqual(
      [result.status, identify.status, track.status],
      fails ? ["failed", "failed", "cancelled"] : ["completed", "accepted", "accepted"],
    );
    assert.equal(identify.mayHaveArrived, false);
    const waits = events.filter(({ task }) => task?.taskId === "identify" && task.status === "waiting").length;
    assert.equal(waits, identify.attempts.length - 1, "every wait is told");
    t.diagnostic(`sent ${sent}, accepted ${accepted}, lost 0, doubled 0`);
  });
}

test("delivery: a receiver that is killed and comes back", async () => {
  await receiver.faults([]);
  await receiver.kill();
  const events = [];
  let back;
  const { result } = await (async () => {
    const run = flow.run({}, {
      account: account(),
      onEvent: ({ task }) => {
        events.push(task?.status);
        // The second time that it waits.
        if (events.filter((status) => status === "waiting").length === 2) back ??= receiver.start();
      },
    });
    return { result: await run };
  })();
  await back;
  assert.equal(result.status, "completed");
  assert.equal(ended(result.tasks[0].attempts[0]), "blocked_or_offline");
  const arrived = (await receiver.events()).map(({ messageId }) => messageId);
  for (const { messageId } of result.tasks) assert.equal(arrived.filter((id) => id === messageId).length, 1);
});

test("delivery: nobody is there, and it is said that the message may have arrived", async () => {
  await receiver.kill();
  const result = await flow.run({}, { account: account() });
  await receiver.start();
  const [identify] = result.tasks;
  assert.deepEqual([identify.status, identify.attempts.length, identify.mayHaveArrived], ["failed", 10, true]);
});

test("delivery: a signal ends a wait at once", async () => {
  await receiver.faults([{ fault: "status", status: 429, retryAfter: 300 }]);
  const stop = new AbortController();
  const onEvent = ({ task }) => {
    if (task?.status === "waiting") queueMicrotask(() => stop.abort());
  };
  const { result, arrived } = await deliver({ signal: stop.signal, onEvent });
  assert.deepEqual([result.status, result.tasks[0].status, arrived.length], ["cancelled", "cancelled", 0]);
});

test("delivery: a clock that is set back changes nothing", async () => {
  await receiver.faults([{ fault: "status", status: 503, times: 3 }]);
  const onEvent = ({ task }) => {
    if (task?.status === "waiting") clock.turn(-3_600_000);
  };
  const { result } = await deliver({ onEvent });
  assert.equal(result.status, "completed");
  assert.ok(result.tasks[0].attempts.every(({ millis }) => millis >= 0));
});

test("delivery: the same run id sends the same messages, and another one others", async () => {
  await receiver.faults([]);
  const first = await flow.run({}, { account: account(), runId: "run_same" });
  const again = await flow.run({}, { account: account(), runId: "run_same" });
  const other = await flow.run({}, { account: account(), runId: "run_other" });
  const ids = ({ tasks }) => tasks.map(({ messageId }) => messageId);
  assert.deepEqual(ids(again), ids(first));
  assert.ok(ids(other).every((id) => !ids(first).includes(id)));
  const duplicates = (await receiver.events()).filter(({ messageId }) => ids(first).includes(messageId));
  assert.equal(duplicates.length, 4);
});

test("delivery: an answer that tells what was sent loses the key", async () => {
  const echo = await recorder(({ body }) => ({ status: 400, body }));
  for (const transport of ["simple", "basic"]) {
    const result = await flow.run({}, { account: { ...account(echo.url), transport } });
    assert.ok(!JSON.stringify(result).includes(CANARY));
  }
  await echo.close();
});
