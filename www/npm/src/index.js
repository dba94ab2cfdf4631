// The facade: what a program calls. The Wasm module decides; what the outside
// has to do (fetching, waiting, asking) is done here.

import init, { compile as compileInWasm, fingerprint } from "./engine.js";
import { SegflowError, call } from "./error.js";
import { read } from "./load.js";
import { json } from "./json.js";
import { compileOptions, manyOptions, previewOptions, runOptions } from "./options.js";
import { runMany } from "./run-many.js";
import { run } from "./run.js";
import { open } from "./source.js";

export { SegflowError };

/** The load under way or done; a failed one is forgotten, to be tried again. */
let loading;
let isLoaded = false;

export function load(source) {
  loading ??= read(source)
    .then((module_or_path) => init({ module_or_path }))
    .then(
      () => {
        isLoaded = true;
      },
      (error) => {
        loading = undefined;
        throw error;
      },
    );
  return loading;
}

export function compile(document, options) {
  if (!isLoaded) {
    throw new SegflowError("not_loaded", "segflow is not loaded yet; await load() first");
  }
  const surroundings = compileOptions(options);
  return new Flow(call(() => compileInWasm(json(document, "the document"), surroundings)));
}

class Flow {
  #handle;
  #findings;

  constructor(handle) {
    this.#handle = handle;
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
    const handle = this.#live();
    const { inWasm, about, checkpoint, outside } = manyOptions(options);
    const opened = open(source);
    if (!opened) throw new SegflowError("bad_source", "the source has to be a string, a Uint8Array, a Blob or a ReadableStream");
    if (checkpoint) {
      if (!opened.edges) throw new SegflowError("bad_source", "a stream cannot be gone on with; give a string, a Uint8Array or a Blob beside `checkpoint`");
      const [size, first, last] = await opened.edges();
      about.fingerprint = call(() => fingerprint(size, first, last));
      about.checkpoint = (await checkpoint.load()) ?? undefined;
    }
    const started = call(() => handle.bulk(JSON.stringify(about), inWasm, Date.now()));
    try {
      return await runMany(started, opened, outside);
    } finally {
      started.free();
    }
  }

  free() {
    this.#handle?.free();
    this.#handle = undefined;
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
