// Rows a second: in one process, in chunks on the durable engine, and each row
// by itself there, beside what each program takes of the machine. Everything
// shares it, a Segment that accepts all included.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { place, rounded, tell } from "./place.mjs";

const [program, server] = [place("SEGFLOW_PROGRAM"), place("SEGFLOW_ENGINE")];
const rows = 200_000;
const folder = mkdtempSync(join(tmpdir(), "segflow-bench-"));
const address = "127.91.7.1";
const engine = ["--engine", `http://${address}:8080`];
const admin = [...engine, "--admin", `http://${address}:9070`];

let messages = 0;
/** Every message begins with its type. */
const BEGINNING = Buffer.from('{"type":"');
const segment = createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", () => {
    const body = Buffer.concat(pieces);
    for (let at = body.indexOf(BEGINNING); at >= 0; at = body.indexOf(BEGINNING, at + 1)) messages += 1;
    response.end('{"success":true}');
  });
});
await new Promise((ready) => segment.listen(0, "127.0.0.1", ready));

const file = (name, text, mode = 0o644) => {
  writeFileSync(join(folder, name), text, { mode });
  return join(folder, name);
};
const records = (name, number) =>
  file(
    name,
    Array.from({ length: number }, (_, row) =>
      JSON.stringify({ signup: { email: `user${row % 5000}@example.com`, first_name: `N${row}`, amount: row, plan: "pro" } }),
    ).join("\n"),
  );
const workflow = new URL("../../crates/cli/tests/support/workflow.json", import.meta.url).pathname;
const account = { id: "main", label: "Bench", writeKey: "abcdefghijklmnopqrstuvwxyz012345", region: "custom" };
account.endpoint = `http://127.0.0.1:${segment.address().port}`;
const accounts = ["--accounts", file("accounts.json", JSON.stringify([account]), 0o600), "--allow-private"];

/** Runs the program to its end while the fake Segment answers. */
const segflow = (...args) =>
  new Promise((done, fail) => {
    const child = spawn(program, [...args, "--json"], { stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    child.stdout.on("data", (piece) => (text += piece));
    child.on("close", (code) => (code === 0 ? done(JSON.parse(text)) : fail(new Error(`${args[0]} ended with ${code}`))));
  });
/** The CPU time in seconds and the memory in MB of a process and what it is made of. */
const used = (pid) => {
  const ticks = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1];
  return { cpuSeconds: (Number(ticks[11]) + Number(ticks[12])) / 100, megabytes: Math.round(memory / 1024) };
};
const measured = async (name, number, run, pids = {}) => {
  messages = 0;
  const ownBefore = process.cpuUsage();
  const before = Object.fromEntries(Object.entries(pids).map(([who, pid]) => [who, used(pid).cpuSeconds]));
  const began = performance.now();
  await run();
  const seconds = (performance.now() - began) / 1000;
  if (messages !== 2 * number) throw new Error(`${name}: ${messages} messages of ${2 * number}`);
  const costs = Object.entries(pids).map(([who, pid]) => {
    const { cpuSeconds, megabytes } = used(pid);
    return { who, cpuMicrosPerRow: rounded(((cpuSeconds - before[who]) / number) * 1e6, 1), megabytes };
  });
  const { user, system } = process.cpuUsage(ownBefore);
  costs.push({ who: "what answers", cpuMicrosPerRow: rounded((user + system) / number, 1) });
  return { name, rows: number, rowsPerSecond: rounded(number / seconds), costs };
};

const up = spawn(
  program,
  ["up", "--server", server, "--address", address, "--data", join(folder, "data"), ...accounts],
  { stdio: ["ignore", "pipe", "inherit"] },
);
try {
  await new Promise((ready) => up.stdout.on("data", (text) => text.includes("segflow submit") && ready()));
  const pids = {
    engine: Number(spawnSync("pgrep", ["-P", String(up.pid), "restate-server"], { encoding: "utf8" }).stdout),
    worker: up.pid,
  };
  const submitted = async (source, ...how) => {
    await segflow("submit", workflow, "--records", source, ...how, ...engine);
    for (;;) {
      const { waiting, underWay } = await segflow("status", ...admin);
      if (waiting + underWay === 0) return;
      await wait(50);
    }
  };
  const source = records("all.jsonl", rows);
  const some = Math.ceil(rows / 50);
  const few = records("some.jsonl", some);
  const ways = [
    await measured("in one process", rows, () => segflow("run", workflow, "--records", source, ...accounts)),
    await measured("in chunks on the engine", rows, () => submitted(source), pids),
    await measured("each by itself on the engine", some, () => submitted(few, "--each"), pids),
  ];
  tell({ ways });
} finally {
  up.kill("SIGTERM");
  await new Promise((ended) => up.on("close", ended));
  segment.close();
  segment.closeAllConnections();
  rmSync(folder, { recursive: true });
}
