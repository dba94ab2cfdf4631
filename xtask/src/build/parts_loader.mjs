// Loads the parts of a program: what all programs have in common. Before it
// stands how a file of this one is had, `instantiate`.
import { initSync } from "./program.js";

/** The files that have come, or are on their way; a failed one is asked for again. */
const files = new Map();

function file(name) {
  if (!files.has(name)) {
    // A file that several were put together into calls the program by another name.
    const came = instantiate(name, { __wasm_split: initSync(), program: initSync() });
    came.catch(() => files.delete(name));
    files.set(name, came);
  }
  return files.get(name);
}

/** Every file that is for everybody, by name. */
const all = new Set();

/** What the program calls to have a part: it is called back when its files are there. */
function part(...names) {
  for (const name of names) all.add(name);
  return askedFor(...names);
}

/** The same for a part that only some people need, such as a language. */
function askedFor(...names) {
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

