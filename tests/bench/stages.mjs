// On what the instructions of a row are spent, by where their functions are.

import { execFileSync } from "node:child_process";

/** A function belongs to the first of these that its name fits. */
const STAGES = [
  ["finding where the row ends", /bulk::rows|scan::find|record_end|space_length/],
  ["seeing that it is UTF-8", /from_utf8|scan::text/],
  ["reading its keys and values, all of it checked", /record::|json::|plain_length|bulk::cell|bulk::csv|scan::csv|scan::expected/],
  ["writing the messages", /segment::message|expression|datum|scope|scan::out|scan::literal/],
  ["checks of each task, its message id, the hash of the user", /bulk::program|flow|condition/],
  ["gathering them in lanes and batches", /bulk::run|bulk::lane|segment::batch|mem(cpy|move)/],
  ["memory", /alloc|free|mem(set|cmp)/],
];
const REST = "what is left";

/** Gives instructions a row of each stage, the most first. */
export function staged(profile, rows) {
  const told = execFileSync("callgrind_annotate", ["--threshold=100", profile], { encoding: "utf8", maxBuffer: 2 ** 26 });
  const sums = new Map();
  for (const [, count, name] of told.matchAll(/^ *([\d,]+) +\( *[\d.]+%\) +(\S*:.*)$/gm)) {
    const [stage] = STAGES.find(([, fits]) => fits.test(name)) ?? [REST];
    sums.set(stage, (sums.get(stage) ?? 0) + Number(count.replaceAll(",", "")) / rows);
  }
  return [...sums].map(([stage, perRow]) => ({ stage, perRow: Math.round(perRow) })).sort((one, other) => other.perRow - one.perRow);
}
