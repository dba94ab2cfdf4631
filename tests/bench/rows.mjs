// Rows a second of one thread: ours and the rivals in Node, ours and a program
// written by hand natively, and all but the native ones in Chromium; all in
// turns.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { contest } from "./contenders.mjs";
import { inPage } from "./page.mjs";
import { place, tell } from "./place.mjs";
import { rows, workflow } from "./workload.mjs";

const COUNT = 100_000;
const ROUNDS = 5;

const folder = place("SEGFLOW_PACKAGE");
const segflow = await import(pathToFileURL(join(folder, "dist/index.js")).href);
await segflow.load();

const work = mkdtempSync(join(tmpdir(), "segflow-bench-"));
const measured = { count: COUNT, rounds: ROUNDS, node: {}, native: {}, chromium: {} };
try {
  const texts = rows(COUNT);
  const workflowFile = join(work, "workflow.json");
  writeFileSync(workflowFile, JSON.stringify(workflow));
  for (const format of ["jsonl", "csv"]) {
    const file = join(work, `rows.${format}`);
    writeFileSync(file, texts[format]);
    const native = {};
    const between = async () => {
      const told = JSON.parse(execFileSync(place("SEGFLOW_NATIVE_BENCH"), [workflowFile, file], { encoding: "utf8" }));
      for (const [name, rate] of Object.entries(told)) (native[name] ??= []).push(rate);
    };
    measured.node[format] = await contest(segflow, { format, count: COUNT, rounds: ROUNDS, between });
    measured.native[format] = { rates: native };
  }
  Object.assign(measured.chromium, await inPage(folder, { count: COUNT, rounds: ROUNDS }));
} finally {
  rmSync(work, { recursive: true });
}
tell(measured);
