// A receiver of our own, with an empty store.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export async function receiver() {
  const program = process.env.SEGFLOW_RECEIVER;
  assert.ok(program, "SEGFLOW_RECEIVER is not set: start this with `cargo xtask test conformance`");
  const state = await mkdtemp(join(tmpdir(), "segflow-receiver-"));
  const child = spawn(program, ["--port", "0", "--state", state, "--stop-on-stdin-close"], { stdio: ["pipe", "pipe", "inherit"] });
  let url, token;
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /^listening on (\S+)$/.exec(line)?.[1];
    token = /^debugger token (\S+)$/.exec(line)?.[1];
    if (token) break;
  }
  const key = await readFile(join(state, "local-write-key"), "utf8");
  return {
    url,
    key,
    /** Everything that it was sent. */
    events: async () => {
      const answer = await fetch(`${url}/debugger/events?after=0`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(answer.status, 200);
      return answer.json();
    },
    close: async () => {
      if (child.exitCode === null) {
        const ended = once(child, "exit");
        child.stdin.end();
        await ended;
      }
      await rm(state, { recursive: true, force: true });
    },
  };
}
