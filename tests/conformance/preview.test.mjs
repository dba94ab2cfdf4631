// What a preview shows is what a run sends, byte for byte but for ids, times
// and the key.

import assert from "node:assert/strict";
import test from "node:test";
import { CALLS, ofCalls } from "./harness/calls.mjs";
import { compile, KEY } from "./harness/engine.mjs";
import { recorder } from "./harness/recorder.mjs";

/** Times are of one length, so nothing else can hide in them. */
const still = (body) => body.replace(/"(timestamp|sentAt)":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g, '"$1":"…"');

for (const transport of ["simple", "basic"]) {
  test(`a preview is what is sent, transport ${transport}`, async () => {
    const segment = await recorder();
    const { document, record } = ofCalls(CALLS);
    const accounts = [{ id: "main", writeKey: KEY, region: "custom", endpoint: segment.url, transport }];
    const flow = compile(document);
    const options = { accounts, runId: "run_1" };
    const shown = flow.preview(record, { ...options, showKey: true }).tasks.slice(1);
    const masked = flow.preview(record, options).tasks.slice(1);
    const result = await flow.run(record, options);
    await segment.close();
    assert.equal(segment.requests.length, CALLS.length);
    segment.requests.forEach((request, index) => {
      const preview = shown[index].request;
      assert.equal(shown[index].status, "ready");
      assert.equal(shown[index].messageId, result.tasks[index + 1].messageId);
      assert.equal(still(preview.body), still(request.body));
      assert.equal(preview.url, segment.url + request.url);
      assert.equal(preview.method, request.method);
      for (const [name, value] of Object.entries(preview.headers)) {
        assert.equal(request.headers[name.toLowerCase()], value);
      }
      // What is told of the run afterwards is the preview with the key masked.
      assert.equal(still(result.tasks[index + 1].request.body), still(masked[index].request.body));
      assert.deepEqual(result.tasks[index + 1].request.headers, masked[index].request.headers);
    });
    assert.ok(!JSON.stringify([result, masked]).includes(KEY));
    assert.ok(!JSON.stringify([result, masked]).includes(btoa(`${KEY}:`)));
  });
}
