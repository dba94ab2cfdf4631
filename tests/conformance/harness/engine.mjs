// The packed engine, as a program that has installed it sees it.

import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.SEGFLOW_PACKAGE;
if (!folder) throw new Error("SEGFLOW_PACKAGE is not set: start this with `cargo xtask test conformance`");

export const packageFolder = folder;
export const segflow = await import(pathToFileURL(join(folder, "dist/index.js")).href);
await segflow.load();

export const { compile, SegflowError } = segflow;
export const KEY = "0123456789abcdefghijklmnopqrstuv";

/** A workflow of one form `f` with these fields, and these tasks. */
export function workflow(fields, tasks) {
  return {
    segflow: 1,
    id: "wf_judged",
    name: "Judged",
    tasks: [{ id: "f", kind: "form", fields: fields.map((id) => ({ id })) }, ...tasks],
  };
}
