// Drives a run: does what it waits for, and tells it what came of that.

import { call, json } from "./of-common.js";
import { network, sleep } from "./wait.js";
import { send } from "./send.js";

export async function run(handle, { runId, keys, signal, fetch, onAsk, onEvent }) {
  const step = (event) => JSON.parse(call(() => handle.step(json(event, "the answers"), Date.now(), chance())));
  const stopped = { kind: "stopped" };
  const tell = teller(handle, runId, onEvent);
  // People are asked one form after the other.
  let asked = Promise.resolve();
  /** What ends asking a form, by its path. */
  const open = new Map();
  let hear = () => {};
  /** Answers a form by its path, whichever is asked. */
  const say = (task, answers) => {
    if (!hear) return;
    const more = step({ kind: "answered", task, answers });
    open.get(task)?.();
    if (open.delete(task)) underWay.delete(task);
    begin(more);
    hear();
  };
  const perform = {
    ask: (form) => {
      let end;
      const over = new Promise((resolve) => (end = resolve));
      open.set(form.task, end);
      const isOpen = () => open.get(form.task) === end;
      return (asked = asked.then(() => (isOpen() ? Promise.race([over, answer(form, onAsk, signal, say)]) : over)));
    },
    // It may have arrived a day ago, and nobody is there to be asked.
    askConsent: () => ({ kind: "declined" }),
    wait: ({ millis }) => orAborted(sleep(millis, signal), signal).then(() => ({ kind: "waited" })),
    waitForNetwork: () => orAborted(network(signal), signal).then(() => ({ kind: "waited" })),
    send: ({ task, account }) => {
      const key = keys.get(account);
      // The key is filled in now and not before; nothing keeps the result.
      return key === undefined
        ? { kind: "notResponded", error: "no_key" }
        : send(JSON.parse(call(() => handle.fill(task, key))), key, fetch, signal);
    },
  };
  /** What is under way, by task: several tasks are so together. */
  const underWay = new Map();
  const begin = (all) => {
    for (const one of all) {
      const { task } = one;
      const came = Promise.resolve(perform[one.kind](one)).then((event) => ({ ...event, task }));
      // It is waited for below; what fails meanwhile fails there.
      came.catch(() => {});
      underWay.set(task, came);
    }
  };
  await tell("started");
  begin(step(signal?.aborted ? stopped : { kind: "started" }));
  while (underWay.size > 0) {
    await tell();
    const event = await Promise.race([new Promise((heard) => (hear = heard)), ...underWay.values()]);
    if (!event) continue;
    underWay.delete(event.task);
    if (!signal?.aborted) {
      begin(step(event));
      continue;
    }
    // What was answered before the stop still counts.
    const all = [event, ...(await Promise.all(underWay.values()))];
    for (const came of all) if (/esponded$/u.test(came.kind)) step(came);
    step(stopped);
    underWay.clear();
  }
  hear = undefined;
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
async function answer({ task, form, answers, problems }, onAsk, signal, say) {
  const nobody = { kind: "notAnswered" };
  if (!onAsk) return nobody;
  const before = json(answers, "the answers");
  const known = new Map(Object.entries(answers));
  const given = await orAborted(onAsk(form, answers, problems, { path: task, answer: say }), signal);
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
    for (const [path, task] of each(JSON.parse(handle.report()).tasks)) {
      const state = `${task.status} ${task.attempts.length} ${task.activation}`;
      if (known.get(path) === state || task.status === "notReached") continue;
      known.set(path, state);
      await onEvent({ type: "task", runId, path, task });
    }
  };
}

/** Every task with its path; those of a workflow within one after it. */
function* each(tasks, around = "") {
  for (const task of tasks) {
    yield [around + task.taskId, task];
    yield* each(task.tasks ?? [], `${around}${task.taskId}/`);
  }
}
