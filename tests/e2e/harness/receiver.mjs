// The receiver: serves the built app at a free port, and tells what arrived.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { place } from "./place.mjs";

const STOP_WITHIN_MILLIS = 5_000;

/**
 * Starts a receiver with a state folder of its own.
 *
 * `url` is where the app is; `events()` gives what the receiver has received,
 * oldest first; `stop()` and `start()` take it away and bring it back at the
 * same port with the same state; `close()` ends it for good.
 */
export async function startReceiver({ args = [] } = {}) {
  const state = await mkdtemp(join(tmpdir(), "segflow-receiver-"));
  // Programs need no app.
  const app = process.env.SEGFLOW_APP ? ["--app", place("SEGFLOW_APP")] : [];
  let child = null;
  let port = 0;
  let token = "";

  const receiver = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },

    async start() {
      child = spawn(
        place("SEGFLOW_RECEIVER"),
        ["--port", String(port), "--state", state, ...app, "--stop-on-stdin-close", ...args],
        // The pipe at its input ends it should this process end first.
        { stdio: ["pipe", "pipe", "inherit"] },
      );
      for await (const line of createInterface({ input: child.stdout })) {
        const listening = /^listening on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
        const told = /^debugger token (\S+)$/.exec(line);
        if (listening) port = Number(listening[1]);
        if (told) {
          token = told[1];
          child.stdout.resume();
          return;
        }
      }
      throw new Error("the receiver ended before it answered");
    },

    async stop() {
      if (!child) return;
      const stopping = child;
      child = null;
      if (stopping.exitCode !== null || stopping.signalCode !== null) return;
      const ended = once(stopping, "exit");
      stopping.stdin.end();
      const late = setTimeout(() => stopping.kill("SIGKILL"), STOP_WITHIN_MILLIS);
      const [code, signal] = await ended;
      clearTimeout(late);
      if (code !== 0) throw new Error(`the receiver ended with ${signal ?? `code ${code}`}`);
    },

    /** The same as it was written, every byte of the messages. */
    async eventsText() {
      const answer = await fetch(`${receiver.url}/debugger/events`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (!answer.ok) throw new Error(`/debugger/events answered ${answer.status}: ${await answer.text()}`);
      return answer.text();
    },

    async events() {
      return JSON.parse(await receiver.eventsText());
    },

    /** Says what goes wrong from now on; it has to be started with `--faults`. */
    async faults(faults) {
      const answer = await fetch(`${receiver.url}/debugger/faults`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ faults }),
      });
      if (!answer.ok) throw new Error(`/debugger/faults answered ${answer.status}: ${await answer.text()}`);
    },

    /** Takes it away at once, as a crash does. */
    async kill() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      child = null;
      await ended;
    },

    async close() {
      try {
        await receiver.stop();
      } finally {
        await rm(state, { recursive: true, force: true });
      }
    },
  };
  await receiver.start();
  return receiver;
}
