// Files of rows as a program hands them over: every kind of source, answers
// that fail, a run that is stopped and gone on with; csv-spectrum, PapaParse and
// the Big List of Naughty Strings judge what arrives.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import Papa from "papaparse";
import { compile, KEY, SegflowError, workflow } from "./harness/engine.mjs";

const require = createRequire(import.meta.url);
const accounts = [{ id: "main", writeKey: KEY }];
const ok = () => new Response('{"success":true}');

/** A workflow that sends each of these fields as a property of one event. */
function sending(fields) {
  const properties = Object.fromEntries(fields.map((field) => [field, `{{ f.${field} }}`]));
  return compile(workflow(fields, [{ id: "t", kind: "segment.track", account: "main", userId: "u {{ row.number }}", event: "E", properties }]));
}

/** Gives the messages that were accepted, by row. */
async function run(flow, source, options, answer = ok) {
  const messages = [];
  let sent = 0;
  const fetch = async (url, { body }) => {
    assert.ok(url.endsWith("/v1/batch"));
    const text = typeof body === "string" ? body : new TextDecoder().decode(body);
    assert.ok(Buffer.byteLength(text) <= 475_000);
    const response = await answer((sent += 1), text);
    if (response.ok) messages.push(...JSON.parse(text).batch);
    return response;
  };
  const result = await flow.runMany(source, { format: "jsonl", accounts, fetch, ...options });
  const row = ({ messageId }) => Number(messageId.split("-").at(-2));
  return { result, messages: messages.sort((a, b) => row(a) - row(b)) };
}

const lines = (count) => Array.from({ length: count }, (_, row) => `{"f":{"v":"row ${row + 1} ä"}}\n`).join("");

test("csv-spectrum: cells arrive as its JSON says", async () => {
  const folder = dirname(require.resolve("csv-spectrum/package.json"));
  const files = (await readdir(join(folder, "csvs"))).map((name) => name.replace(".csv", ""));
  assert.ok(files.length >= 12);
  for (const file of files) {
    const csv = await readFile(join(folder, "csvs", `${file}.csv`));
    const expected = JSON.parse(await readFile(join(folder, "json", `${file}.json`), "utf8"));
    if (file === "location_coordinates") {
      // Its JSON is that of another row: the cells have to be those of its line.
      const columns = ["Contact Phone Number", "Location Coordinates", "Cities", "Counties"];
      const mapping = Object.fromEntries(columns.map((column, index) => [column, `f.c${index}`]));
      const { messages } = await run(sending(["c0", "c1", "c2", "c3"]), csv, { format: "csv", mapping });
      assert.deepEqual(Object.values(messages[0].properties), csv.toString().trim().split(/\r?\n/)[1].split(","));
      continue;
    }
    const columns = Object.keys(expected[0]);
    const ids = columns.map((_, column) => `c${column}`);
    const mapping = Object.fromEntries(columns.map((column, index) => [column, `f.c${index}`]));
    const { messages } = await run(sending(ids), csv, { format: "csv", mapping });
    const arrived = messages.map(({ properties }) => Object.fromEntries(columns.map((column, index) => [column, properties[`c${index}`] ?? ""])));
    assert.deepEqual(arrived, expected, file);
  }
});

/** What PapaParse documents of CSV, by its own words: the lines behind three columns' names. */
const PAPA = {
  "rows": "A,b,c\nd,E,f\nG,h,i",
  "whitespace at edges of unquoted cells is preserved": "a,\tb ,c",
  "quoted cells, with whitespace, delimiters and line breaks": 'A," B  ",C\nA,"B,B",C\nA,"B\nB","C\nC\nC"\na,b,"c,c\nc"\nd,e,f',
  "escaped quotes, also at boundaries": 'A,"B""B""B",C\nA,"""B""",C\na,b,"c""c"""\nd,e,f',
  "quotes around, right and left of a delimiter": 'A,""",""",C\nA,",""",C\nA,""",",C\n"1","x=""""y=""""","2"',
  "quotes that open nothing": 'A,B",C\nA, "B" ,C\nA,B "B",C',
  "a quote that is never closed": 'a,"b,c\nd,e,f',
  "a quote inside a quoted cell": '"a,"b,c"\nd,e,f',
  "a quote that closes before the cell ends": 'a,"b"c,d\ne,f,g',
  "spaces behind a closing quote": 'A,"B" ,C\nE,F,"G"  \nQ,"W" ,"E"',
  "first cell of a line is empty, and quoted cells at its end": ',e,f\n,"h","i"\n,"k","l"',
  "empty quoted cells": 'a,b,""\na,b,""',
  "consecutive empty cells": "a,,\n,,e\n,,",
  "empty lines": "a,b,c\n\n\nd,e,f\n\n",
  "just line feeds, both, or just carriage returns": "A,b,c\r\nd,E,f\r\n",
  "carriage returns": "A,b,c\rd,E,f",
  "line breaks of every kind inside quotes": 'A,"B\r\nB",C\r\nA,"B\rB",C\r\nA,"B\nB",C',
  "a line that looks like a comment is a row": "# a,b,c",
  "fewer cells than columns": "a,b\nc",
  "more cells than columns": "a,b,c,d\ne,f,g",
  "a byte order mark is no letter": "a,b,c",
  "letters beyond ASCII": "ä,日本,😀\n\u00a0,\u2028,\ufeff",
};

test("papaparse: what it documents arrives as it reads it; what it calls malformed is set aside", async () => {
  const columns = ["c0", "c1", "c2"];
  const mapping = Object.fromEntries(columns.map((column) => [column, `f.${column}`]));
  for (const [name, lines] of Object.entries(PAPA)) {
    for (const delimiter of [",", ";", "\t", "|"]) {
      // With carriage returns alone the columns' names end with one as well.
      const breaks = /\r\n|\r|\n/.exec(lines)?.[0] ?? "\n";
      const mark = name.startsWith("a byte order mark") ? "\ufeff" : "";
      const csv = `${mark}${columns.join(",")}${breaks}${lines}`.replaceAll(",", delimiter);
      const judged = Papa.parse(csv, { delimiter, header: false, skipEmptyLines: true });
      const [, ...records] = judged.data;
      const told = [];
      const { messages, result } = await run(sending(columns), csv, { format: "csv", mapping, onRow: (row) => told.push(row) });
      const setAside = told.filter(({ status }) => status === "setAside");
      if (judged.errors.some(({ type }) => type === "Quotes")) {
        assert.ok(setAside.some(({ findings }) => findings[0].code === "bad_quotes"), `${name}: nothing is set aside`);
        continue;
      }
      // It gives a cell too many to nobody; here its row waits to be mended.
      const fits = records.filter((record) => record.length <= columns.length);
      assert.deepEqual(setAside.map(({ findings }) => findings[0].code), records.filter((record) => record.length > columns.length).map(() => "too_many_cells"), name);
      const arrived = messages.map(({ properties }) => columns.map((column) => properties[column] ?? ""));
      assert.deepEqual(arrived, fits.map((record) => columns.map((_, place) => record[place] ?? "")), `${name}, ${JSON.stringify(delimiter)}`);
      assert.equal(result.rows, records.length, name);
    }
  }
});

test("papaparse: rows without names of columns arrive as it reads them", async () => {
  for (const [name, lines] of Object.entries(PAPA)) {
    const csv = name.startsWith("a byte order mark") ? `\ufeff${lines}` : lines;
    const judged = Papa.parse(csv, { delimiter: ",", header: false, skipEmptyLines: true });
    if (judged.errors.some(({ type }) => type === "Quotes")) continue;
    const columns = judged.data[0].map((_, place) => `c${place}`);
    const mapping = Object.fromEntries(columns.map((column, place) => [`Column ${place + 1}`, `f.${column}`]));
    const told = [];
    const { messages, result } = await run(sending(columns), csv, { format: "csv", header: false, mapping, onRow: (row) => told.push(row) });
    const fits = judged.data.filter((record) => record.length <= columns.length);
    assert.equal(told.filter(({ status }) => status === "setAside").length, judged.data.length - fits.length, name);
    const arrived = messages.map(({ properties }) => columns.map((column) => properties[column] ?? ""));
    assert.deepEqual(arrived, fits.map((record) => columns.map((_, place) => record[place] ?? "")), name);
    assert.equal(result.rows, judged.data.length, name);
  }
  const flow = sending(["c0"]);
  await assert.rejects(run(flow, "a,b", { format: "csv", header: false }), { code: "bad_mapping", message: /"Column 1"/ });
  for (const options of [{ format: "jsonl", header: false }, { format: "csv", header: "no" }, { format: "csv-rows" }]) {
    await assert.rejects(run(flow, "a,b", options), (error) => error instanceof TypeError || error instanceof SegflowError);
  }
});

test("papaparse: columns of one name are told apart, as it renames them", async () => {
  const csv = "a,b,a,a,a_1\n1,2,3,4,5";
  const { data, meta } = Papa.parse(csv, { header: true });
  assert.deepEqual(meta.fields, ["a", "b", "a_2", "a_3", "a_1"]);
  const own = ["a", "b", "a (2)", "a (3)", "a_1"];
  const ids = own.map((_, place) => `c${place}`);
  const mapping = Object.fromEntries(own.map((column, place) => [column, `f.c${place}`]));
  const { messages } = await run(sending(ids), csv, { format: "csv", mapping });
  assert.deepEqual(Object.values(messages[0].properties), Object.values(data[0]));
});

test("naughty strings arrive unchanged, from CSV and JSON", async () => {
  const naughty = JSON.parse(await readFile(require.resolve("big-list-of-naughty-strings/blns.json"), "utf8")).filter((text) => text !== "");
  assert.ok(naughty.length > 400);
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  for (const [format, source] of [
    ["jsonl", naughty.map((v) => `${JSON.stringify({ f: { v } })}\n`).join("")],
    ["json", JSON.stringify(naughty.map((v) => ({ f: { v } })))],
    ["csv", `v,other\r\n${naughty.map((v) => `${cell(v)},x\r\n`).join("")}`],
  ]) {
    const { messages, result } = await run(sending(["v"]), source, { format });
    assert.equal(result.accepted, naughty.length, format);
    assert.deepEqual(messages.map(({ properties }) => properties.v), naughty, format);
  }
});

test("every kind of source gives the same messages", async () => {
  const text = lines(3000);
  const bytes = new TextEncoder().encode(text);
  const flow = sending(["v"]);
  const { messages: expected } = await run(flow, text, { runId: "r" });
  assert.equal(expected.length, 3000);
  for (const source of [bytes, bytes.buffer, new Blob([bytes]), new Blob([bytes]).stream()]) {
    const { messages } = await run(flow, source, { runId: "r" });
    const without = (list) => list.map(({ timestamp, ...message }) => message);
    assert.deepEqual(without(messages), without(expected));
  }
});

test("what fails for a while is sent again; nothing is lost or doubled", async () => {
  const answer = (sent) => (sent % 3 === 1 ? new Response("", { status: 503 }) : ok());
  const { messages, result } = await run(sending(["v"]), lines(3000), {}, answer);
  assert.equal(result.accepted, 3000);
  assert.equal(new Set(messages.map(({ messageId }) => messageId)).size, messages.length);
  assert.equal(messages.length, 3000);
});

test("a run that is stopped goes on from its checkpoint, under the same ids", async () => {
  let saved = null;
  const checkpoint = { load: async () => saved, save: async (text) => void (saved = text) };
  const flow = sending(["v"]);
  const stopping = new AbortController();
  const source = lines(9000);
  const answer = (sent) => {
    if (sent === 2) stopping.abort();
    return ok();
  };
  const first = await run(flow, source, { checkpoint, concurrency: 1, signal: stopping.signal }, answer);
  assert.ok(first.result.accepted > 0 && first.result.notReached > 0);
  assert.ok(!saved.includes(KEY));
  const second = await run(flow, source, { checkpoint });
  assert.equal(second.result.accepted, 9000);
  assert.equal(second.result.runId, first.result.runId);
  assert.equal(new Set([...first.messages, ...second.messages].map(({ messageId }) => messageId)).size, 9000);
  for (const [other, options, code] of [
    [`${source}{}`, {}, "checkpoint_of_other_source"],
    [source, { format: "json" }, "checkpoint_of_other_mapping"],
  ]) {
    await assert.rejects(run(flow, other, { checkpoint, ...options }), { code });
  }
  await assert.rejects(run(sending(["w"]), source, { checkpoint }), { code: "checkpoint_of_other_workflow" });
});

test("progress is told before a long wait, too", async () => {
  const told = [];
  const stopping = new AbortController();
  const answer = (sent) => (sent === 1 ? ok() : new Response("", { status: 429, headers: { "retry-after": "60" } }));
  const waits = run(sending(["v"]), lines(4000), { concurrency: 1, signal: stopping.signal, onProgress: (progress) => told.push(progress) }, answer);
  while (!told.some(({ waitsUntil }) => waitsUntil > Date.now())) await new Promise((resolve) => setTimeout(resolve, 20));
  const { accepted, retries } = told.at(-1);
  assert.ok(accepted > 0 && accepted < 4000);
  assert.equal(retries, 1);
  stopping.abort();
  assert.equal((await waits).result.accepted, accepted);
});

test("a dry run sends nothing and counts the same; rows are told one by one", async () => {
  const told = [];
  const source = `v\na\n"b" x\nc\n`;
  const flow = sending(["v"]);
  const fetch = () => assert.fail("a dry run sends");
  const dry = await flow.runMany(source, { format: "csv", accounts, fetch, dryRun: true, onRow: (row) => told.push(row) });
  assert.deepEqual(told.map(({ row, status, findings }) => [row, status, findings[0]?.code]).sort(), [
    [1, "wouldSend", undefined],
    [2, "setAside", "bad_quotes"],
    [3, "wouldSend", undefined],
  ]);
  const { result } = await run(flow, source, { format: "csv" });
  assert.deepEqual([dry.messages, dry.requests, dry.bytes], [result.messages, result.requests, result.bytes]);
});

test("what is thrown by a callback ends the run; what cannot be read is refused", async () => {
  const flow = sending(["v"]);
  const broken = () => {
    throw new Error("mine");
  };
  await assert.rejects(run(flow, lines(3), { onRow: broken }), /mine/);
  for (const [source, options, code] of [
    [5, {}, "bad_source"],
    [lines(1), { format: "xml" }, "bad_option"],
    [lines(1), { dryrun: true }, "bad_option"],
    ["v\n1\n", { format: "csv", mapping: { v: "f.none" } }, "bad_mapping"],
    [new Blob([]).stream(), { checkpoint: { load() {}, save() {} } }, "bad_source"],
  ]) {
    await assert.rejects(run(flow, source, options), (error) => error instanceof SegflowError && error.code === code, code);
  }
});
