// Files of rows: what runMany() does. index.js imports it when it is needed.

import init, { begin, fingerprint } from "./bulk_wasm.js";
import { manyOptions } from "./many-options.js";
import { SegflowError, call, read, take } from "./of-index.js";
import { drive } from "./run-many.js";
import { open } from "./source.js";

export { take };

export async function load(source) {
  // Written out so that bundlers see the file and take it along.
  await init({ module_or_path: await read(source, () => new URL("./bulk.wasm", import.meta.url), "bulk") });
}

/** `document` and `surroundings` are what the flow was compiled of. */
export async function runMany(document, surroundings, source, options) {
  const { inWasm, about, checkpoint, outside } = manyOptions(options);
  const opened = open(source);
  if (!opened) throw new SegflowError("bad_source", "the source has to be a string, a Uint8Array, a Blob or a ReadableStream");
  if (checkpoint) {
    if (!opened.edges) throw new SegflowError("bad_source", "a stream cannot be gone on with; give a string, a Uint8Array or a Blob beside `checkpoint`");
    const [size, first, last] = await opened.edges();
    about.fingerprint = call(() => fingerprint(size, first, last));
    about.checkpoint = (await checkpoint.load()) ?? undefined;
  }
  const begun = call(() => begin(document, surroundings, JSON.stringify(about), inWasm, Date.now()));
  try {
    return await drive(begun, opened, outside);
  } finally {
    begun.free();
  }
}
