// Segment's own libraries make the same calls; their messages and ours are
// equal member by member, but for what is listed here.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import test from "node:test";
import { Analytics } from "@segment/analytics-node";
import { CALLS, ofCalls } from "./harness/calls.mjs";
import { compile, KEY } from "./harness/engine.mjs";
import { recorder } from "./harness/recorder.mjs";

/** What we send, as it comes to a server. */
async function ours() {
  const segment = await recorder();
  const { document, record } = ofCalls(CALLS);
  const account = { id: "main", writeKey: KEY, region: "custom", endpoint: segment.url };
  const result = await compile(document).run(record, { accounts: [account] });
  await segment.close();
  assert.equal(result.status, "completed");
  return segment.requests.map(({ url, body }, index) => {
    assert.equal(url, `/v1/${CALLS[index].type}`);
    const { sentAt, writeKey, ...message } = JSON.parse(body);
    assert.equal(writeKey, KEY);
    assert.ok(isMoment(sentAt));
    return message;
  });
}

async function batched(send) {
  const segment = await recorder();
  await send(segment.url);
  await segment.close();
  return segment.requests.flatMap(({ body }) => JSON.parse(body).batch);
}

const isMoment = (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);

/** What is different of any two libraries, and of two sendings. */
function comparable({ messageId, timestamp, context: { library, ...context }, ...message }, call) {
  assert.equal(typeof messageId, "string");
  assert.deepEqual(Object.keys(library), ["name", "version"]);
  // A time that was given has to be that time; each library writes it its way.
  if (call.timestamp) assert.equal(Date.parse(timestamp), Date.parse(call.timestamp));
  else assert.ok(!Number.isNaN(Date.parse(timestamp)));
  return { ...message, context };
}

/** An object without the members of which nothing is said. */
const without = (object, names) => Object.fromEntries(Object.entries(object).filter(([name, value]) => !names(name, value)));
const isEmpty = (value) => Object.keys(value).length === 0;

test("@segment/analytics-node sends the same messages", async () => {
  const theirs = await batched(async (host) => {
    const analytics = new Analytics({ writeKey: KEY, host, flushAt: CALLS.length });
    for (const { type, ...call } of CALLS) analytics[type](call);
    await analytics.closeAndFlush();
  });
  const given = await ours();
  assert.equal(theirs.length, CALLS.length);
  CALLS.forEach((call, index) => {
    const expected = without(comparable(theirs[index], call), (name, value) =>
      // It tells of the machine it runs on, and says nothing of integrations with `{}`.
      name === "_metadata" || (name === "integrations" && !call.integrations && isEmpty(value)));
    assert.deepEqual(comparable(given[index], call), expected);
  });
});

test("segment-analytics-python sends the same messages", async () => {
  const theirs = await batched((host) => new Promise((resolve, reject) => {
    const script = new URL("./judges/segment_python.py", import.meta.url).pathname;
    const python = spawn(process.env.SEGFLOW_PYTHON, [script, host], { stdio: ["pipe", "inherit", "inherit"] });
    python.on("error", reject);
    python.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`python ended with ${code}`))));
    python.stdin.end(JSON.stringify(CALLS));
  }));
  const given = await ours();
  assert.equal(theirs.length, CALLS.length);
  CALLS.forEach((call, index) => {
    const expected = without(comparable(theirs[index], call), (name, value) =>
      // Ids and names that were not given are null, and integrations `{}`.
      (["userId", "anonymousId", "name", "category"].includes(name) && value === null) ||
      (name === "integrations" && !call.integrations && isEmpty(value)));
    // Only the libraries of JavaScript, and we, repeat a page's category among its properties.
    if (call.type === "page" && call.category) expected.properties.category = call.category;
    assert.deepEqual(comparable(given[index], call), expected);
  });
});
