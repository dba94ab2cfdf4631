// Loads the parts of an element's program. It is put into one function with what
// wasm-bindgen wrote, which is called for each instance of the program and is
// told by `locate` where a file is; a line for each part is written below.

async function instantiate(name, imports) {
  const answer = await fetch(locate(name.replace("./", "")));
  if (!answer.ok) throw new Error(`${name} of segflow was not found: the answer was ${answer.status}`);
  const isNamed = answer.headers.get("content-type")?.startsWith("application/wasm");
  if (isNamed) return WebAssembly.instantiateStreaming(answer, imports);
  return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}
