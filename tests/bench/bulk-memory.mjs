// A million rows, and as many bytes as are wanted, from a file: how quickly they
// go, and how much memory that takes at most, in Node and in the worker of the
// app's page in Chromium. Nothing is sent: the file is checked, which renders
// every message and puts every batch together.
//
//     node bulk-memory.mjs <folder of the npm package> [<rows> [<bytes>]]
//
// Chromium is measured too where SEGFLOW_APP, SEGFLOW_RECEIVER and
// SEGFLOW_CHROMIUM say where the app, the receiver and the browser are.

import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { readFile, readdir, rm, stat } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openAsBlob } from "node:fs";

const [folder, rows = "1000000", bytes = "1000000000"] = process.argv.slice(2);
const LIMIT_MB = 200;
const DOCUMENT = {
  segflow: 1,
  id: "wf_memory",
  name: "Memory",
  tasks: [
    { id: "signup", kind: "form", fields: [{ id: "email", type: "email" }, { id: "name" }, { id: "amount", type: "number" }, { id: "note" }] },
    { id: "identify", kind: "segment.identify", account: "local", userId: "{{ signup.email | downcase }}", traits: { name: "{{ signup.name }}" } },
    { id: "track", kind: "segment.track", account: "local", userId: "{{ signup.email | downcase }}", event: "Imported", properties: { revenue: "{{ signup.amount }}" } },
  ],
};

/** Writes a file of so many rows that are together about so long. */
async function write(path, rows, bytes) {
  const length = Math.max(0, Math.round(bytes / rows) - 55);
  const note = "x".repeat(length);
  const out = createWriteStream(path);
  out.write("email,name,amount,note\n");
  let block = [];
  for (let row = 1; row <= rows; row += 1) {
    block.push(`user${row % 50000}@example.com,"Name, ${row}",${row % 1000}.50,${note}\n`);
    if (block.length === 1000 || row === rows) {
      if (!out.write(block.join(""))) await once(out, "drain");
      block = [];
    }
  }
  out.end();
  await once(out, "finish");
}

/** The memory of a process that is in use now, in megabytes, without the program's own file. */
async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const part = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return part("RssAnon") + part("RssShmem");
}

/** Looks at what is used while something is done; gives the most. */
async function most(pids, done) {
  let most = 0;
  const look = async () => {
    const used = await Promise.all((await pids()).map(memory));
    most = Math.max(most, ...used);
  };
  const timer = setInterval(look, 100);
  await done;
  clearInterval(timer);
  return Math.round(most);
}

/** A process of its own, so that nothing else is in its memory. */
async function inNode(path) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), folder], {
    env: { ...process.env, SEGFLOW_MEMORY_FILE: path },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (piece) => (text += piece));
  const used = await most(async () => [child.pid], once(child, "exit"));
  return { ...JSON.parse(text), mostMB: used };
}

async function child(path) {
  const segflow = await import(pathToFileURL(join(folder, "dist/index.js")).href);
  await segflow.load();
  await segflow.loadBulk();
  const flow = segflow.compile(DOCUMENT);
  const idleMB = Math.round(process.memoryUsage.rss() / 1e6);
  const began = performance.now();
  const source = await openAsBlob(path);
  const accounts = [{ id: "local", writeKey: "k".repeat(32), region: "us" }];
  const { rows, wouldSend, messages, requests } = await flow.runMany(source, { format: "csv", accounts, dryRun: true });
  const seconds = (performance.now() - began) / 1000;
  console.info(JSON.stringify({ rows, wouldSend, messages, requests, seconds, rowsPerSecond: Math.round(rows / seconds), idleMB }));
}

/** Which processes draw pages: the worker of a page is in its page's. */
async function renderers() {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")]));
  return lines.filter(([, line]) => line.includes("--type=renderer") && line.includes("segflow-profile-")).map(([pid]) => pid);
}

async function inChromium(path) {
  const harness = (name) => import(new URL(`../e2e/harness/${name}.mjs`, import.meta.url).href);
  const [{ startReceiver }, { startBrowser }, bulk] = await Promise.all(["receiver", "browser", "bulk"].map(harness));
  const receiver = await startReceiver();
  const browser = await startBrowser();
  try {
    const { page } = browser;
    await bulk.withoutPicker(browser.context);
    await page.goto(receiver.url);
    await bulk.openFiles(page, DOCUMENT);
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Choose a file" }).click()]);
    await chooser.setFiles(path);
    await bulk.looked(page);
    const idle = await Promise.all((await renderers()).map(memory));
    const began = performance.now();
    await bulk.running(page).getByRole("button", { name: "Check without sending" }).click();
    const ended = bulk.ended(page, /rows: .* would be sent/, 600_000);
    const used = await most(renderers, ended);
    const seconds = (performance.now() - began) / 1000;
    const told = await bulk.result(page).getByText(/rows: .* would be sent/).textContent();
    return { told, seconds, idleMB: Math.round(Math.max(...idle)), mostMB: used };
  } finally {
    await browser.close();
    await receiver.close();
  }
}

if (process.env.SEGFLOW_MEMORY_FILE) await child(process.env.SEGFLOW_MEMORY_FILE);
else {
  const path = join(tmpdir(), `segflow-memory-${process.pid}.csv`);
  try {
    await write(path, Number(rows), Number(bytes));
    const size = (await stat(path)).size;
    const told = { node: process.version, bytes: size, limitMB: LIMIT_MB, inNode: await inNode(path) };
    if (process.env.SEGFLOW_APP) told.inChromium = await inChromium(path);
    console.info(JSON.stringify(told, null, 2));
    const over = [told.inNode, told.inChromium].filter((measured) => measured && measured.mostMB > LIMIT_MB);
    if (over.length > 0) {
      console.error(`more than ${LIMIT_MB} MB were used`);
      process.exitCode = 1;
    }
  } finally {
    await rm(path, { force: true });
  }
}
