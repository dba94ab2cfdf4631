// Finds a file of Wasm. Nothing is fetched before it is asked for.

import { SegflowError } from "./error.js";

/** How a module's address is told. */
const TELLING = { engine: "load()", bulk: "loadBulk()", builder: "the builder's load()" };

/**
 * Gives what WebAssembly can be made of: the source, or else what is beside
 * the script. `name` is the module's.
 */
export async function read(source, beside, name) {
  const from = (await source) ?? beside();
  const missing = (url, why) => new SegflowError(
    "wasm_not_found",
    `${name}.wasm was not found at ${url}: ${why}; copy it there from the package, or call ${TELLING[name]} with its address`,
  );
  if (from instanceof WebAssembly.Module || from instanceof ArrayBuffer || ArrayBuffer.isView(from)) {
    return from;
  }
  if (typeof Response === "function" && from instanceof Response) return checked(from, from.url, missing);
  const url = from instanceof URL ? from : new URL(from, globalThis.document?.baseURI ?? globalThis.location?.href);
  if (url.protocol === "file:" && globalThis.process?.versions?.node) return readFile(url, missing);
  let response;
  try {
    response = await fetch(url);
  } catch {
    throw missing(url, "it cannot be fetched");
  }
  return checked(response, url, missing);
}

function checked(response, url, missing) {
  // A server that answers with its start page says 200 all the same.
  if (!response.ok) throw missing(url, `the answer was ${response.status}`);
  if (response.headers.get("content-type")?.startsWith("text/html")) throw missing(url, "a page came instead");
  return response;
}

async function readFile(url, missing) {
  // In a variable, so that bundlers for browsers do not look for it.
  const name = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  try {
    return await readFile(url);
  } catch {
    throw missing(url, "there is no such file");
  }
}
