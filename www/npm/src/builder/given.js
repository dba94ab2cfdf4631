// What a page gives to a builder, as the JSON text that the module reads.

import { SegflowError, json } from "../of-common.js";

/** The properties that are handed on. */
export const GIVEN = ["accounts", "host", "hostFields", "plan", "sample", "user", "workflows"];
/** Those that are lists. */
const LISTS = ["accounts", "hostFields", "workflows"];

export function writeGiven(given, readOnly, lang) {
  const members = GIVEN.filter((name) => given[name] !== undefined && given[name] !== null)
    .map((name) => {
      if (LISTS.includes(name) && !Array.isArray(given[name])) throw wrong(name, "has to be a list");
      return `"${name}":${write[name]?.(given[name]) ?? text(given[name], name)}`;
    });
  return `{${[`"readOnly":${readOnly},"lang":${JSON.stringify(lang)}`, ...members].join()}}`;
}

/** What may be JSON text already, as text. */
function text(value, name) {
  if (typeof value === "string") {
    try {
      JSON.parse(value);
    } catch {
      throw wrong(name, "is text that is no JSON; give an object, or JSON text");
    }
  }
  return json(value, `\`${name}\``);
}

const wrong = (name, why) => new SegflowError("bad_option", `\`${name}\` ${why}`);

const write = {
  workflows: (list) => `[${list.map((each) => text(each, "workflows"))}]`,
  // A record alone has no name.
  sample: (sample) => {
    const isNamed = typeof sample === "object" && "record" in sample;
    const name = JSON.stringify(String((isNamed && sample.name) || "Sample"));
    return `{"name":${name},"record":${text(isNamed ? sample.record : sample, "sample")}}`;
  },
};
