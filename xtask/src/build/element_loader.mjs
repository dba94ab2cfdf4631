// Loads the parts of an element's program. It is put into one function with what
// wasm-bindgen wrote, which is called for each instance of the program and is
// told by `locate` where a file is; a line for each part is written below.
import { initSync } from "./program.js";

/** The files that have come, or are on their way; a failed one is asked for again. */
const files = new Map();

function file(name) {
  if (!files.has(name)) {
    const came = instantiate(name);
    came.catch(() => files.delete(name));
    files.set(name, came);
  }
  return files.get(name);
}

async function instantiate(name) {
  // A file that several were put together into calls the program by another name.
  const imports = { __wasm_split: initSync(), program: initSync() };
  const answer = await fetch(locate(name.replace("./", "")));
  if (!answer.ok) throw new Error(`${name} of segflow was not found: the answer was ${answer.status}`);
  const isNamed = answer.headers.get("content-type")?.startsWith("application/wasm");
  if (isNamed) return WebAssembly.instantiateStreaming(answer, imports);
  return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}

/** What the program calls to have a part: it is called back when its files are there. */
function part(...names) {
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
