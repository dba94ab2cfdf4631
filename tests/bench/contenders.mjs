// Ours and the rivals, one after the other in each of several rounds, in Node
// and in a page alike.

import { names, parseAlone, rival } from "./rivals.mjs";
import { accounts, rows, workflow } from "./workload.mjs";

/** Ours under the name it has in tables. */
export const OURS = "segflow";
/** What reads the rows and does nothing with them. */
export const PARSING = { jsonl: "JSON.parse alone", csv: "papaparse alone" };

/**
 * Gives `{ rates, bytes }` of a format: for each contender its rows a second in
 * every round, and how many bytes it made of a row. `between` runs after each
 * round.
 */
export async function contest(segflow, { format, count, rounds, between = async () => {} }) {
  const text = rows(count)[format];
  const source = new TextEncoder().encode(text);
  const flow = segflow.compile(workflow);
  const contenders = {
    [OURS]: async () => {
      const result = await flow.runMany(source, { format, accounts, dryRun: true });
      if (result.wouldSend !== count) throw new Error(`not every row is sent: ${JSON.stringify(result)}`);
      return result;
    },
    ...Object.fromEntries(names.map((name) => {
      const run = rival(name);
      return [name, async () => run(text, format)];
    })),
    [PARSING[format]]: async () => parseAlone(text, format),
  };
  const rates = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  const bytes = { row: source.length / count };
  // The first rounds warm up.
  for (let round = -2; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const started = performance.now();
      const result = await run();
      const seconds = (performance.now() - started) / 1000;
      if (result.rows !== count) throw new Error(`${name} read ${result.rows} rows of ${count}`);
      if (round >= 0) rates[name].push(Math.round(count / seconds));
      if (result.bytes !== undefined) bytes[name] = Math.round(result.bytes / count);
    }
    if (round >= 0) await between();
  }
  return { rates, bytes };
}
