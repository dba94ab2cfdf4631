// Finds the Wasm file. Nothing is fetched before load() is called.

import { SegflowError } from "./error.js";

/** Gives what WebAssembly can be made of. */
export async function read(source) {
  // Written out so that bundlers see the file and take it along.
  const from = (await source) ?? new URL("./engine.wasm", import.meta.url);
  if (from instanceof WebAssembly.Module || from instanceof ArrayBuffer || ArrayBuffer.isView(from)) {
    return from;
  }
  if (typeof Response === "function" && from instanceof Response) return checked(from, from.url);
  const url = from instanceof URL ? from : new URL(from, globalThis.document?.baseURI ?? globalThis.location?.href);
  if (url.protocol === "file:" && globalThis.process?.versions?.node) return readFile(url);
  let response;
  try {
    response = await fetch(url);
  } catch {
    throw missing(url, "it cannot be fetched");
  }
  return checked(response, url);
}

function checked(response, url) {
  // A server that answers with its start page says 200 all the same.
  if (!response.ok) throw missing(url, `the answer was ${response.status}`);
  if (response.headers.get("content-type")?.startsWith("text/html")) throw missing(url, "a page came instead");
  return response;
}

async function readFile(url) {
  // In a variable, so that bundlers for browsers do not look for it.
  const name = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  try {
    return await readFile(url);
  } catch {
    throw missing(url, "there is no such file");
  }
}

function missing(url, why) {
  return new SegflowError(
    "wasm_not_found",
    `engine.wasm was not found at ${url}: ${why}; copy it there from the package, or call load() with its address`,
  );
}
