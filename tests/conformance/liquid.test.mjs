// liquidjs judges the filters: what we give for a tag is what it gives, but
// for differences that are meant, each of a class with a reason.

import assert from "node:assert/strict";
import test from "node:test";
import { Drop, Liquid } from "liquidjs";
import { compile, workflow } from "./harness/engine.mjs";
import { random } from "./harness/random.mjs";

const EXPRESSIONS = 5000;
const MOST_DIFFERENT = 0.02;

/** Values as JSON text: what the engine is given, digit by digit. */
const VALUES = {
  empty: '""',
  space: '"  \\t lead and trail\\n "',
  word: '"Hello World"',
  sentence: '"The quick brown fox jumps over the lazy dog, twice, and then some more"',
  german: '"STRASSE straße ÄÖÜ"',
  turkish: '"İstanbul ıI"',
  greek: '"ὈΔΥΣΣΕΎΣ Σ"',
  emoji: '"a😀b👩‍👩‍👧c"',
  combining: '"e\\u0301te\\u0301"',
  commas: '"a,b,,c,,"',
  quotes: '"say \\"hi\\" & <b>it\'s</b>"',
  encoded: '"a%20b+c%C3%A9"',
  malformed: '"100% %zz %"',
  date_text: '"2024-05-01T12:34:56.789Z"',
  date_zone: '"2024-02-29T23:59:59+05:30"',
  date_only: '"2023-12-31"',
  stamp: '"1714564800"',
  stamp_number: "1714564800",
  zero: "0",
  one: "1",
  negative: "-17",
  float: "3.14159",
  tie: "2.5",
  cents: "1.005",
  number_text: '"12.50"',
  not_number: '"12abc"',
  yes: "true",
  no: "false",
  nothing: "null",
  none: "[]",
  words: '["banana","Apple","cherry","apple"]',
  numbers: "[3,1,2,10,-5]",
  mixed: '[3,"10",null,true,"x",1.5]',
  nested: '[[1,2],[3,[4,5]],[]]',
};

/** Values of which we give another text by design; a few are enough. */
const APART = {
  small: "0.0000001",
  long: "9007199254740993",
  huge: "1e21",
  written: "1.50",
  items: '[{"sku":"b","price":2.5},{"sku":"a","price":10},{"price":1},{"sku":"b","price":2.5}]',
  object: '{"city":"Łódź","zip":null,"deep":{"a":[1]}}',
};
const ALL = { ...VALUES, ...APART };
const record = `{"f":{${Object.entries(ALL).map(([name, text]) => `"${name}":${text}`).join()}}}`;

const words = ["a", " ", ",", "o", "b,", "x", "😀", "", "Hello", "é"];
const numbers = ["0", "1", "2", "3", "-1", "-3", "10", "2.5", "0.1", "100", "1000000"];
/** Few are 0, by which we divide otherwise by design. */
const divisor = (chance) => (chance.below(30) === 0 ? "0" : chance.pick(["1", "3", "-7", "2.5", "0.1", "f.float"]));
const quoted = (chance) => `"${chance.pick(words)}"`;
const number = (chance) => chance.pick(numbers);
const path = (chance) => `f.${chance.pick(Object.keys(VALUES))}`;
const any = (chance) => chance.pick([quoted, number, path, () => "nil", () => "true"])(chance);
const formats = ["%Y-%m-%d", "%A %-d %B %y", "%H:%M:%S.%L %z", "%I:%M %p %P", "%e|%k|%l|%j", "%s", "%u %w %U %W", "%q %h %C", "%D %F %T %%", "%10Y|%_5d|%^a|%-m|%05H", "%c", "%x %X", "%N %3N %:z %Z %Q", ""];
const format = (chance) => `"${chance.pick(formats)}"`;

/** The shared filters, and what may stand after their colons. */
const FILTERS = {
  downcase: [[]], upcase: [[]], capitalize: [[]], strip: [[]],
  truncate: [[], [number], [number, quoted]],
  replace: [[quoted, quoted]],
  remove: [[quoted]], append: [[any]], prepend: [[any]],
  split: [[quoted]], join: [[], [quoted]], first: [[]], last: [[]], size: [[]],
  slice: [[number], [number, number]],
  sort: [[], [() => '"sku"'], [() => '"price"']],
  uniq: [[]], map: [[() => '"sku"'], [() => '"price"']],
  sum: [[], [() => '"price"']], compact: [[]], concat: [[(chance) => `f.${chance.pick(["none", "words", "numbers", "items", "nested"])}`]],
  reverse: [[]], url_encode: [[]], url_decode: [[]], base64_encode: [[]],
  plus: [[any]], minus: [[number]], times: [[number]], divided_by: [[divisor]], modulo: [[divisor]],
  round: [[], [number]], floor: [[]], ceil: [[]], abs: [[]], at_least: [[number]], at_most: [[number]],
  default: [[any], [any, () => "allow_false: true"]],
  date: [[], [format]],
};

function expressions() {
  const chance = random(20_260_101);
  const one = (name) => {
    const given = chance.pick(FILTERS[name]).map((make) => make(chance));
    return given.length > 0 ? `${name}: ${given.join(", ")}` : name;
  };
  const all = [];
  // Every filter on every value, then chains.
  for (const name of Object.keys(FILTERS)) {
    for (const value of Object.keys(VALUES)) all.push({ value, filters: [one(name)] });
    all.push({ value: chance.pick(Object.keys(APART)), filters: [one(name)] });
  }
  while (all.length < EXPRESSIONS) {
    const filters = Array.from({ length: 1 + chance.below(3) }, () => one(chance.pick(Object.keys(FILTERS))));
    all.push({ value: chance.pick(Object.keys(VALUES)), filters });
  }
  return all.map(({ value, filters }) => ({ value, filters, text: `f.${value} | ${filters.join(" | ")}` }));
}

/** What the engine gives: a value, or undefined where it is missing. */
function ours(all) {
  const values = [];
  for (let start = 0; start < all.length; start += 100) {
    const part = all.slice(start, start + 100);
    const properties = Object.fromEntries(part.map(({ text }, index) => [`p${index}`, `{{ ${text} }}`]));
    const flow = compile(workflow(Object.keys(ALL), [
      { id: "t", kind: "segment.track", userId: "u", event: "E", properties },
    ]));
    const broken = flow.findings.filter((finding) => finding.severity === "error");
    assert.deepEqual(broken, [], "every expression is one that we know");
    const body = JSON.parse(flow.preview(record).tasks[1].request.body);
    part.forEach((_, index) => values.push(body.properties[`p${index}`]));
  }
  return values;
}

const liquid = new Liquid({ ownPropertyOnly: true, timezoneOffset: 0, strictFilters: true });

function judge(text, scope) {
  try {
    const value = liquid.evalValueSync(text, scope);
    // The word `nil` is an object there.
    return { value: value instanceof Drop ? null : value };
  } catch (error) {
    return { error: error.message };
  }
}

/** What liquidjs has after each step of the chain, the value itself first. */
function steps({ value, filters }) {
  const counts = Array.from({ length: filters.length + 1 }, (_, count) => count);
  return counts.map((count) => judge([`f.${value}`, ...filters.slice(0, count)].join(" | "), JSON.parse(record)));
}

/** Whether a step meets one of these filters with such a value. */
const met = (expression, names, test) =>
  steps(expression).some(({ value }, index) => {
    const name = expression.filters[index]?.split(":")[0];
    return names.includes(name) && test(value);
  });

/** The record with its numbers as text, and objects that print as JSON. */
function spelt() {
  const revive = (_, value) => {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      const text = JSON.stringify(value);
      Object.defineProperty(value, "toString", { value: () => text });
    }
    return value;
  };
  return JSON.parse(record, revive);
}

function withTexts(names) {
  const scope = spelt();
  for (const name of names) if (typeof scope.f[name] === "number") scope.f[name] = ALL[name];
  return scope;
}

const isUsed = (expression, name) => new RegExp(`f\\.${name}(?![a-z_])`).test(expression.text);

/** One letter of one unit stands for each of two. */
const LETTERS = [..."😀👩👧"].map((letter, index) => [letter, String.fromCharCode(0xe000 + index)]);
const narrow = (text) => LETTERS.reduce((all, [letter, other]) => all.replaceAll(letter, other), text);
const widen = (text) => LETTERS.reduce((all, [letter, other]) => all.replaceAll(other, letter), text);

/**
 * The differences that are meant: each with its reason, and a test of the
 * reason, which mostly is that liquidjs gives the same once it is taken away.
 */
const CLASSES = {
  // A number keeps the text it came with; JavaScript writes its own.
  number_text: (expression, given) => {
    const used = ["small", "long", "huge", "written"].filter((name) => isUsed(expression, name));
    return used.length > 0 && same(given, judge(expression.text, withTexts(used)));
  },
  // An object within text is JSON, never "[object Object]".
  object_as_json: (expression, given) =>
    ["items", "object"].some((name) => isUsed(expression, name)) &&
    same(given, judge(expression.text, spelt())),
  // JSON has no NaN and no Infinity: such a value is missing, and stays so.
  no_nan: (expression, given) =>
    steps(expression).some(({ value }) => typeof value === "number" && !Number.isFinite(value)) &&
    (given === undefined || met(expression, ["default", "concat"], () => true)),
  // Missing passes through every filter but `default`; liquidjs makes text of it.
  missing_passes: (expression, given) =>
    given === undefined && steps(expression).slice(0, -1).some(({ value, error }) => value === undefined && !error),
  // A list of JSON has null where JavaScript's has undefined.
  null_for_undefined: (expression, given) =>
    given === null && steps(expression).some(({ value }) => Array.isArray(value) && value.includes(undefined)),
  // A letter of two units is not cut in two.
  whole_letters: (expression, given) => {
    const narrowed = judge(narrow(expression.text), JSON.parse(narrow(record)));
    return widen(shown(narrowed.value)) === shown(given);
  },
  // What is no encoded text is missing; liquidjs ends with an error.
  malformed_text: (expression, given) =>
    given === undefined && /URI malformed/.test(judge(expression.text, JSON.parse(record)).error),
  // A truth value, or a list, is no date.
  no_date: (expression) => met(expression, ["date"], (value) => typeof value === "boolean" || Array.isArray(value)),
  // Dates are those of ISO 8601 and e-mail, not all that a browser can guess.
  no_guess: (expression) =>
    met(expression, ["date"], (value) => typeof value === "string" && !/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))),
  // The zone is called UTC rather than +0000.
  zone_name: (expression, given) =>
    expression.text.includes("%Z") && same(given.replace("UTC", "+0000"), judge(expression.text, JSON.parse(record))),
};

const shown = (value) => JSON.stringify(value) ?? "missing";
const same = (given, { value, error }) => error === undefined && shown(given) === shown(value);

test("filters give what liquidjs gives", () => {
  const all = expressions();
  const given = ours(all);
  const counts = {};
  const unclassified = [];
  all.forEach((expression, index) => {
    const judged = judge(expression.text, JSON.parse(record));
    if (same(given[index], judged)) return;
    const name = Object.keys(CLASSES).find((name) => CLASSES[name](expression, given[index]));
    if (name) counts[name] = (counts[name] ?? 0) + 1;
    else {
      unclassified.push(`{{ ${expression.text} }}: ours ${shown(given[index])}, theirs ${judged.error ?? shown(judged.value)}`);
    }
  });
  const different = Object.values(counts).reduce((sum, count) => sum + count, 0);
  assert.deepEqual(unclassified, []);
  // Chance is the same every time, so one more or less wants to be looked at.
  assert.deepEqual(counts, {
    number_text: 12,
    object_as_json: 8,
    whole_letters: 9,
    no_nan: 15,
    no_date: 8,
    zone_name: 2,
    missing_passes: 6,
    no_guess: 2,
    null_for_undefined: 4,
  });
  assert.ok(different <= all.length * MOST_DIFFERENT, `${different} of ${all.length} differ`);
});
