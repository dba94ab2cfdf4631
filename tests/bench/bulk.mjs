// Rows a second of one thread, ours and the rivals' one after the other in
// several rounds of one process: `node bulk.mjs <folder of the npm package>`.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { performance } from "node:perf_hooks";
import { names, rival } from "./rivals.mjs";
import { accounts, rows, workflow } from "./workload.mjs";

const [folder, rounds = "7", count = "40000"] = process.argv.slice(2);
const segflow = await import(pathToFileURL(join(folder, "dist/index.js")).href);
const before = performance.now();
await segflow.load();
const loadMillis = performance.now() - before;

const text = rows(Number(count));
const encoder = new TextEncoder();
const flow = segflow.compile(workflow);

const contenders = {
  segflow: async (source, format) => {
    const result = await flow.runMany(source.bytes, { format, accounts, dryRun: true });
    if (result.wouldSend !== Number(count)) throw new Error(`not every row is sent: ${JSON.stringify(result)}`);
    return result;
  },
  ...Object.fromEntries(names.map((name) => {
    const run = rival(name);
    return [name, async (source, format) => run(source.text, format)];
  })),
};

const told = { node: process.version, loadMillis, bytesPerRow: {}, results: {} };
for (const format of ["jsonl", "csv"]) {
  const source = { text: text[format], bytes: encoder.encode(text[format]) };
  told.bytesPerRow[format] = { in: source.bytes.length / Number(count) };
  const rates = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -1; round < Number(rounds); round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const started = performance.now();
      const result = await run(source, format);
      const seconds = (performance.now() - started) / 1000;
      // The first round warms up.
      if (round >= 0) rates[name].push(result.rows / seconds);
      told.bytesPerRow[format][name] = result.bytes / result.rows;
    }
  }
  told.results[format] = Object.fromEntries(Object.entries(rates).map(([name, list]) => [name, median(list)]));
}
console.info(JSON.stringify(told));

function median(list) {
  const sorted = [...list].sort((a, b) => a - b);
  return Math.round(sorted[sorted.length >> 1]);
}
