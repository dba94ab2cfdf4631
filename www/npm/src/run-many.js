// Drives a file through a workflow: reads, sends, waits and keeps, as the Wasm
// module says.

import { call, network, send, sleep } from "./of-index.js";

/** How long the page may be kept from other work. */
const SLICE_MILLIS = 8;
/** How often progress is told. */
const PROGRESS_MILLIS = 100;

export async function drive(handle, source, { keys, signal, fetch, onProgress, onRow, save, control }) {
  let isOver = false;
  let own;
  /** What is sent and waited for ends with the run; one that does neither needs no signal. */
  const life = () => {
    own ??= new AbortController();
    if (isOver) own.abort();
    return own.signal;
  };
  const saving = saver(save);
  let resting = Date.now();
  let toldAt = 0;
  let telling;
  let fail;
  const failed = new Promise((_, reject) => (fail = reject));
  let end;
  const ended = new Promise((resolve) => (end = resolve));

  const step = (event) => act(call(() => handle.step(JSON.stringify(event), Date.now(), random())));

  const perform = {
    read: async () => {
      if (Date.now() - resting > SLICE_MILLIS) {
        await rest();
        resting = Date.now();
      }
      if (isOver) return;
      const piece = await source.next();
      if (isOver) return;
      if (piece) act(call(() => handle.read(piece, Date.now())));
      else step({ kind: "ended" });
    },
    send: async ({ lane, account }) => {
      const key = keys.get(account);
      if (key === undefined) return step({ kind: "notResponded", lane, error: "no_key" });
      // The key is filled in now and not before; nothing keeps the result.
      const request = JSON.parse(call(() => handle.fill(lane, key)));
      request.body = call(() => handle.body());
      let came = await send(request, key, fetch, life());
      while (came.error === "offline" && !isOver) {
        await network(life());
        came = await send(request, key, fetch, life());
      }
      if (!isOver) step({ ...came, lane });
    },
    wait: async ({ lane, millis }) => {
      await sleep(millis, life());
      if (!isOver) step({ kind: "waited", lane });
    },
    save: ({ text }) => saving.keep(text),
    end: () => end(),
  };

  function act(effects) {
    if (onRow) for (const row of JSON.parse(handle.told())) onRow(row);
    if (onProgress) {
      const early = toldAt + PROGRESS_MILLIS - Date.now();
      if (early <= 0) tell();
      // What comes before a long wait is told as well.
      else telling ??= sleep(early, life()).then(() => telling && !isOver && tell()).catch(fail);
    }
    for (const effect of JSON.parse(effects)) {
      // What a callback throws ends the run, whenever it does.
      Promise.resolve(effect).then(perform[effect.kind]).catch(fail);
    }
  }

  function tell() {
    telling = undefined;
    toldAt = Date.now();
    onProgress(JSON.parse(handle.progress()));
  }

  const over = (why) => {
    isOver = true;
    own?.abort(why);
  };
  const stop = () => {
    over();
    try {
      step({ kind: "stopped" });
    } catch (error) {
      fail(error);
    }
  };
  signal?.addEventListener("abort", stop);
  try {
    if (signal?.aborted) stop();
    else act(handle.start());
    control?.(step);
    await Promise.race([ended, failed, saving.failed]);
    await saving.settled();
    if (onProgress) tell();
    return JSON.parse(handle.report());
  } finally {
    signal?.removeEventListener("abort", stop);
    // A reason saves making an error, of which nobody hears.
    over("ended");
    source.close();
  }
}

/** Keeps the latest text, one after the other. */
function saver(save) {
  let next;
  let under;
  let fail;
  const failed = new Promise((_, reject) => (fail = reject));
  failed.catch(() => {});
  const go = async () => {
    while (next !== undefined) {
      const text = next;
      next = undefined;
      await save(text);
    }
    under = undefined;
  };
  return {
    failed,
    keep: (text) => {
      if (!save) return;
      next = text;
      under ??= go().catch(fail);
    },
    settled: async () => {
      await Promise.race([failed, under]);
    },
  };
}

/** Lets the page do what waits; a timer would be held back. */
function rest() {
  if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function random() {
  return Math.floor(Math.random() * 2 ** 32);
}
