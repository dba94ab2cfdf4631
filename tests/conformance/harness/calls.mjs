// Calls as a program would make them, and the workflow that makes the same.

import { workflow } from "./engine.mjs";

const awkward = {
  text: 'say "hi"\n\u0000 & <b>it\'s</b> \u2028 👩‍👧 \\',
  number: 12.5,
  large: 123456789012,
  nothing: null,
  yes: true,
  empty: "",
  list: [1, "two", null, [], { deep: [false] }],
  object: { "any key": { nested: {} }, constructor: "x" },
};
const surroundings = {
  context: { ip: "203.0.113.7", locale: "de-DE", active: false, campaign: { name: "spring" }, traits: { plan: "pro" } },
  integrations: { All: false, "Google Analytics": true, Mixpanel: { mode: "x" } },
  timestamp: "2024-05-01T12:00:00.123Z",
};

/** All six, from the least to everything. */
export const CALLS = [
  { type: "identify", userId: "u-1" },
  { type: "identify", anonymousId: "a-1", traits: { email: "ana@example.com" } },
  { type: "identify", userId: "u-1", anonymousId: "a-1", traits: awkward, ...surroundings },
  { type: "track", userId: "u-1", event: "Form Completed" },
  { type: "track", anonymousId: "a-1", event: "Order Completed", properties: { revenue: 10.5, products: [{ sku: "x" }] } },
  { type: "track", userId: "u-1", anonymousId: "a-1", event: "Form Completed", properties: awkward, ...surroundings },
  { type: "page", userId: "u-1" },
  { type: "page", anonymousId: "a-1", name: "Home", properties: { url: "https://example.com/?a=b", title: "Home" } },
  { type: "page", userId: "u-1", category: "Docs", name: "Home", properties: awkward, ...surroundings },
  { type: "screen", userId: "u-1", name: "Start" },
  { type: "screen", anonymousId: "a-1", category: "Docs", name: "Home", properties: awkward, ...surroundings },
  { type: "group", userId: "u-1", groupId: "g-1" },
  { type: "group", anonymousId: "a-1", groupId: "g-1", traits: awkward, ...surroundings },
  { type: "alias", userId: "u-2", previousId: "u-1" },
  { type: "alias", userId: "u-2", previousId: "u-1", ...surroundings },
];

/** A workflow that makes the calls of the answers it is given. */
export function ofCalls(calls) {
  const fields = [];
  const answers = {};
  const tasks = calls.map(({ type, ...members }, index) => {
    const task = { id: `t${index}`, kind: `segment.${type}`, account: "main" };
    for (const [name, value] of Object.entries(members)) {
      const field = `${name}_${index}`;
      fields.push(field);
      answers[field] = value;
      task[name] = `{{ f.${field} }}`;
    }
    return task;
  });
  return { document: workflow(fields, tasks), record: { f: answers } };
}
