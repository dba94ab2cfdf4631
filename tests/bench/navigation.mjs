// From the address of the app to a page that can be used, with nothing kept of
// it and with everything; and what of that is Wasm.

import { startBrowser } from "../e2e/harness/browser.mjs";
import { median, rounded } from "./place.mjs";

const VISITS = 7;

/** Gives the median of several visits, in ms since the visit began. */
export async function visiting(url) {
  const [cold, warm] = [[], []];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const browser = await startBrowser();
    try {
      await browser.context.addInitScript(watch);
      cold.push(await visited(browser.page, url));
      warm.push(await visited(browser.page, url));
    } finally {
      await browser.close();
    }
  }
  return { visits: VISITS, cold: medians(cold), warm: medians(warm) };
}

/** Notes when the page can be used: it has its heading and a button to begin with. */
function watch() {
  const look = () => {
    if (globalThis.usableMillis !== undefined || !document.querySelector("main h1") || !document.querySelector("main button:enabled")) return;
    document.body.getBoundingClientRect();
    globalThis.usableMillis = performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}

async function visited(page, url) {
  await page.goto(url);
  await page.waitForFunction(() => globalThis.usableMillis !== undefined);
  return page.evaluate(async () => {
    const first = performance.getEntriesByType("resource").find(({ name }) => name.includes(".wasm"));
    const bytes = await (await fetch(first.name)).arrayBuffer();
    const began = performance.now();
    await WebAssembly.compile(bytes);
    return {
      usableMillis: globalThis.usableMillis,
      wasmHereMillis: first.responseEnd,
      wasmCompileMillis: performance.now() - began,
      wasmBytes: bytes.byteLength,
    };
  });
}

function medians(visits) {
  const of = (name) => rounded(median(visits.map((visit) => visit[name])), 1);
  const [usableMillis, wasmHereMillis] = [of("usableMillis"), of("wasmHereMillis")];
  return {
    usableMillis,
    wasmHereMillis,
    fromWasmToUsableMillis: rounded(usableMillis - wasmHereMillis, 1),
    wasmCompileMillis: of("wasmCompileMillis"),
    wasmKilobytes: rounded(of("wasmBytes") / 1000),
  };
}
