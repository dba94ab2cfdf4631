// Puts a .gz and a .br beside every file of a folder that gets smaller by it.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder] = process.argv.slice(1);
const worthIt = /\.(html|js|mjs|css|wasm|json|svg|txt|webmanifest)$/;

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !worthIt.test(entry.name)) continue;
  const file = join(entry.parentPath ?? entry.path, entry.name);
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  for (const [ending, small] of [
    [".gz", gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION })],
    [".br", brotliCompressSync(bytes, { params })],
  ]) {
    if (small.length < bytes.length) writeFileSync(file + ending, small);
  }
}
