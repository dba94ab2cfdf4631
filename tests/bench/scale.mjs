// What a row costs, and how much memory it takes, of files of very different
// lengths, each in a process of its own: `node scale.mjs` starts itself anew.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { median, place, rounded, tell } from "./place.mjs";
import { accounts, rows, workflow } from "./workload.mjs";

const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const ROUNDS = 3;
/** The rows that are read over and over. */
const PATTERN = 1_000;
/** A short file is gone through so often that as many rows are timed. */
const LEAST = 1_000_000;
/**
 * After so many rows all is compiled as well as it gets: also what happens once
 * a file, which is called least often and so takes longest to be.
 */
const WARMED = 4_000_000;

const [size] = process.argv.slice(2);
if (size) process.stdout.write(JSON.stringify(await once(Number(size))));
else tell(all());

function all() {
  const again = (size) => JSON.parse(execFileSync(process.execPath, [fileURLToPath(import.meta.url), String(size)], { encoding: "utf8" }));
  const found = new Map(SIZES.map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const size of SIZES) {
      // The longest says enough in one go.
      if (round === 0 || size < 10_000_000) found.get(size).push(again(size));
    }
  }
  return {
    sizes: SIZES.map((size) => ({
      rows: size,
      nanosPerRow: rounded(median(found.get(size).map((one) => one.nanosPerRow))),
      peakMegabytes: rounded(median(found.get(size).map((one) => one.peakMegabytes)), 1),
    })),
    loadMillis: rounded(median(SIZES.flatMap((size) => found.get(size).map((one) => one.loadMillis))), 1),
  };
}

async function once(size) {
  const segflow = await import(pathToFileURL(join(place("SEGFLOW_PACKAGE"), "dist/index.js")).href);
  const loading = performance.now();
  await segflow.load();
  const loadMillis = performance.now() - loading;
  const flow = segflow.compile(workflow);
  const piece = new TextEncoder().encode(rows(PATTERN).jsonl);
  const stream = (pieces) => {
    let left = pieces;
    return new ReadableStream({
      pull: (controller) => {
        if (left === 0) return controller.close();
        left -= 1;
        controller.enqueue(piece);
      },
    });
  };
  const run = async (size) => {
    const result = await flow.runMany(stream(size / PATTERN), { format: "jsonl", accounts, dryRun: true });
    if (result.wouldSend !== size) throw new Error(`not every row is sent: ${JSON.stringify(result)}`);
  };
  for (let warmed = 0; warmed < WARMED; warmed += PATTERN) await run(PATTERN);
  const times = Math.max(1, LEAST / size);
  const started = performance.now();
  for (let time = 0; time < times; time += 1) await run(size);
  const nanosPerRow = ((performance.now() - started) * 1e6) / (times * size);
  return { nanosPerRow, peakMegabytes: process.resourceUsage().maxRSS / 1024, loadMillis };
}
