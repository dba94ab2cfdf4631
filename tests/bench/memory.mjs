// A million rows, a gigabyte of them, from a file: how quickly they go, and how
// much memory that takes at most. In Node they are checked, which renders every
// message and puts every batch together, and sent, to a server that takes all;
// in Chromium they are checked by the worker of the app's page.

import { spawn } from "node:child_process";
import { createWriteStream, openAsBlob } from "node:fs";
import { readFile, readdir, rm, stat } from "node:fs/promises";
import { once } from "node:events";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { place, rounded, tell } from "./place.mjs";

const ROWS = 1_000_000;
const BYTES = 1_000_000_000;
const LIMIT_MEGABYTES = 200;
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

/** A process of its own, so that nothing else is in its memory; what it sends goes to the endpoint, if there is one. */
async function inNode(path, endpoint) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), path, ...(endpoint ? [endpoint] : [])], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (piece) => (text += piece));
  const mostMegabytes = await most(async () => [child.pid], once(child, "close"));
  return { ...JSON.parse(text), mostMegabytes };
}

async function child(path, endpoint) {
  const segflow = await import(pathToFileURL(join(place("SEGFLOW_PACKAGE"), "dist/index.js")).href);
  await segflow.load();
  await segflow.loadBulk();
  const flow = segflow.compile(DOCUMENT);
  const began = performance.now();
  const account = { id: "local", writeKey: "k".repeat(32), ...(endpoint ? { region: "custom", endpoint } : { region: "us" }) };
  const result = await flow.runMany(await openAsBlob(path), { format: "csv", accounts: [account], dryRun: !endpoint });
  const seconds = (performance.now() - began) / 1000;
  const { rows, wouldSend, accepted, requests } = result;
  if (Math.max(wouldSend, accepted) !== rows) throw new Error(`not every row is sent: ${JSON.stringify(result)}`);
  process.stdout.write(JSON.stringify({ rows, requests, rowsPerSecond: Math.round(rows / seconds) }));
}

/** A server that takes whatever comes, and counts the requests. */
async function taker() {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      taken += 1;
      response.writeHead(200, { "content-type": "application/json" }).end('{"success":true}');
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    taken: () => taken,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

async function sent(path) {
  const server = await taker();
  try {
    const measured = await inNode(path, server.endpoint);
    if (measured.requests !== server.taken()) throw new Error(`${measured.requests} requests are told, ${server.taken()} arrived`);
    return measured;
  } finally {
    await server.close();
  }
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
    const began = performance.now();
    await bulk.running(page).getByRole("button", { name: "Check without sending" }).click();
    const mostMegabytes = await most(renderers, bulk.ended(page, /rows: .* would be sent/, 600_000));
    const seconds = (performance.now() - began) / 1000;
    const told = await bulk.result(page).getByText(/rows: .* would be sent/).textContent();
    if (!told.startsWith(`${ROWS.toLocaleString("en-US")} rows: ${ROWS.toLocaleString("en-US")} would be sent`)) throw new Error(`not every row is sent: ${told}`);
    return { rows: ROWS, rowsPerSecond: Math.round(ROWS / seconds), mostMegabytes };
  } finally {
    await browser.close();
    await receiver.close();
  }
}

async function all() {
  const path = join(tmpdir(), `segflow-memory-${process.pid}.csv`);
  try {
    await write(path, ROWS, BYTES);
    const { size } = await stat(path);
    const measured = { checked: await inNode(path), sent: await sent(path), checkedInChromium: await inChromium(path) };
    tell({ rows: ROWS, megabytes: rounded(size / 1e6), limitMegabytes: LIMIT_MEGABYTES, measured });
    if (Object.values(measured).some((one) => one.mostMegabytes > LIMIT_MEGABYTES)) process.exitCode = 1;
  } finally {
    await rm(path, { force: true });
  }
}

const [path, endpoint] = process.argv.slice(2);
if (path) await child(path, endpoint);
else await all();
