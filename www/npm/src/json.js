// Values of JavaScript as JSON text: what JSON.stringify would write, and the
// digits of a BigInt, at which it gives up.

/** The text of a document or record; a text is taken as it is. */
export function json(value, what) {
  if (typeof value === "string") return value;
  const text = write(value, "", what, []);
  if (text === undefined) throw new TypeError(`${what} is ${typeof value}; give an object or JSON text`);
  return text;
}

function write(value, key, what, above) {
  if (typeof value?.toJSON === "function") value = value.toJSON(key);
  if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof BigInt) {
    value = value.valueOf();
  }
  switch (typeof value) {
    case "bigint":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) {
        throw new TypeError(`${place(what, above, key)} is ${value}, which JSON cannot say; give a number, null or nothing`);
      }
      return JSON.stringify(value);
    case "object":
      break;
    default:
      // Text and truth values; undefined for what JSON leaves out.
      return JSON.stringify(value);
  }
  if (value === null) return "null";
  if (above.some((each) => each.value === value)) {
    throw new TypeError(`${place(what, above, key)} holds itself, which JSON cannot say`);
  }
  const inside = [...above, { value, key }];
  if (Array.isArray(value)) {
    // Array.from visits holes too.
    return `[${Array.from(value, (item, index) => write(item, String(index), what, inside) ?? "null").join()}]`;
  }
  const members = [];
  for (const name of Object.keys(value)) {
    const text = write(value[name], name, what, inside);
    if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${members.join()}}`;
}

function place(what, above, key) {
  const keys = [...above.slice(1).map((each) => each.key), key].filter((name) => name !== "");
  return keys.length > 0 ? `${what}'s ${keys.join(".")}` : what;
}
