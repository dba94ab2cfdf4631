// What it was measured on, without the machine's name.

import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

/** A sentence about the machine and the versions of what ran on it. */
export function machine(chromium) {
  const [{ model }] = cpus();
  const rustc = execFileSync("rustc", ["--version"], { encoding: "utf8" }).split(" ")[1];
  const versions = [`Node ${process.versions.node}`, chromium && `Chromium ${chromium}`, `rustc ${rustc}`].filter(Boolean);
  return `Machine: ${model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; ${process.platform}, ${versions.join(", ")}.`;
}
