// What it was measured on, without the machine's name.

import { spawnSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

/** The processor, and the versions of what ran on it. */
export function machine() {
  const [{ model }] = cpus();
  const versions = [
    `Node ${process.versions.node}`,
    version("Chromium", process.env.SEGFLOW_CHROMIUM),
    version("rustc", "rustc"),
    version("valgrind", "valgrind"),
  ];
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${model.trim()}, ${cpus().length} cores, ${gigabytes} GB; ${process.platform}, ${versions.filter(Boolean).join(", ")}`;
}

/** What a program says of itself, if it is there. */
function version(name, program) {
  const told = program && spawnSync(program, ["--version"], { encoding: "utf8" });
  const number = /\d+(\.\d+)+/.exec(told?.stdout ?? "");
  return number ? `${name} ${number[0]}` : undefined;
}
