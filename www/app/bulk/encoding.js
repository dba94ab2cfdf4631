// Which encoding a file has, and its bytes as UTF-8, a piece at a time.

import { open } from "../../npm/src/source.js";

/** How many bytes tell it, where no mark does. */
const LOOKED_AT_BYTES = 1024 * 1024;
/** How many bytes are read at a time. */
const PIECE_BYTES = 128 * 1024;
/** What stands at the beginning of a file whose encoding is marked. */
const MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

const slice = async (file, from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());

/** Whether it is a ZIP file, as what programs for spreadsheets keep is. */
export async function isArchive(file) {
  const head = await slice(file, 0, 4);
  return String.fromCharCode(...head) === "PK\x03\x04";
}

/** The name of the encoding, as TextDecoder knows it. */
export async function encodingOf(file) {
  const head = await slice(file, 0, LOOKED_AT_BYTES);
  const marked = MARKS.find(([, mark]) => mark.every((byte, place) => head[place] === byte));
  if (marked) return marked[0];
  // Every other byte of what people write in UTF-16 is nothing.
  const nothings = [0, 0];
  for (let at = 0; at < Math.min(head.length, 4096); at += 1) nothings[at % 2] += head[at] === 0 ? 1 : 0;
  const most = Math.min(head.length, 4096) / 8;
  if (nothings[1] > most) return "utf-16le";
  if (nothings[0] > most) return "utf-16be";
  try {
    // A character that goes on beyond what was read is none that is broken.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: file.size > head.length });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/**
 * What reads a file as UTF-8, as source.js has it. `read()` tells how many
 * bytes of the file itself were read, where those are others.
 */
export function reading(file, encoding) {
  if (encoding === "utf-8") return { ...asItIs(file), read: () => undefined };
  let bytes = 0;
  const counting = new TransformStream({
    transform(piece, controller) {
      bytes += piece.length;
      controller.enqueue(piece);
    },
  });
  const stream = file.stream().pipeThrough(counting).pipeThrough(new TextDecoderStream(encoding));
  return { ...open(stream), read: () => bytes };
}

/** Reads a file into the same room again and again: what is left of a gigabyte would be much to clear away. */
function asItIs(file) {
  const stream = file.stream();
  let reader;
  try {
    reader = stream.getReader({ mode: "byob" });
  } catch {
    // Not every browser can.
    return open(stream);
  }
  let room = new ArrayBuffer(PIECE_BYTES);
  return {
    next: async () => {
      const { done, value } = await reader.read(new Uint8Array(room));
      if (done) return undefined;
      room = value.buffer;
      return value;
    },
    close: () => void reader.cancel().catch(() => {}),
  };
}

/** The first bytes of a file, as UTF-8, and whether they are all. */
export async function beginning(file, encoding, most) {
  const source = reading(file, encoding);
  const pieces = [];
  let length = 0;
  let piece;
  while (length < most && (piece = await source.next())) {
    // The next piece may come into the same room.
    pieces.push(piece.slice());
    length += piece.length;
  }
  source.close();
  return [new Uint8Array(await new Blob(pieces).arrayBuffer()), piece === undefined];
}

/** What a file is recognised by: its size, and its first and last mebibyte. */
export async function edges(file) {
  const edge = 1024 * 1024;
  return [file.size, await slice(file, 0, edge), await slice(file, Math.max(0, file.size - edge), file.size)];
}
