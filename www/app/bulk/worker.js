// The worker of the page that runs files. It reads, sends and waits as the
// module of Wasm says, by the code of the npm package; the page is told in JSON.
//
// What the page posts: { text, file?, accounts? }. `text` is JSON: what it asks,
// under a number by which it knows the answer. The accounts come with their keys
// and are kept no longer than what they are for.

import init, { DownloadHandle, begin, fingerprint, look } from "../../npm/src/bulk_wasm.js";
import { call } from "../../npm/src/call.js";
import { SegflowError } from "../../npm/src/error.js";
import { read } from "../../npm/src/load.js";
import { take } from "../../npm/src/of-index.js";
import { called, only, sending, wrong } from "../../npm/src/options.js";
import { drive } from "../../npm/src/run-many.js";
import { send } from "../../npm/src/send.js";
import { network, sleep } from "../../npm/src/wait.js";
import { beginning, edges, encodingOf, isArchive, reading } from "./encoding.js";
import { gathered } from "./gathering.js";

/** How many bytes of a file are looked at before it runs. */
const LOOKED_AT_BYTES = 256 * 1024;
/** How many rows that were set aside or failed are told. */
const TROUBLES = 100;
/** The workflows that a document's tasks run travel in it, each as a text. */
const around = (document) => JSON.stringify({ workflows: JSON.parse(document).workflows ?? [] });

take({ SegflowError, call, called, network, only, read, send, sending, sleep, wrong });

let under;
/** The module, asked for once; one that did not come is asked for again. */
const loaded = () => {
  under ??= (async () => init({ module_or_path: await read(new URL(BULK_WASM, self.location.href), undefined, "bulk") }))();
  under.catch(() => (under = undefined));
  return under;
};

/** The run under way, if there is one: how to stop it, and how to tell it something. */
let running;
/** What the page has not said yet that it has kept, by number. */
const keeping = new Map();
let kept = 0;

const tell = (told, more) => postMessage({ text: JSON.stringify(told), ...more });

const doing = {
  look: async ({ document, how }, { file, accounts }) => {
    if (await isArchive(file)) {
      throw new SegflowError("no_rows", "this is a workbook, or another archive, and no rows of text; save its sheet as CSV and choose that");
    }
    const encoding = how.encoding ?? (await encodingOf(file));
    const [bytes, isWhole] = await beginning(file, encoding, LOOKED_AT_BYTES);
    const about = JSON.stringify(how);
    const { inWasm } = sending({ accounts, runId: "preview" });
    const found = call(() => look(document, around(document), about, inWasm, bytes, isWhole, Date.now()));
    return { ...JSON.parse(found), encoding };
  },

  run: async ({ id, document, how, runId, dryRun, checkpoint, concurrency }, { file, accounts }) => {
    if (running) wrong("a file is being run already");
    return owned(dryRun ? undefined : id, async () => {
      const { inWasm, outside } = sending({ accounts, runId, dryRun });
      const about = { ...how, concurrency, checkpoint, troubles: TROUBLES };
      const parts = await edges(file);
      about.fingerprint = call(() => fingerprint(...parts));
      const begun = call(() => begin(document, around(document), JSON.stringify(about), inWasm, Date.now()));
      const source = reading(file, how.encoding);
      const stopping = new AbortController();
      const rows = [];
      running = { stop: () => stopping.abort(), step: () => {} };
      const progress = (told) => tell({ told: "progress", id, ...told, fileRead: source.read() ?? told.bytesRead, troubles: rows.splice(0) });
      try {
        const ended = await drive(begun, source, {
          ...outside,
          signal: stopping.signal,
          onProgress: progress,
          onRow: (row) => rows.push(row),
          save: dryRun ? undefined : (text) => keep(id, text),
          control: (step) => (running.step = step),
        });
        return { ...ended, checkpoint: begun.checkpoint(), wasStopped: stopping.signal.aborted };
      } finally {
        running = undefined;
        begun.free();
      }
    });
  },

  download: async ({ document, how, dryRun, checkpoint, which }, { file, accounts }) => {
    const parts = await edges(file);
    const { source } = JSON.parse(checkpoint);
    if (source !== null && source !== call(() => fingerprint(...parts))) {
      throw new SegflowError("checkpoint_of_other_source", "the checkpoint belongs to another file; choose that one, or begin anew");
    }
    const { inWasm } = sending({ accounts, runId: "download", dryRun });
    const handle = call(() => new DownloadHandle(document, around(document), inWasm, checkpoint, which));
    const opened = reading(file, how.encoding);
    const blob = await gathered(async (add) => {
      for (let piece; (piece = await opened.next()); ) add(call(() => handle.read(piece)));
      add(call(() => handle.end()));
    });
    handle.free();
    return { which, blob };
  },

  pause: () => running?.step({ kind: "paused" }),
  resume: () => running?.step({ kind: "resumed" }),
  stop: () => running?.stop(),
};

/** Has the page keep from where a run goes on; done when it is kept. */
function keep(id, checkpoint) {
  kept += 1;
  const number = kept;
  tell({ told: "keep", id, number, checkpoint });
  return new Promise((resolve, reject) => keeping.set(number, { resolve, reject }));
}

/** Does something while no other tab does it, or refuses. */
function owned(id, act) {
  // Without a secure context there are no locks; then this page is alone as far as anyone knows.
  if (id === undefined || !navigator.locks) return act();
  return navigator.locks.request(`segflow-bulk-${id}`, { ifAvailable: true }, (lock) => {
    if (!lock) throw new SegflowError("run_elsewhere", "another tab of this page is running this file; look at it there");
    return act();
  });
}

addEventListener("message", async ({ data }) => {
  const { ask, kind, ...asked } = JSON.parse(data.text);
  if (kind === "kept") {
    const waiting = keeping.get(asked.kept);
    keeping.delete(asked.kept);
    if (asked.error) waiting?.reject(new SegflowError("not_kept", asked.error));
    else waiting?.resolve();
    return;
  }
  try {
    await loaded();
    const { blob, ...answer } = (await doing[kind](asked, data)) ?? {};
    if (ask !== undefined) tell({ told: "answer", ask, answer }, { blob });
  } catch (error) {
    const { code = "bug", message } = error;
    tell({ told: "refused", ask, code, message: String(message ?? error) });
  }
});
