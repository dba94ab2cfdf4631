// The facade: what a program calls. The Wasm module decides; what the outside
// has to do (fetching, waiting, asking) is done here.

import init, { compile as compileInWasm } from "./engine_wasm.js";
import { SegflowError, call, json, read } from "./of-common.js";
import { called, compileOptions, only, previewOptions, runOptions, sending, wrong } from "./options.js";
import { run } from "./run.js";
import { send } from "./send.js";
import { network, sleep } from "./wait.js";

export { SegflowError };

let isLoaded = false;

export const load = once(async (source) => {
  // Written out so that bundlers see the file and take it along.
  await init({ module_or_path: await read(source, () => new URL("./engine.wasm", import.meta.url), "engine") });
  isLoaded = true;
});

/** What files of rows are gone through with. */
const bulk = once(async (source) => {
  const module = await import("./bulk.js").catch((error) => {
    throw new SegflowError("bulk_not_found", `bulk.js was not found (${error.message}); copy it from the package, beside index.js`);
  });
  module.take({ SegflowError, call, called, network, only, read, send, sending, sleep, wrong });
  await module.load(source);
  return module;
});

export async function loadBulk(source) {
  await bulk(source);
}

/** A load under way or done is not begun again; one that failed is forgotten, to be tried again. */
function once(begin) {
  let under;
  return (source) => {
    under ??= begin(source).catch((error) => {
      under = undefined;
      throw error;
    });
    return under;
  };
}

export function compile(document, options) {
  if (!isLoaded) {
    throw new SegflowError("not_loaded", "segflow is not loaded yet; await load() first");
  }
  const surroundings = compileOptions(options);
  const text = json(document, "the document");
  return new Flow(call(() => compileInWasm(text, surroundings)), [text, surroundings]);
}

class Flow {
  #handle;
  /** What it was compiled of, for the module that goes through files. */
  #written;
  #findings;

  constructor(handle, written) {
    this.#handle = handle;
    this.#written = written;
  }

  get findings() {
    this.#findings ??= freeze(JSON.parse(call(() => this.#live().findings())));
    return this.#findings;
  }

  preview(record, options) {
    const handle = this.#live();
    const text = json(record ?? {}, "the record");
    const [inWasm, now] = previewOptions(options);
    return JSON.parse(call(() => handle.preview(text, inWasm, now)));
  }

  async run(record, options) {
    const handle = this.#live();
    const text = json(record ?? {}, "the record");
    const { inWasm, outside } = runOptions(options);
    const started = call(() => handle.run(text, inWasm));
    try {
      return await run(started, outside);
    } finally {
      started.free();
    }
  }

  async runMany(source, options) {
    this.#live();
    const written = this.#written;
    return (await bulk()).runMany(...written, source, options);
  }

  free() {
    this.#handle?.free();
    this.#handle = this.#written = undefined;
  }

  #live() {
    if (!this.#handle) {
      throw new SegflowError("freed", "this flow was freed; compile the document again");
    }
    return this.#handle;
  }
}

// Where the language does not know it yet, free() is called by hand.
if (Symbol.dispose) Flow.prototype[Symbol.dispose] = Flow.prototype.free;

function freeze(findings) {
  findings.forEach(Object.freeze);
  return Object.freeze(findings);
}
