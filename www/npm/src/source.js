// Where the rows of runMany() come from, as pieces of bytes.

/** Small enough that a page stays quick, large enough that pieces cost nothing. */
const PIECE_BYTES = 128 * 1024;
/** How much of either end a source is recognised by. */
const EDGE_BYTES = 1024 * 1024;

/**
 * What reads a source: `next()` gives bytes, or undefined at its end. `size` is
 * unknown of a stream, which cannot be recognised either.
 */
export function open(source) {
  if (typeof source === "string") return text(source);
  if (source instanceof ArrayBuffer) return bytes(new Uint8Array(source));
  if (ArrayBuffer.isView(source)) return bytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
  if (typeof Blob === "function" && source instanceof Blob) return blob(source);
  if (typeof source?.getReader === "function") return { ...stream(source), size: undefined };
  return undefined;
}

function text(source) {
  const encoder = new TextEncoder();
  let at = 0;
  const cut = (from) => {
    // Characters of two units stay together.
    const end = from + PIECE_BYTES / 4;
    const isHigh = (source.charCodeAt(end - 1) & 0xfc00) === 0xd800;
    return isHigh ? end + 1 : end;
  };
  return {
    size: undefined,
    edges: async () => {
      const all = encoder.encode(source);
      return [all.length, ...ends(all)];
    },
    next: () => {
      if (at >= source.length) return undefined;
      const end = cut(at);
      const piece = encoder.encode(source.slice(at, end));
      at = end;
      return piece;
    },
    close: () => {},
  };
}

function bytes(source) {
  let at = 0;
  return {
    size: source.length,
    edges: async () => [source.length, ...ends(source)],
    next: () => {
      if (at >= source.length) return undefined;
      const piece = source.subarray(at, at + PIECE_BYTES);
      at += piece.length;
      return piece;
    },
    close: () => {},
  };
}

function ends(all) {
  return [all.subarray(0, EDGE_BYTES), all.subarray(Math.max(0, all.length - EDGE_BYTES))];
}

function blob(source) {
  const read = async (from, to) => new Uint8Array(await source.slice(from, to).arrayBuffer());
  return {
    ...stream(source.stream()),
    size: source.size,
    edges: async () => [source.size, await read(0, EDGE_BYTES), await read(Math.max(0, source.size - EDGE_BYTES))],
  };
}

function stream(source) {
  const reader = source.getReader();
  const encoder = new TextEncoder();
  let rest = new Uint8Array(0);
  return {
    next: async () => {
      while (rest.length === 0) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        rest = typeof value === "string" ? encoder.encode(value) : new Uint8Array(value.buffer ?? value, value.byteOffset ?? 0, value.byteLength);
      }
      const piece = rest.subarray(0, PIECE_BYTES);
      rest = rest.subarray(piece.length);
      return piece;
    },
    close: () => void reader.cancel().catch(() => {}),
  };
}
