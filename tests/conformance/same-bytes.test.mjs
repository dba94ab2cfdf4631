// The same document and the same text of a record give the same bytes here, in
// a page (e2e/package.test.mjs), from the command line and from a worker on the
// durable engine (crates/cli/tests).

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { compile, KEY } from "./harness/engine.mjs";

const file = (name) => readFile(new URL(`../same-bytes/${name}`, import.meta.url), "utf8");

/** A body without its times and its key. */
const bare = (body) => {
  const { timestamp, sentAt } = JSON.parse(body);
  return body.replaceAll(timestamp, "").replaceAll(sentAt, "").replace(KEY, "");
};

test("the bytes are those of the command line", async () => {
  const sent = [];
  const flow = compile(await file("workflow.json"));
  const run = await flow.run(await file("record.json"), {
    accounts: [{ id: "main", writeKey: KEY }],
    runId: "run_same",
    fetch: async (_, { body }) => {
      sent.push(`${bare(body)}\n`);
      return new Response('{"success":true}');
    },
  });
  assert.equal(run.status, "completed");
  assert.equal(sent.join(""), await file("bodies.jsonl"));
});
