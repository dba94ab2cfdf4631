// Loads the parts of the program. It is put into one file with what wasm-bindgen
// wrote, and a line for each part is written below.

const instantiate = (name, imports) =>
  WebAssembly.instantiateStreaming(fetch(new URL(name, import.meta.url)), imports);

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

