// How many instructions a row takes natively, by callgrind, of fixed inputs.
// They do not depend on what else a machine does, but on the compiler: counts
// are compared with those in bench/instructions.tsv of the same compiler, and
// noted there where it has none.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { place, rounded, tell } from "./place.mjs";
import { staged } from "./stages.mjs";
import { rows, workflow } from "./workload.mjs";

const NOTED = new URL("../../bench/instructions.tsv", import.meta.url);
/** So much more is a fault; so much less is noted. */
const MORE = 1.02;
const LESS = 0.995;
/** Between these two counts of rows nothing but rows makes a difference. */
const COUNTS = [2_000, 12_000];

if (spawnSync("valgrind", ["--version"]).error) {
  tell({ missing: "there is no valgrind here, so instructions were not counted" });
  process.exit();
}
const compiler = execFileSync("rustc", ["--version"], { encoding: "utf8" }).split(" ")[1];
const noted = read();
const counts = [];
let stages;
const work = mkdtempSync(join(tmpdir(), "segflow-bench-"));
try {
  writeFileSync(join(work, "workflow.json"), JSON.stringify(workflow));
  for (const count of COUNTS) {
    const texts = rows(count);
    for (const format of ["jsonl", "csv"]) writeFileSync(join(work, `${count}.${format}`), texts[format]);
  }
  for (const [name, who, format] of [["ours, JSONL", "ours", "jsonl"], ["ours, CSV", "ours", "csv"], ["by hand, JSONL", "hand", "jsonl"]]) {
    const [few, many] = COUNTS.map((count) => counted(who, join(work, `${count}.${format}`)));
    const perRow = rounded((many - few) / (COUNTS[1] - COUNTS[0]));
    const key = `${compiler}\t${name}`;
    const before = noted.get(key);
    counts.push({ name, perRow, before: before ?? null });
    if (before === undefined || perRow < before * LESS) noted.set(key, perRow);
  }
  counted("ours", join(work, `${COUNTS[1]}.jsonl`), join(work, "profile"));
  stages = staged(join(work, "profile"), COUNTS[1]);
} finally {
  rmSync(work, { recursive: true });
}
const head = "# rustc, what of, instructions a row\n";
const lines = [...noted].map(([key, perRow]) => `${key}\t${perRow}\n`).sort();
writeFileSync(NOTED, head + lines.join(""));
const worse = counts.filter(({ perRow, before }) => before !== null && perRow > before * MORE);
for (const { name, perRow, before } of worse) {
  process.stderr.write(`${name}: ${perRow} instructions a row, ${before} noted; make it fewer, or take its line out of bench/instructions.tsv and say why\n`);
}
tell({ compiler, counts, stages });
process.exitCode = worse.length > 0 ? 1 : 0;

function counted(who, file, profile = "/dev/null") {
  const told = spawnSync(
    "valgrind",
    ["--tool=callgrind", `--callgrind-out-file=${profile}`, place("SEGFLOW_NATIVE_BENCH"), join(work, "workflow.json"), file, who],
    { encoding: "utf8" },
  );
  const count = /Collected : (\d+)/.exec(told.stderr);
  if (told.status !== 0 || !count) throw new Error(`callgrind told no count: ${told.stderr}`);
  return Number(count[1]);
}

function read() {
  let text;
  try {
    text = readFileSync(NOTED, "utf8");
  } catch {
    return new Map();
  }
  const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
  return new Map(lines.map((line) => {
    const at = line.lastIndexOf("\t");
    return [line.slice(0, at), Number(line.slice(at + 1))];
  }));
}
