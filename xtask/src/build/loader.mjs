// Loads the parts of the program. It is put into one file with what wasm-bindgen
// wrote, and a line for each part is written below.
import { initSync } from "./program.js";

/** The files that have come, or are on their way; a failed one is asked for again. */
const files = new Map();

function file(name) {
  if (!files.has(name)) {
    // A file that several were put together into calls the program by another name.
    const imports = { __wasm_split: initSync(), program: initSync() };
    const came = WebAssembly.instantiateStreaming(fetch(new URL(name, import.meta.url)), imports);
    came.catch(() => files.delete(name));
    files.set(name, came);
  }
  return files.get(name);
}

/** Every file there is, by name. */
const all = new Set();

/** What the program calls to have a part: it is called back when its files are there. */
function part(...names) {
  for (const name of names) all.add(name);
  return async (callback, data) => {
    let isThere = false;
    try {
      await Promise.all(names.map(file));
      isThere = true;
    } catch (error) {
      console.error(error);
    }
    initSync().__indirect_function_table.get(callback)(data, isThere);
  };
}

/**
 * Once nothing else is to be done the parts come one after the other, so that
 * the next click need not wait, and work goes on where the server does not. One
 * that fails is asked for again when it is used. Those who pay for every byte
 * get what they use.
 */
async function bringTheRest() {
  for (const name of all) await file(name).catch(() => {});
}
const whenIdle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 2000));
if (!navigator.connection?.saveData) {
  const soon = () => setTimeout(() => whenIdle(bringTheRest, { timeout: 5000 }), 1000);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon, { once: true });
}

