// Reads options. One that is misspelt is refused: `dryrun: true` must not send.
// No sentence repeats a value, which might be a write key in the wrong place.

import { SegflowError, json } from "./of-common.js";

const COMPILE = ["plan", "strict", "workflows", "hostFields"];
const PREVIEW = ["accounts", "account", "now", "runId", "host", "user", "showKey"];
const RUN = ["accounts", "account", "runId", "host", "user", "fetch", "signal", "dryRun", "onAsk", "onEvent"];
const ACCOUNT = ["id", "label", "writeKey", "region", "endpoint", "transport"];

/** Sees that options are an object of no other members. */
export function only(options, known, method) {
  if (options === undefined) return {};
  if (typeof options !== "object" || options === null) wrong(`the options of ${method}() have to be an object`);
  for (const name of Object.keys(options)) {
    if (!known.includes(name) && options[name] !== undefined) {
      wrong(`${method}() has no option of that name: ${name.slice(0, 20)}${list(known)}`);
    }
  }
  return options;
}

/** The JSON text of what a document is compiled with. Documents and plans may be JSON text already. */
export function compileOptions(options) {
  const { plan, strict, workflows, hostFields } = only(options, COMPILE, "compile");
  for (const [name, list] of Object.entries({ workflows, hostFields })) {
    if (list !== undefined && !Array.isArray(list)) wrong(`\`${name}\` has to be a list`);
  }
  const given = {
    strict: strict === undefined ? undefined : JSON.stringify(flag(strict, "strict")),
    plan: plan === undefined || plan === null ? undefined : json(plan, "the plan"),
    workflows: workflows && `[${workflows.map((each) => json(each, "the workflow"))}]`,
    hostFields: hostFields && JSON.stringify(hostFields),
  };
  const members = Object.entries(given).filter(([, text]) => text !== undefined);
  return `{${members.map(([name, text]) => `"${name}":${text}`)}}`;
}

export function previewOptions(options) {
  const given = only(options, PREVIEW, "preview");
  const inWasm = { ...shared(given), showKey: flag(given.showKey, "showKey") };
  return [write(inWasm, given.host), moment(given.now)];
}

/** Splits the options of a run into what goes into Wasm and what stays out. */
export function runOptions(options) {
  const given = only(options, RUN, "run");
  const { inWasm, outside } = sending(given);
  return {
    inWasm,
    outside: { ...outside, onAsk: called(given.onAsk, "onAsk"), onEvent: called(given.onEvent, "onEvent") },
  };
}

/** What all that sends has in common. */
export function sending(given) {
  const inWasm = { ...shared(given), dryRun: flag(given.dryRun, "dryRun") };
  const { signal } = given;
  if (signal !== undefined && typeof signal?.addEventListener !== "function") wrong("`signal` has to be an AbortSignal");
  const keys = new Map();
  for (const { id, writeKey } of [inWasm.account ?? inWasm.accounts].flat()) {
    if (writeKey && !keys.has(id)) keys.set(id, writeKey);
  }
  return {
    inWasm: write(inWasm, given.host),
    outside: {
      runId: inWasm.runId,
      keys,
      signal,
      // A dry run is not even told how to send.
      fetch: inWasm.dryRun ? undefined : (called(given.fetch, "fetch") ?? globalThis.fetch.bind(globalThis)),
    },
  };
}

function shared(given) {
  const { accounts = [], account, user } = given;
  if (!Array.isArray(accounts)) wrong("`accounts` has to be a list of accounts");
  return {
    accounts: accounts.map((each, index) => readAccount(each, `number ${index + 1} of \`accounts\``)),
    account: account && withId(readAccount(account, "`account`")),
    runId: text(given.runId, "`runId`") || newRunId(),
    user: user && { role: text(user.role, "`user.role`"), email: text(user.email, "`user.email`") },
  };
}

/** The JSON text of options. What the host gives may be JSON text already. */
function write(inWasm, host) {
  const text = JSON.stringify(inWasm);
  return host === undefined ? text : `${text.slice(0, -1)},"host":${json(host, "`host`")}}`;
}

function readAccount(account, place) {
  if (typeof account !== "object" || account === null) wrong(`${place} has to be an object: { id, writeKey, region }`, "bad_account");
  return Object.fromEntries(ACCOUNT.map((name) => [name, text(account[name], `${name} of ${place}`, "bad_account")]));
}

/** The one account of all tasks is named by nothing, so it needs no id. */
function withId(account) {
  return { ...account, id: account.id ?? "account" };
}

function text(value, place, code) {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") wrong(`${place} has to be text`, code);
  return value;
}

function flag(value, name) {
  if (value !== undefined && typeof value !== "boolean") wrong(`\`${name}\` has to be true or false`);
  return value ?? false;
}

export function called(value, name) {
  if (value !== undefined && value !== null && typeof value !== "function") wrong(`\`${name}\` has to be a function`);
  return value ?? undefined;
}

function moment(now) {
  const millis = now === undefined ? Date.now() : new Date(now).getTime();
  if (Number.isNaN(millis)) wrong("`now` has to be a Date, or what a Date can be made of");
  return millis;
}

function newRunId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `run_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function list(names) {
  return names.length > 0 ? `; there are ${names.join(", ")}` : "";
}

export function wrong(message, code = "bad_option") {
  throw new SegflowError(code, message);
}
