// Writes bench/README.md and its plots from what the parts have measured and
// left in bench/results.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { OURS, PARSING } from "./contenders.mjs";
import { median, rounded } from "./place.mjs";
import { bars } from "./svg.mjs";

const out = new URL("../../bench/", import.meta.url);
const measured = (part) => {
  const file = new URL(`results/${part}.json`, out);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};

const thousands = (number) => Math.round(number).toLocaleString("en-US");
const times = (ratio) => `${ratio.toFixed(2)} ×`;
const table = (head, rows) =>
  [head, head.map((_, place) => (place === 0 ? ":--" : "--:")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
/** A goal with whether it is met. */
const goal = (text, isMet, found) => `- ${isMet ? "met" : "**not met**"}: ${text} (${found})`;
const plot = (name, ...what) => {
  writeFileSync(new URL(`${name}.svg`, out), bars(...what));
  return `![${what[0]}](${name}.svg)`;
};

/** The median over rounds of how many times as fast one is as the other, which ran beside it. */
const ratio = (one, other) => median(one.map((rate, round) => rate / other[round]));

const FORMATS = { jsonl: "JSONL", csv: "CSV" };

function rows(found) {
  const places = [["node", "Node"], ["chromium", "Chromium"]];
  const names = Object.keys(found.node.jsonl.rates);
  const rivals = names.filter((name) => name !== OURS && !Object.values(PARSING).includes(name));
  const parts = [];
  const goals = [];
  for (const [format, told] of Object.entries(FORMATS)) {
    const rates = { native: found.native[format].rates, ...Object.fromEntries(places.map(([place]) => [place, found[place][format].rates])) };
    const fastest = (place) => rivals.reduce((best, name) => (median(rates[place][name]) > median(rates[place][best]) ? name : best));
    const lines = [];
    for (const [name, who] of [["ours", "segflow, native"], ["hand", "by hand for this workflow, native"]]) {
      if (rates.native[name]) lines.push([who, thousands(median(rates.native[name])), "", times(ratio(rates.native[name], rates.native.ours)), ""]);
    }
    for (const name of Object.keys(rates.node)) {
      const [node, chromium] = places.map(([place]) => rates[place][name]);
      lines.push([
        name === OURS ? "segflow, Wasm" : name,
        thousands(median(node)),
        thousands(median(chromium)),
        times(ratio(node, rates.node[OURS])),
        times(ratio(chromium, rates.chromium[OURS])),
      ]);
    }
    parts.push(`### ${told}, rows a second\n`);
    parts.push(table(["", "Node, or native", "Chromium", "of ours beside it", "in Chromium"], lines));
    const shown = Object.entries(rates.node).map(([name, list]) => ({ label: name === OURS ? "segflow, Wasm" : name, value: median(list), isOurs: name === OURS }));
    for (const [name, who] of [["hand", "by hand, native"], ["ours", "segflow, native"]]) {
      if (rates.native[name]) shown.unshift({ label: who, value: median(rates.native[name]), isOurs: name === "ours" });
    }
    const bar = shown.map((one) => ({ ...one, told: thousands(one.value) }));
    parts.push(`\n${plot(`rows-${format}`, `Rows a second from ${told} to finished bodies, one thread`, bar, { value: 1e6, told: "1,000,000" })}\n`);
    for (const [place, where] of places) {
      const best = fastest(place);
      const is = ratio(rates[place][OURS], rates[place][best]);
      goals.push(goal(`in ${where}, ${told}: five times the fastest rival`, is >= 5, `${times(is)} ${best}`));
    }
    if (rates.native.hand) {
      const is = ratio(rates.native.ours, rates.native.hand);
      goals.push(goal("natively faster than the program written by hand", is > 1, times(is)));
    }
    const share = ratio(rates.node[OURS], rates.native.ours);
    goals.push(goal(`Wasm at least half of native, ${told}`, share >= 0.5, `${rounded(share * 100)} %`));
    const most = Math.max(median(rates.native.ours), median(rates.node[OURS]));
    goals.push(goal(`1,000,000 rows a second, ${told}`, most >= 1e6, thousands(most)));
  }
  const bytes = found.node.jsonl.bytes;
  const about = `${thousands(found.count)} rows of a sign-up form (${Math.round(bytes.row)} bytes each as JSONL, ${Math.round(found.node.csv.bytes.row)} as CSV), each an identify with five traits and a track with five properties, one of them mixed text: ${bytes[OURS]} bytes a row, with real message ids and all checks on. Everything is on one thread, reading included; all take turns in each of ${found.rounds} rounds, of which medians are told. "Of ours" is the median of what a contender is of ours in the same round.`;
  return ["## Rows", about, ...parts, goals.join("\n")];
}

function scale(found) {
  const shortest = found.sizes[0];
  const longest = found.sizes.at(-1);
  const million = found.sizes.find(({ rows }) => rows === 1_000_000);
  const costs = found.sizes.map(({ nanosPerRow }) => nanosPerRow);
  const spread = Math.max(...costs) / Math.min(...costs);
  return [
    "## Long files",
    "What a row costs in Node, and the most memory the process had, its own included; JSONL in pieces, as a stream.",
    table(["rows", "ns a row", "most memory"], found.sizes.map(({ rows, nanosPerRow, peakMegabytes }) => [thousands(rows), thousands(nanosPerRow), `${peakMegabytes} MB`])),
    [
      goal(`a row costs the same at ${thousands(shortest.rows)} and at ${thousands(longest.rows)} rows`, spread < 1.25, `${times(spread)} between the cheapest and the dearest`),
      goal("memory is flat", longest.peakMegabytes < shortest.peakMegabytes * 1.5, `${million.peakMegabytes} MB for a million, ${rounded(longest.peakMegabytes - million.peakMegabytes, 1)} MB more for ten`),
      goal("`load()` within 50 ms in Node", found.loadMillis <= 50, `${found.loadMillis} ms`),
    ].join("\n"),
  ];
}

function memory({ rows, megabytes, limitMegabytes, measured }) {
  const told = { checked: "checked, in Node", sent: "sent, from Node to a server beside it that takes all", checkedInChromium: "checked by the app's worker, in Chromium" };
  const worst = Math.max(...Object.values(measured).map(({ mostMegabytes }) => mostMegabytes));
  return [
    "## A gigabyte",
    `${thousands(rows)} rows, ${thousands(megabytes)} MB of CSV, from a file; each row an identify and a track. The most memory that the process had in use, in Chromium the page's.`,
    table(["", "rows a second", "most memory"], Object.entries(measured).map(([way, { rowsPerSecond, mostMegabytes }]) => [told[way], thousands(rowsPerSecond), `${mostMegabytes} MB`])),
    goal(`within ${limitMegabytes} MB of memory`, worst <= limitMegabytes, `${worst} MB`),
  ];
}

function instructions(found) {
  if (found.missing) return ["## Instructions", `${found.missing}.`];
  return [
    "## Instructions",
    `Counted by callgrind natively, of a row; rustc ${found.compiler}. What is counted is kept in [instructions.tsv](instructions.tsv) by compiler: two in a hundred more make \`cargo xtask bench\` fail.`,
    table(["", "instructions a row", "noted before"], found.counts.map(({ name, perRow, before }) => [name, thousands(perRow), before === null ? "no" : thousands(before)])),
    "Of ours, JSONL:",
    table(["what for", "instructions a row"], found.stages.map(({ stage, perRow }) => [stage, thousands(perRow)])),
  ];
}

function app({ navigation, building, searching, lighthouse }) {
  const { cold, warm, visits } = navigation;
  const visit = (name, told, unit) => [told, `${cold[name]} ${unit}`, `${warm[name]} ${unit}`];
  const key = ({ what, medianMillis, p95Millis }) => [what, `${medianMillis} ms`, `${p95Millis} ms`];
  const scores = Object.entries(lighthouse.scores);
  const slowest = Math.max(...building.keystrokes.map(({ p95Millis }) => p95Millis));
  return [
    "## The app",
    `From its address to a page that can be used, on loopback in Chromium; medians of ${visits} visits, with nothing kept of it before and with everything.`,
    table(["", "cold", "warm"], [
      visit("usableMillis", "usable", "ms"),
      visit("wasmHereMillis", "the first module has come", "ms"),
      visit("fromWasmToUsableMillis", "from then to usable", "ms"),
      visit("wasmCompileMillis", "to compile that module by itself", "ms"),
      visit("wasmKilobytes", "its size, not compressed", "KB"),
    ]),
    "From a key to a page that shows what it changes, the preview included, in a workflow of 200 tasks; and in the search of 5,000 runs.",
    table(["a key in", "median", "95th percentile"], [...building.keystrokes.map(key), key({ what: "the search of runs", ...searching })]),
    `A workflow of 1,000 tasks opens in ${building.openingMillis} ms.`,
    `Lighthouse ${lighthouse.version}, as at a desk, the median of three: ${scores.map(([name, score]) => `${name} ${score}`).join(", ")}; first paint ${lighthouse.firstContentfulPaintMillis} ms, largest ${lighthouse.largestContentfulPaintMillis} ms, blocked ${lighthouse.totalBlockingMillis} ms.${lighthouse.lost.length > 0 ? ` Points are lost by: ${lighthouse.lost.join(", ")}.` : ""}`,
    [
      goal("usable within 1 s on a cold load", cold.usableMillis <= 1000, `${cold.usableMillis} ms`),
      goal("a key is answered within a frame of 16 ms, at the 95th percentile, in a workflow of 200 tasks", slowest <= 16, `${slowest} ms`),
      goal("a workflow of 1,000 tasks opens in under 300 ms", building.openingMillis < 300, `${building.openingMillis} ms`),
      ...scores.map(([name, score]) => goal(`Lighthouse, ${name}: 95`, score >= 95, score)),
    ].join("\n"),
  ];
}

function durable({ ways }) {
  const chunks = ways.find(({ name }) => name.includes("chunks"));
  return [
    "## On the durable engine",
    `\`segflow submit\`, the worker, the engine's server and a Segment that accepts everything share the machine; a row makes two messages.`,
    table(["", "rows", "rows a second", "CPU a row", "memory"], ways.map(({ name, rows, rowsPerSecond, costs }) => [
      name,
      thousands(rows),
      thousands(rowsPerSecond),
      costs.map(({ who, cpuMicrosPerRow }) => `${who} ${cpuMicrosPerRow} µs`).join(", "),
      costs.filter(({ megabytes }) => megabytes !== undefined).map(({ who, megabytes }) => `${who} ${megabytes} MB`).join(", "),
    ])),
    goal("40,000 rows a second in chunks on two cores", chunks.rowsPerSecond >= 40_000, thousands(chunks.rowsPerSecond)),
  ];
}

const notes = new URL("./notes.md", import.meta.url);
const sections = Object.entries({ rows, scale, memory, instructions, app, durable }).flatMap(([part, write]) => {
  const found = measured(part);
  if (!found) return [];
  const [heading, ...more] = write(found);
  return [heading, `On: ${found.machine}.`, ...more];
});
const text = [
  "# How fast it is",
  "`cargo xtask bench` measures this and writes it down; `cargo xtask bench PART` does so for one part. Everything under a heading is of one run, on the machine that it names.",
  ...sections,
  ...(existsSync(notes) ? [readFileSync(notes, "utf8").trim()] : []),
].join("\n\n");
writeFileSync(new URL("README.md", out), `${text.replaceAll("\n\n\n", "\n\n")}\n`);
