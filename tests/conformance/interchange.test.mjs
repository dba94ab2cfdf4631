// Other formats, judged by those who made them: Segment's mapping kit and its
// subscriptions render and decide as what we take over, and what we write is
// run by a shell and by Segment's libraries.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { CoreEventFactory } from "@segment/analytics-core";
import { Language, Parser } from "web-tree-sitter";
import { CALLS, ofCalls } from "./harness/calls.mjs";
import { cli, taken, written } from "./harness/cli.mjs";
import { compile, KEY } from "./harness/engine.mjs";
import { random } from "./harness/random.mjs";
import { receiver } from "./harness/receiver.mjs";
import { recorder } from "./harness/recorder.mjs";

const require = createRequire(import.meta.url);
// Their modules for `import` name folders, which Node refuses.
const { transform } = require("@segment/actions-core");
const { parseFql, validate } = require("@segment/destination-subscriptions");

/** What each task sends for an event, without what is new in every run. */
function sent(workflow, event) {
  const { tasks } = compile(workflow).preview({ event }, { runId: "run_1" });
  return tasks.filter(({ status }) => status === "ready").map(({ request }) => {
    const { messageId, sentAt, writeKey, context: { library, ...context }, timestamp, ...message } = JSON.parse(request.body);
    return { ...message, context };
  });
}

const EVENT = {
  type: "track",
  event: "Order Completed",
  userId: "u-1",
  properties: {
    text: "Ana-B a", number: 12.5, zero: 0, yes: true, no: false, list: [{ sku: "x", n: 1 }, { sku: "y" }],
    object: { deep: { "any key": [1, "two"] } }, json: '{"a":[1,{"b":null}]}', space: " x ",
  },
  traits: { name: "Ana" },
  context: { ip: "203.0.113.7", page: { url: "https://example.com/?a=b" } },
};
const SCALARS = ["properties.text", "properties.number", "properties.yes", "userId", "traits.name", "context.page.url", "properties.gone", "properties.object.deep.gone"];
const OTHERS = ["properties.list", "properties.object", "properties.list[0].sku", "properties.list.1.sku", "properties.object.deep['any key'][1]", "context"];

/** Any mapping, as long as what the mapping kit and we mean by it is the same. */
function mapping({ below, pick }, depth) {
  const path = () => ({ "@path": `$.${pick([...SCALARS, ...OTHERS])}` });
  const text = () => ({ "@path": `$.${pick(["properties.text", "userId", "properties.gone", "context.page.url"])}` });
  const template = () => ({ "@template": pick([`Hi {{${pick(SCALARS)}}}!`, `{{ ${pick(SCALARS)} }}`, `{{{${pick(SCALARS)}}}} {${pick(SCALARS)}}`, "no {{}} tag {%", `{{${pick(SCALARS)}}}{{${pick(SCALARS)}}} `]) });
  const object = () => Object.fromEntries(Array.from({ length: below(4) }, (_, index) => [`k${below(3)}${index % 2}`, mapping({ below, pick }, depth - 1)]));
  const leaves = [
    path, template, text,
    () => pick(["plain", "{{ properties.text }}", "a { b", "{% if %}", 7, 1.5, true, false, null]),
    () => ({ "@literal": pick(["x", 3, "{{ y }}", null, [1, "{{ z }}"]]) }),
    () => ({ "@case": { operator: pick(["lower", "upper"]), value: pick([text, template, () => "Text"])() } }),
    () => ({ "@replace": { pattern: pick(["a", "-", ".", "B a"]), replacement: pick(["", "x", "'"]), value: pick([text, () => "b-a"])() } }),
    () => ({ "@replace": { pattern: "a", value: text(), pattern2: "-", replacement2: '"' } }),
    () => ({ "@json": { mode: "encode", value: pick([path, () => ({ a: 1, b: [true] }), () => "x"])() } }),
    () => ({ "@json": { mode: "decode", value: pick([() => ({ "@path": "$.properties.json" }), () => "[1]"])() } }),
    () => ({ "@arrayPath": pick([["$.properties.list"], ["$.properties.list", {}], ["$.properties.list", { "@path": "$.sku" }], [{ "@path": "$.properties.object.deep" }]]) }),
    () => ({ "@liquid": pick(["{{ properties.text | upcase }}", "Hi {{ userId }}", "{{ traits.name | append: \"!\" }} {{ properties.number | plus: 1 }}"]) }),
    () => { const value = text(); return { "@if": { blank: value, then: value, else: pick(["none", 5, text()]) } }; },
    () => ({ "@if": { exists: pick([path(), "there"]), then: pick([1, "then", template()]), else: pick([2, "else", path()]) } }),
  ];
  if (depth === 0 || below(3) > 0) return pick(leaves)();
  return pick([
    object,
    () => Array.from({ length: below(3) }, () => mapping({ below, pick }, depth - 1)),
    () => ({ "@merge": { direction: pick(["left", "right"]), objects: [object(), object()] } }),
  ])();
}

test("the mapping kit renders what was taken over as we do", () => {
  const chance = random(20261129);
  let same = 0;
  for (let n = 0; n < 400; n += 1) {
    const properties = {};
    for (let rows = 0; rows <= chance.below(4); rows += 1) properties[`p${rows}`] = mapping(chance, 2);
    const source = { type: "track", userId: { "@path": "$.userId" }, event: { "@template": "{{event}} Twice" }, properties };
    const { workflow, listed } = taken(structuredClone(source));
    if (listed.length > 0) continue;
    const theirs = transform(structuredClone(source), structuredClone(EVENT));
    const ours = sent(workflow, EVENT);
    assert.equal(ours.length, 1, JSON.stringify(source));
    assert.deepEqual(ours[0], { ...JSON.parse(JSON.stringify(theirs)), context: {} }, JSON.stringify(source));
    same += 1;
  }
  assert.ok(same > 250, `${same} of 400 could be compared`);
});

/** Where what was taken over means something else, it is told. */
const TOLD = [
  { mapping: { "@if": { exists: { "@path": "$.properties.empty" }, then: { "@path": "$.properties.empty" }, else: { "@path": "$.userId" } } }, theirs: "", ours: "u-1", why: "an empty text or list now counts as missing, too" },
  { mapping: { "@if": { exists: { "@path": "$.properties.nothing" }, then: { "@path": "$.properties.nothing" }, else: "x" } }, theirs: "x", ours: null, why: "a value of null is not left out" },
];

/** Where it could only be told once the data is there. */
const DIFFERENT = [
  { name: "an object within text is its JSON", mapping: { "@template": "{{properties.object}}" }, theirs: "[object Object]", ours: '{"deep":1}' },
  { name: "what is below null is not there", mapping: { "@path": "$.properties.nothing.x" }, theirs: null, ours: undefined },
  { name: "letters of a number make text", mapping: { "@case": { operator: "lower", value: { "@path": "$.properties.number" } } }, theirs: 5, ours: "5" },
  { name: "text that is no JSON is none", mapping: { "@json": { mode: "decode", value: { "@path": "$.userId" } } }, theirs: "u-1", ours: undefined },
];

test("where the mapping kit differs it is told, or written down here", () => {
  const event = { userId: "u-1", properties: { empty: "", nothing: null, object: { deep: 1 }, number: 5 } };
  for (const { mapping, theirs, ours, why, name } of [...TOLD, ...DIFFERENT]) {
    const source = { type: "track", userId: "u", event: "E", properties: { p: mapping } };
    const { workflow, listed } = taken(structuredClone(source));
    assert.deepEqual(listed.map((found) => found.why), why ? [why] : [], name);
    assert.deepEqual(transform(structuredClone(source), event).properties.p, theirs, name);
    assert.deepEqual(sent(workflow, event)[0].properties.p, ours, name);
  }
});

const TRIGGERS = [
  'type = "track"', 'type = "identify"', 'type != "identify"', 'type = "track" and event = "Order Completed"',
  'type = "page" or type = "track"', 'type = "track" and (event = "A" or event = "Order Completed")',
  '(type = "page" or event = "Order Completed") and userId != null', 'contains(event, "Order")', '!contains(event, "Order")',
  '!contains(name, "x")', 'match(event, "Order*")', '!match(event, "*ed")', 'match(event, "*Completed")',
  "properties.number > 12", "properties.number <= 12", "properties.number = 12.5", "properties.number != 12.5", "properties.gone != 5",
  "properties.yes = true", "properties.yes = false", "properties.gone = null", "properties.nothing = null", "properties.nothing != null",
  "properties.text != null", 'traits.name = "Ana"', 'context.page.url = "https://example.com/?a=b"', 'properties.object.deep = "x"',
  'properties.my\\ key = "v"', "name = null", 'userId = "u-1" and properties.number >= 12.5 and properties.yes = true',
];

test("Segment's subscriptions are for the same events as what was taken over", () => {
  const { properties, ...rest } = EVENT;
  const events = [EVENT, { type: "track", properties: {} }, { ...rest, type: "identify", event: "A", properties: { number: 20, yes: false, nothing: null, text: "" } },
    { type: "page", name: "x", userId: "v", properties: { number: 0, "my key": "v", nothing: 1 } }];
  for (const trigger of TRIGGERS) {
    const { workflow, listed } = taken({ subscribe: trigger, mapping: { type: "track", userId: "u", event: "E" } });
    assert.deepEqual(listed, [], trigger);
    const ast = parseFql(trigger);
    assert.ok(!ast.error, trigger);
    for (const event of events) {
      assert.equal(sent(workflow, event).length === 1, validate(ast, event), `${trigger} ${JSON.stringify(event)}`);
    }
  }
});

test("where Segment's subscriptions cannot read what its language allows, we do", () => {
  for (const [trigger, theirs] of [
    // It takes these quotes for a part of the text.
    ["traits.name = 'Ana'", false],
    // Of several words it heeds only the last, for all.
    ['type = "page" and event = "A" or userId = "u-1"', true],
    ['userId = "u-1" or type = "page" and event = "A"', false],
    // It knows a star at one end only.
    ['match(event, "*rder*")', false],
    ['lowercase(event) = "order completed"', false],
  ]) {
    const ast = parseFql(trigger);
    assert.equal(!ast.error && validate(ast, EVENT), theirs, trigger);
    const { workflow, listed } = taken({ subscribe: trigger, mapping: { type: "track", userId: "u", event: "E" } });
    assert.deepEqual(listed, [], trigger);
    assert.equal(sent(workflow, EVENT).length, 1, trigger);
  }
});

test("the mapping kit renders our mappings as we do", () => {
  const record = { form: { text: "Ana A", number: 12.5, list: [{ sku: "x" }], flag: false } };
  const workflow = {
    segflow: 1, id: "wf", name: "W",
    tasks: [
      { id: "form", kind: "form", fields: ["text", "number", "list", "flag", "gone"].map((id) => ({ id })) },
      {
        id: "t", kind: "segment.track", userId: "{{ form.text | downcase }}", event: "Seen {{ form.text }}",
        properties: {
          path: "{{ form.list[0].sku }}", list: ["{{ form.gone }}", "{{ form.list }}"], gone: "{{ form.gone }}", empty: "{{ form.gone }}", null: "{{ form.gone }}", other: "{{ form.gone }}",
          replaced: "{{ form.text | replace: \"A\", \"-\" | upcase }}", kept: "{{ form.gone | replace: \"a\", \"b\" }}", json: "{{ form.list | json }}", text: "{{ form.number }} of {{ form.gone }}.",
          liquid: "{{ form.text | append: \"!\" }} {{ form.number | times: 2 }}", braces: "{{ \"{{\" }} {{ form.text }}", number: 9.5, string: "{{ form.number | to_string }}",
          fallback: "{{ form.gone | default: \"none\", allow_false: true }}", date: "{{ \"2024-05-01\" | date: \"%Y\" }}",
        },
        missing: { "/properties/empty": "empty", "/properties/null": "null", "/properties/other": { default: { a: [1] } } },
      },
    ],
  };
  const { text, listed } = written(workflow, "t", "mapping-kit", record);
  assert.deepEqual(listed.filter((line) => !line.includes("no longer counts as missing")), []);
  const theirs = JSON.parse(JSON.stringify(transform(JSON.parse(text).mapping, record)));
  const ours = JSON.parse(compile(workflow).preview(record, { runId: "r" }).tasks[1].request.body);
  for (const name of ["type", "userId", "event", "properties"]) assert.deepEqual(theirs[name], ours[name], name);
  assert.equal(parseFql(JSON.parse(text).subscribe).error, undefined);
});

/** A body without its times. */
const still = (body) => {
  const { sentAt, timestamp, ...rest } = JSON.parse(body);
  return rest;
};

const ended = (child) => new Promise((resolve, reject) => {
  let told = "";
  child.stdout.on("data", (chunk) => (told += chunk));
  child.stderr.on("data", (chunk) => (told += chunk));
  child.on("error", reject);
  child.on("exit", (code) => (code === 0 ? resolve(told) : reject(new Error(`it ended with ${code}: ${told}`))));
});

/** Records whose text would break whatever is not quoted. */
const { document, record } = ofCalls([...CALLS, ...["it's", "$HOME `id` \\ \"q\" !%", "'\\''", "@file", "é 🎉 ‘’ ‚ ‛", "--data x", "a\nb\t\u0007"].map((text) => (
  { type: "track", userId: "u-1", event: "Form Completed", properties: { text } }))]);
const sending = document.tasks.filter(({ kind }) => kind !== "form").map(({ id }) => id);

/** What a run with the same ids sends. */
async function ran(account) {
  const bodies = [];
  const fetch = async (_, { body }) => {
    bodies.push(body);
    return new Response('{"success":true}');
  };
  const result = await compile(document).run(record, { accounts: [account], runId: "run_1", fetch });
  assert.equal(result.status, "completed");
  return bodies;
}

for (const transport of ["simple", "basic"]) {
  test(`a shell sends what a run sends, transport ${transport}`, async () => {
    const segment = await recorder();
    const account = { id: "main", label: "Main", writeKey: KEY, region: "custom", endpoint: segment.url, transport };
    for (const task of sending) {
      const { text, listed } = written(document, task, "curl", record, [account]);
      assert.deepEqual(listed, []);
      assert.ok(!text.includes(KEY));
      await ended(spawn("sh", ["-c", text], { env: { ...process.env, SEGMENT_WRITE_KEY: KEY } }));
    }
    await segment.close();
    const bodies = await ran(account);
    assert.equal(segment.requests.length, bodies.length);
    segment.requests.forEach((request, index) => {
      assert.deepEqual(still(request.body), still(bodies[index]));
      assert.equal(request.body.length, bodies[index].length);
      const wanted = transport === "basic" ? `Basic ${btoa(`${KEY}:`)}` : undefined;
      assert.equal(request.headers.authorization, wanted);
      assert.equal(request.headers["content-type"], transport === "basic" ? "application/json" : "text/plain");
    });
  });
}

test("the receiver accepts what a shell sends it", async () => {
  const local = await receiver();
  try {
    const account = { id: "main", label: "Main", writeKey: local.key, region: "custom", endpoint: local.url };
    for (const task of sending) {
      const { text } = written(document, task, "curl", record, [account]);
      await ended(spawn("sh", ["-c", text], { env: { ...process.env, SEGMENT_WRITE_KEY: local.key } }));
    }
    const ours = (await ran(account)).map((body) => JSON.parse(body).messageId);
    const events = await local.events();
    assert.deepEqual(events.map(({ verdict }) => verdict.outcome), ours.map(() => "accepted"));
    assert.deepEqual(events.map(({ messageId }) => messageId), ours);
  } finally {
    await local.close();
  }
});

/** What a script of PowerShell's hands to the command, by its syntax tree. */
function handedOver(parser, script) {
  const tree = parser.parse(script);
  assert.ok(!tree.rootNode.hasError, script);
  const QUOTES = "'\u2018\u2019\u201a\u201b";
  const value = (node, variables) => {
    const text = node.text;
    if (node.type === "variable") {
      assert.ok(text in variables, text);
      return variables[text];
    }
    if (node.type === "string_literal") {
      assert.equal(node.namedChild(0).type, "verbatim_string_characters");
      return text.slice(1, -1).replace(new RegExp(`([${QUOTES}])[${QUOTES}]`, "g"), "$1");
    }
    if (node.type === "invokation_expression" && /^\[Text\.Encoding\]::UTF8\.GetBytes\(/.test(text)) return value(node.lastNamedChild, variables);
    if (node.type === "invokation_expression" && /^\[Convert\]::ToBase64String\(/.test(text)) return btoa(value(node.lastNamedChild, variables));
    const parts = node.namedChildren.map((child) => value(child, variables));
    assert.ok(parts.length === 1 || /additive/.test(node.type), `${node.type} ${text}`);
    return parts.join("");
  };
  const variables = { "$env:SEGMENT_WRITE_KEY": KEY };
  const [assignment, call] = tree.rootNode.namedChild(0).namedChildren;
  const assigned = assignment.namedChild(0);
  assert.equal(assigned.namedChild(0).text, "$body");
  variables.$body = value(assigned.childForFieldName("value"), variables);
  const command = call.descendantsOfType("command")[0];
  assert.equal(command.childForFieldName("command_name").text, "Invoke-RestMethod");
  const given = {};
  let name;
  const elements = command.childForFieldName("command_elements").namedChildren;
  for (const element of elements.filter(({ type }) => type !== "command_argument_sep")) {
    if (element.type === "command_parameter") name = element.text;
    else if (element.type === "generic_token") given[name] = element.text;
    else if (name === "-Headers") {
      const [entry, ...more] = element.descendantsOfType("hash_entry");
      assert.equal(more.length, 0);
      given[name] = { [entry.namedChild(0).text.trim()]: value(entry.namedChild(1), variables) };
    } else given[name] = value(element, variables);
  }
  return given;
}

test("PowerShell's syntax hands over what a run sends", async () => {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve("tree-sitter-powershell/tree-sitter-powershell.wasm")));
  for (const transport of ["simple", "basic"]) {
    const account = { id: "main", label: "Main", writeKey: KEY, region: "eu", transport };
    const bodies = await ran(account);
    sending.forEach((task, index) => {
      const { text } = written(document, task, "powershell", record, [account]);
      assert.ok(!text.includes(KEY));
      const given = handedOver(parser, text);
      assert.equal(given["-Method"], "Post");
      assert.equal(given["-Uri"], `https://events.eu1.segmentapis.com/v1/${JSON.parse(bodies[index]).type}`);
      assert.equal(given["-ContentType"], transport === "basic" ? "application/json" : "text/plain");
      assert.deepEqual(given["-Headers"], transport === "basic" ? { Authorization: `Basic ${btoa(`${KEY}:`)}` } : undefined);
      assert.deepEqual(still(given["-Body"]), still(bodies[index]));
      assert.equal(given["-Body"].length, bodies[index].length);
    });
  }
});

/** A message without what a library says of itself and of the moment. */
function comparable({ sentAt, writeKey, _metadata, timestamp, context: { library, ...context }, ...message }, given) {
  if (given) assert.equal(Date.parse(timestamp), Date.parse(given));
  if (message.integrations && Object.keys(message.integrations).length === 0) delete message.integrations;
  return { ...message, context };
}

test("a program of analytics-node's sends what a run sends", async () => {
  const segment = await recorder();
  const account = { id: "main", label: "Main", writeKey: KEY, region: "custom", endpoint: `${segment.url}/proxy` };
  const tests = fileURLToPath(new URL("..", import.meta.url));
  const programs = sending.map((task) => written(document, task, "analytics-node", record, [account]).text);
  // Each takes seconds to end, of which it does nothing.
  await Promise.all(programs.map((text) => {
    assert.ok(!text.includes(KEY));
    const node = spawn(process.execPath, ["--input-type=module", "-"], { cwd: tests, env: { ...process.env, SEGMENT_WRITE_KEY: KEY } });
    node.stdin.end(text);
    return ended(node);
  }));
  await segment.close();
  const sentBy = new Map(segment.requests.map(({ url, body }) => {
    const { batch: [message, ...more] } = JSON.parse(body);
    assert.equal(url, "/proxy/v1/batch");
    assert.equal(more.length, 0);
    return [message.messageId, message];
  }));
  const bodies = await ran(account);
  assert.equal(segment.requests.length, bodies.length);
  bodies.forEach((body, index) => {
    const ours = JSON.parse(body);
    const given = CALLS[index]?.timestamp;
    assert.deepEqual(comparable(sentBy.get(ours.messageId), given), comparable(ours, given));
  });
});

test("a call of analytics.js makes the message that a run sends", async () => {
  const account = { id: "main", label: "Main", writeKey: KEY, region: "us" };
  const bodies = await ran(account);
  const resolver = require("../node_modules/@segment/analytics-next/dist/cjs/core/arguments-resolver/index.js");
  const factory = new CoreEventFactory({ createMessageId: () => "none" });
  let made;
  const user = resolver.resolveUserArguments({ id: () => undefined });
  const analytics = {
    track: (...given) => (made = factory.track(...resolver.resolveArguments(...given))),
    identify: (...given) => (made = factory.identify(...user(...given))),
    group: (...given) => (made = factory.group(...user(...given))),
    alias: (...given) => (made = factory.alias(...resolver.resolveAliasArguments(...given))),
    page: (...given) => (made = factory.page(...resolver.resolvePageArguments(...given))),
    screen: (...given) => (made = factory.screen(...resolver.resolvePageArguments(...given))),
  };
  sending.forEach((task, index) => {
    const { text, listed } = written(document, task, "analytics-js", record, [account]);
    assert.deepEqual(listed, []);
    new Function("analytics", text)(analytics);
    const given = CALLS[index]?.timestamp;
    const theirs = JSON.parse(JSON.stringify({ ...made, context: { library: {}, ...made.context } }));
    assert.deepEqual(comparable(theirs, given), comparable(JSON.parse(bodies[index]), given), text);
  });
});

/** Typewriter itself builds a program of a plan, without asking anyone. */
async function built(plan) {
  const folder = await mkdtemp(join(tmpdir(), "segflow-typewriter-"));
  try {
    const config = `client:\n  sdk: web\n  language: typescript\ntrackingPlans:\n  - id: ${plan.id}\n    path: ./out\n`;
    await writeFile(join(folder, "typewriter.yml"), config);
    await mkdir(join(folder, "out"));
    await writeFile(join(folder, "out/plan.json"), JSON.stringify(plan));
    const program = fileURLToPath(new URL("../node_modules/typewriter/bin/run", import.meta.url));
    const offline = fileURLToPath(new URL("harness/offline.cjs", import.meta.url));
    const told = await ended(spawn(process.execPath, ["--require", offline, program, "build"], { cwd: folder, env: { ...process.env, CI: "true", HOME: folder }, stdio: ["ignore", "pipe", "pipe"] }));
    return { told, program: await readFile(join(folder, "out/segment.ts"), "utf8") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const plans = new URL("../../crates/core/tests/plan/", import.meta.url);

test("Typewriter builds the same of its own plans and of what we write of them", async () => {
  const { plan } = JSON.parse(await readFile(new URL("typewriter_9.json", plans), "utf8"));
  const workflow = { segflow: 1, id: "wf_plan", name: plan.name, tasks: [], plan };
  const ours = JSON.parse(cli(["export", "-", "--as", "plan"], JSON.stringify(workflow)).stdout);
  const [before, after] = [await built(plan), await built(ours)];
  assert.ok(before.program.includes("export interface UnionType"), before.told);
  assert.equal(after.program, before.program);
});

test("Typewriter builds of plans that have rules of every kind, though it makes nothing of most", async () => {
  const schema = (name, properties) => ({ $schema: "http://json-schema.org/draft-07/schema#", type: "object", labels: {}, properties: { [name]: { type: "object", properties, required: Object.keys(properties) } }, required: [name] });
  const rules = [
    { type: "TRACK", key: "Order Completed", version: 1, jsonSchema: schema("properties", { total: { type: "number" }, coupon: { type: ["string", "null"] } }) },
    { type: "TRACK", key: "Order Completed", version: 2, jsonSchema: schema("properties", { total: { type: "integer" } }) },
    { type: "PAGE", key: "Home", jsonSchema: schema("properties", { url: { type: "string" } }) },
    { type: "IDENTIFY", jsonSchema: schema("traits", { email: { type: "string" } }) },
    { type: "GROUP", jsonSchema: schema("traits", { plan: { type: "string" } }) },
    { type: "COMMON", jsonSchema: { type: "object", properties: { userId: { type: "string" } } } },
  ];
  const workflow = { segflow: 1, id: "wf_plan", name: "All kinds", tasks: [], plan: { rules } };
  const ours = JSON.parse(cli(["export", "-", "--as", "plan"], JSON.stringify(workflow)).stdout);
  const { program, told } = await built(ours);
  assert.ok(["export interface OrderCompleted", "total: number"].every((name) => program.includes(name)), program);
});
