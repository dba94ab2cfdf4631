// What a page gives to a builder, as the JSON text that the module reads.

import { json } from "../of-common.js";

/** The properties that are handed on, and whether each is a list. */
export const GIVEN = ["accounts", "host", "hostFields", "plan", "sample", "user", "workflows"];

export function writeGiven(given, readOnly, lang) {
  const members = GIVEN.filter((name) => given[name] !== undefined && given[name] !== null)
    .map((name) => `"${name}":${write[name]?.(given[name]) ?? json(given[name], `\`${name}\``)}`);
  return `{${[`"readOnly":${readOnly},"lang":${JSON.stringify(lang)}`, ...members].join()}}`;
}

const write = {
  // Documents may be JSON text already.
  workflows: (list) => `[${list.map((each) => json(each, "the workflow"))}]`,
  // A record alone has no name.
  sample: (sample) => {
    const isNamed = typeof sample === "object" && "record" in sample;
    const name = JSON.stringify(String((isNamed && sample.name) || "Sample"));
    return `{"name":${name},"record":${json(isNamed ? sample.record : sample, "the sample")}}`;
  },
};
