// The receiver's verdicts, judged by `@segment/loosely-validate-event`: what
// Segment's own Node library has refused to send.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import judge from "@segment/loosely-validate-event";

const CALLS = ["identify", "track", "page", "screen", "group", "alias"];
const FIELDS = ["userId", "anonymousId", "event", "groupId", "previousId", "name", "category", "properties", "traits", "context", "integrations"];
/** Undefined leaves the field out. */
const VALUES = [undefined, null, "", "text", " ", 0, 7, false, true, {}, { a: 1 }, [], ["a"]];
const IDS = ["userId", "anonymousId", "groupId", "previousId"];

/** What each call needs, so that single faults can be looked at. */
const GOOD = {
  identify: { userId: "u", traits: { a: 1 } },
  track: { userId: "u", event: "Form Completed", properties: { a: 1 } },
  page: { userId: "u", name: "Home", category: "Docs", properties: {} },
  screen: { anonymousId: "a", name: "Home" },
  group: { userId: "u", groupId: "g", traits: {} },
  alias: { userId: "u", previousId: "p" },
};

/**
 * Where Segment's table of discard codes and its old library differ, and why.
 * `applies` is asked about a message on which they do.
 */
const DIFFERENCES = [
  {
    name: "the library lets a number be an id, the table wants text",
    applies: ({ message, code }) => code === "id_not_string" && IDS.some((id) => typeof message[id] === "number" && message[id] !== 0),
  },
  {
    name: "the library looks at no value that is false in JavaScript, the table forbids those that are there",
    applies: ({ message, code }) => {
      const there = { id_not_string: IDS, name_not_string: ["name"], category_not_string: ["category"] }[code] ?? [];
      return there.some((field) => ["", 0, false].includes(message[field]));
    },
  },
  {
    name: "the library does not look at traits and properties",
    applies: ({ code }) => code === "traits_not_object" || code === "properties_not_object",
  },
  {
    name: "the table has no code for context and integrations",
    applies: ({ code, said }) => code === null && /^"(context|integrations)" must be an object/.test(said),
  },
  {
    name: "the library looks at the fields of other calls, the table only at those of this one",
    applies: ({ message, code, said }) => {
      const field = /^"(event|name|category|groupId|previousId)" must be/.exec(said)?.[1];
      const own = { track: ["event"], page: ["name", "category"], screen: ["name", "category"], group: ["groupId"], alias: ["previousId"] };
      return code === null && field !== undefined && !(own[message.type] ?? []).includes(field);
    },
  },
  {
    name: "the library wants a Date, which JSON does not have",
    applies: ({ code, said }) => code === null && said === '"timestamp" must be a date.',
  },
  {
    name: "the library knows nothing of consent",
    applies: ({ code, said }) => code?.startsWith("consent_") && said === null,
  },
];

/** Chance that is the same every time: a linear congruential generator. */
function chance(seed) {
  let state = seed;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * end);
  };
}

function messages() {
  const all = [];
  const add = (type, fields) => all.push({ type, messageId: `m-${all.length}`, ...JSON.parse(JSON.stringify(fields)) });
  for (const type of CALLS) {
    add(type, GOOD[type]);
    add(type, { ...GOOD[type], timestamp: "2026-01-01T00:00:00.000Z" });
    for (const field of FIELDS) {
      for (const value of VALUES) add(type, { ...GOOD[type], [field]: value });
    }
  }
  const consent = (categoryPreferences) => ({ userId: "u", event: "Segment Consent Preference Updated", context: { consent: { categoryPreferences } } });
  add("track", consent({ ads: true }));
  add("track", consent({ ads: "yes" }));
  const below = chance(20261123);
  for (let n = 0; n < 600; n += 1) {
    const type = CALLS[below(CALLS.length)];
    const fields = { ...GOOD[type] };
    for (let faults = below(4); faults >= 0; faults -= 1) fields[FIELDS[below(FIELDS.length)]] = VALUES[below(VALUES.length)];
    add(type, fields);
  }
  return all;
}

/** What the judge says against a message, or null. */
function judged(message) {
  try {
    judge(message);
    return null;
  } catch (error) {
    return error.message;
  }
}

let state, child, url, token, key;

before(async () => {
  const program = process.env.SEGFLOW_RECEIVER;
  assert.ok(program, "SEGFLOW_RECEIVER is not set: start this with `cargo xtask test conformance`");
  state = await mkdtemp(join(tmpdir(), "segflow-verdicts-"));
  child = spawn(program, ["--port", "0", "--state", state, "--stop-on-stdin-close"], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /^listening on (\S+)$/.exec(line)?.[1];
    token = /^debugger token (\S+)$/.exec(line)?.[1];
    if (token) break;
  }
  key = await readFile(join(state, "local-write-key"), "utf8");
});

after(async () => {
  if (child && child.exitCode === null) {
    const ended = once(child, "exit");
    child.stdin.end();
    await ended;
  }
  await rm(state, { recursive: true, force: true });
});

async function post(path, body) {
  const answer = await fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "text/plain" }, body: JSON.stringify(body) });
  assert.equal(answer.status, 200);
}

/** The verdicts on what `send` sends, in the order of arrival. */
async function verdicts(send) {
  const read = async (query) => {
    const answer = await fetch(`${url}/debugger/events${query}`, { headers: { authorization: `Bearer ${token}` } });
    return answer.json();
  };
  const last = (await read("?limit=1"))[0]?.seq ?? 0;
  await send();
  return read(`?after=${last}`);
}

function compare(sent, events) {
  assert.equal(events.length, sent.length);
  const counts = { accepted: 0, refused: 0 };
  const found = new Map(DIFFERENCES.map(({ name }) => [name, 0]));
  const unexplained = [];
  sent.forEach((message, index) => {
    const { verdict } = events[index];
    assert.equal(events[index].messageId, message.messageId);
    assert.ok(["accepted", "discarded"].includes(verdict.outcome), JSON.stringify(verdict));
    const said = judged(message);
    if ((said === null) === (verdict.outcome === "accepted")) {
      counts[said === null ? "accepted" : "refused"] += 1;
      return;
    }
    const difference = DIFFERENCES.find(({ applies }) => applies({ message, said, code: verdict.code }));
    if (difference) found.set(difference.name, found.get(difference.name) + 1);
    else unexplained.push({ message, said, verdict });
  });
  assert.deepEqual(unexplained, []);
  // Otherwise this would compare nothing, or excuse what never happens.
  assert.ok(counts.accepted > 100 && counts.refused > 100, JSON.stringify(counts));
  for (const [name, count] of found) assert.ok(count > 0, `no message shows that ${name}`);
}

test("single messages get the verdicts of Segment's own library", async () => {
  const sent = messages();
  const events = await verdicts(async () => {
    for (const message of sent) await post(`/v1/${message.type}`, { ...message, writeKey: key });
  });
  compare(sent, events);
});

test("so do the messages of batches, and types that there are not", async () => {
  const sent = messages().map((message) => ({ ...message, messageId: `b${message.messageId}` }));
  const events = await verdicts(async () => {
    for (let from = 0; from < sent.length; from += 500) await post("/v1/batch", { batch: sent.slice(from, from + 500), writeKey: key });
  });
  compare(sent, events);

  const wrong = [{ userId: "u" }, { type: "buy", userId: "u" }, { type: 7, userId: "u" }, { type: "", userId: "u" }, [], "text", 7, null];
  const judgements = await verdicts(() => post("/v1/batch", { batch: wrong, writeKey: key }));
  for (const [index, message] of wrong.entries()) {
    assert.notEqual(judged(message), null, JSON.stringify(message));
    assert.equal(judgements[index].verdict.outcome, "discarded", JSON.stringify(message));
  }
});

test("a message is too long for both from about 32 KiB on", async () => {
  const sized = (bytes) => {
    const message = { type: "track", userId: "u", event: "A", properties: { a: "" } };
    message.properties.a = "ż".repeat(Math.floor((bytes - JSON.stringify(message).length) / 2));
    return message;
  };
  // The library wants less than 32768 bytes, Segment's page no more than that.
  for (const [bytes, outcome, said] of [
    [32_766, "accepted", null],
    [32_770, "discarded", "Your message must be < 32kb."],
  ]) {
    const message = sized(bytes);
    const [{ verdict }] = await verdicts(() => post("/v1/batch", { batch: [message], writeKey: key }));
    assert.equal(judged(message), said);
    assert.equal(verdict.outcome, outcome);
  }
});
