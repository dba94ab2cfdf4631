// Each rival compiles one template a value, as it does in its own products,
// renders the messages of a row, and packs them into batches of the same size.

// Without what reads files, so that a page can have it too.
import { Eta } from "eta/core";
import Handlebars from "handlebars";
import { Liquid } from "liquidjs";
import Papa from "papaparse";
import { Tournament } from "@n8n/tournament";
import { PROPERTIES, TRAITS } from "./workload.mjs";

const eta = new Eta({ autoEscape: false, useWith: false });
const liquid = new Liquid();
const tournament = new Tournament(() => {
  throw new Error("an expression cannot be evaluated");
});

/** From a template's parts to a function of a record; whole values keep their type where the rival can. */
const engines = {
  eta: {
    whole: (field) => eta.compile(`<%= it.signup.${field} %>`).bind(eta),
    note: () => eta.compile("Hello <%= it.signup.first_name %> from <%= it.signup.city %>").bind(eta),
  },
  n8n: {
    whole: (field) => n8n(`{{ $json.signup.${field} }}`),
    note: () => n8n("Hello {{ $json.signup.first_name }} from {{ $json.signup.city }}"),
  },
  handlebars: {
    whole: (field) => Handlebars.compile(`{{{signup.${field}}}}`),
    note: () => Handlebars.compile("Hello {{{signup.first_name}}} from {{{signup.city}}}"),
  },
  liquidjs: {
    whole: (field) => liquidOf(`{{ signup.${field} }}`),
    note: () => liquidOf("Hello {{ signup.first_name }} from {{ signup.city }}"),
  },
};

function n8n(template) {
  return (record) => tournament.execute(template, { $json: record });
}

function liquidOf(template) {
  const parsed = liquid.parse(template);
  return (record) => liquid.renderSync(parsed, record);
}

const MAX_BYTES = 475_000;
const PREFIX = "sf-0123456789abcdefghijkl";
const STARTED = "2024-05-01T12:00:00.000Z";
const CONTEXT = { library: { name: "segflow", version: "0.1.0" } };

export const names = Object.keys(engines);

/** What runs a rival over text; gives messages and bytes. */
export function rival(name) {
  const engine = engines[name];
  const compile = (fields) => Object.entries(fields).map(([key, field]) => [key, engine.whole(field)]);
  const [userId, traits, properties, note] = [engine.whole("email"), compile(TRAITS), compile(PROPERTIES), engine.note()];

  function render(record, row) {
    const head = (type) => ({ type, messageId: `${PREFIX}${type[0]}-${row}-1`, timestamp: STARTED, userId: userId(record) });
    const values = (compiled) => {
      const object = {};
      for (const [key, value] of compiled) object[key] = value(record);
      return object;
    };
    const identify = { ...head("identify"), traits: values(traits), context: CONTEXT };
    const track = { ...head("track"), event: "Form Completed", properties: values(properties), context: CONTEXT };
    track.properties.note = note(record);
    return `${JSON.stringify(identify)},${JSON.stringify(track)}`;
  }

  return (text, format) => {
    const result = { rows: 0, bytes: 0, requests: 0 };
    let batch = [];
    let bytes = 0;
    const flush = () => {
      if (batch.length === 0) return;
      const body = `{"batch":[${batch.join(",")}],"sentAt":"${STARTED}","writeKey":"0123456789abcdefghijklmnopqrstuv"}`;
      result.bytes += byteLength(body);
      result.requests += 1;
      batch = [];
      bytes = 0;
    };
    const take = (record) => {
      result.rows += 1;
      const messages = render(record, result.rows);
      if (bytes + messages.length + 1 > MAX_BYTES - 200) flush();
      batch.push(messages);
      bytes += messages.length + 1;
    };
    each(text, format, take);
    flush();
    return result;
  };
}

/** Reads the rows and makes nothing of them. */
export function parseAlone(text, format) {
  const result = { rows: 0 };
  each(text, format, () => (result.rows += 1));
  return result;
}

function each(text, format, take) {
  if (format === "csv") {
    Papa.parse(text, { header: true, skipEmptyLines: true, step: ({ data }) => take({ signup: data }) });
    return;
  }
  let from = 0;
  for (let to = text.indexOf("\n"); to >= 0; from = to + 1, to = text.indexOf("\n", from)) {
    if (to > from) take(JSON.parse(text.slice(from, to)));
  }
}

/** A page has no cheap way to know; the length in characters is nearly it. */
function byteLength(text) {
  return globalThis.Buffer ? Buffer.byteLength(text) : text.length;
}
