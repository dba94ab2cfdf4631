// Reads the options of runMany(), as options.js does those of a run.

import { called, only, sending, wrong } from "./of-index.js";

const MANY = [
  ...["accounts", "account", "runId", "host", "user", "fetch", "signal", "dryRun"],
  ...["format", "header", "mapping", "concurrency", "onProgress", "onRow", "checkpoint"],
];
const FORMATS = ["csv", "jsonl", "json"];

/** Splits them: `about` says how the file is written. */
export function manyOptions(options) {
  const given = only(options, MANY, "runMany");
  const { inWasm, outside } = sending(given);
  const { format, header = true, mapping, concurrency, checkpoint } = given;
  if (!FORMATS.includes(format)) wrong("`format` has to be \"csv\", \"jsonl\" or \"json\"");
  if (header !== true && (header !== false || format !== "csv")) wrong("`header` has to be true, or false for CSV");
  if (concurrency !== undefined && !(Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= 16)) {
    wrong("`concurrency` has to be a whole number from 1 to 16");
  }
  if (mapping !== undefined && (typeof mapping !== "object" || mapping === null)) wrong("`mapping` has to be an object: { column: \"task.field\" }");
  if (checkpoint && !(typeof checkpoint.load === "function" && typeof checkpoint.save === "function")) {
    wrong("`checkpoint` has to be an object: { load, save }");
  }
  const onRow = called(given.onRow, "onRow");
  return {
    inWasm,
    about: { format: header ? format : "csv-rows", mapping, concurrency, tellsRows: onRow !== undefined },
    checkpoint,
    outside: {
      ...outside,
      onRow,
      onProgress: called(given.onProgress, "onProgress"),
      // What is not sent is not gone on with.
      save: outside.fetch && checkpoint && ((text) => checkpoint.save(text)),
    },
  };
}
