// Puts a large file together without holding it in memory.

/** Pieces become a Blob, which the browser may put on the disk, at this size. */
const BLOCK_BYTES = 4 * 1024 * 1024;

/** Gives all that `write` adds, as one Blob. */
export async function gathered(write) {
  let blocks = [];
  let pieces = [];
  let bytes = 0;
  const close = () => {
    blocks.push(new Blob(pieces));
    pieces = [];
    bytes = 0;
  };
  await write((piece) => {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes >= BLOCK_BYTES) close();
  });
  close();
  return new Blob(blocks);
}
