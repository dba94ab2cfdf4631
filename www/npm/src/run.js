// Drives a run: does what it waits for, and tells it what came of that.

import { call, json } from "./of-common.js";
import { network, sleep } from "./wait.js";
import { send } from "./send.js";

export async function run(handle, { runId, keys, signal, fetch, onAsk, onEvent }) {
  const step = (event) => JSON.parse(call(() => handle.step(json(event, "the answers"), Date.now(), chance())));
  const stopped = { kind: "stopped" };
  const tell = teller(handle, runId, onEvent);
  await tell("started");
  let next = step(signal?.aborted ? stopped : { kind: "started" });
  while (next.kind !== "end") {
    await tell();
    if (next.kind === "ask") {
      const answered = await answer(next, onAsk, signal);
      next = step(signal?.aborted ? stopped : answered);
    } else if (next.kind === "askConsent") {
      // It may have arrived a day ago, and nobody is there to be asked.
      next = step({ kind: "declined" });
    } else if (next.kind !== "send") {
      await orAborted(next.kind === "wait" ? sleep(next.millis, signal) : network(signal), signal);
      next = step(signal?.aborted ? stopped : { kind: "waited" });
    } else {
      const key = keys.get(next.account);
      // The key is filled in now and not before; nothing keeps the result.
      const came = key === undefined
        ? { kind: "notResponded", error: "no_key" }
        : await send(JSON.parse(call(() => handle.fill(key))), key, fetch, signal);
      next = step(came);
      // What was answered before the stop still counts.
      if (signal?.aborted && next.kind !== "end") next = step(stopped);
    }
  }
  await tell();
  const report = JSON.parse(handle.report());
  await tell("ended", report.status);
  return report;
}

/** Any number of 32 bits. Nothing secret is made of it. */
const chance = () => Math.floor(Math.random() * 2 ** 32);

/**
 * Asks a person. What is given back as it was handed over is named, not written
 * again, so that its numbers keep every digit. The same answers again mean that
 * nobody can do better.
 */
async function answer({ form, answers, problems }, onAsk, signal) {
  const nobody = { kind: "notAnswered" };
  if (!onAsk) return nobody;
  const before = json(answers, "the answers");
  const known = new Map(Object.entries(answers));
  const given = await orAborted(onAsk(form, answers, problems), signal);
  if (given === undefined || given === null || json(given, "the answers") === before) return nobody;
  if (typeof given !== "object" || Array.isArray(given)) return { kind: "answered", answers: given };
  const isKept = ([name, value]) => typeof value !== "object" && known.has(name) && Object.is(known.get(name), value);
  const [kept, changed] = [[], []];
  for (const member of Object.entries(given)) (isKept(member) ? kept : changed).push(member);
  return { kind: "answered", answers: Object.fromEntries(changed), kept: kept.map(([name]) => name) };
}

/** Waits for what may be a promise, but not when the run is stopped meanwhile. */
function orAborted(given, signal) {
  if (!signal) return given;
  let stop;
  const stopped = new Promise((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener("abort", stop);
    // It may have been stopped by whoever gave this.
    if (signal.aborted) stop();
  });
  return Promise.race([stopped, given]).finally(() => signal.removeEventListener("abort", stop));
}

/** Tells what has changed since it told last: a status, or that it is sent or waits once more. */
function teller(handle, runId, onEvent) {
  if (!onEvent) return () => {};
  const known = new Map();
  return async (type, status) => {
    if (type) return onEvent({ type, runId, ...(status && { status }) });
    for (const task of JSON.parse(handle.report()).tasks) {
      const state = `${task.status} ${task.attempts.length}`;
      if (known.get(task.taskId) === state || task.status === "notReached") continue;
      known.set(task.taskId, state);
      await onEvent({ type: "task", runId, task });
    }
  };
}
