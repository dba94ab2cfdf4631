// The contest in a page of Chromium: a small server, one bundle of the rivals,
// and the package's own files.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBrowser } from "../e2e/harness/browser.mjs";

const PAGE = '<!doctype html><title>bench</title><link rel="icon" href="data:,">';
const TYPES = { js: "text/javascript", wasm: "application/wasm" };

/** Gives, by format, what `contest` gives. */
export async function inPage(folder, { count, rounds }) {
  const bundle = bundled();
  const server = createServer((request, response) => {
    const told = (type, body) => response.writeHead(200, { "content-type": type }).end(body);
    if (request.url === "/") return told("text/html", PAGE);
    if (request.url === "/contenders.js") return told(TYPES.js, bundle);
    const file = /^\/segflow\/([a-z_]+\.(js|wasm))$/.exec(request.url);
    if (file) return told(TYPES[file[2]], readFileSync(join(folder, "dist", file[1])));
    return response.writeHead(404).end();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const browser = await startBrowser();
  try {
    const { page } = browser;
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const measured = {};
    for (const format of ["jsonl", "csv"]) {
      measured[format] = await page.evaluate(
        async ([format, count, rounds]) => {
          const segflow = await import("/segflow/index.js");
          const { contest } = await import("/contenders.js");
          await segflow.load();
          return contest(segflow, { format, count, rounds });
        },
        [format, count, rounds],
      );
    }
    return measured;
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

/** The contenders and the rivals as one script for a page. */
function bundled() {
  const work = mkdtempSync(join(tmpdir(), "segflow-bundle-"));
  try {
    const out = join(work, "contenders.js");
    execFileSync(
      "esbuild",
      [
        new URL("./contenders.mjs", import.meta.url).pathname,
        "--bundle",
        "--format=esm",
        "--platform=browser",
        // It is asked for only where there is no page.
        "--external:os",
        "--define:global=globalThis",
        "--define:process={\"env\":{}}",
        `--outfile=${out}`,
        "--log-level=error",
      ],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
    return readFileSync(out);
  } finally {
    rmSync(work, { recursive: true });
  }
}
