// What the consumers have in common: a place where the package is installed,
// a server for what was built, a receiver, and a browser.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const execute = promisify(execFile);
const here = fileURLToPath(new URL(".", import.meta.url));
const CONSUMERS = ["common", "vite", "webpack", "esbuild", "rollup", "plain", "react", "vue", "svelte", "server", "node", "worker"];
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".css": "text/css", ".json": "application/json" };

/** The policy that the README names; a framework may make a policy of its own. */
const policy = (receiver, frameworks, hashes) =>
  `default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval' ${hashes}; worker-src 'self'; style-src 'self'; connect-src 'self' ${receiver}; require-trusted-types-for 'script'; trusted-types ${frameworks || "'none'"}`;

/** A folder with every consumer, where the tarball and the tools are installed. */
export async function install(tarball) {
  const home = await mkdtemp(join(tmpdir(), "segflow-packaging-"));
  for (const folder of CONSUMERS) await cp(join(here, folder), join(home, folder), { recursive: true });
  // Without a bundler all that a page uses has to be below it.
  await cp(join(here, "common"), join(home, "plain/common"), { recursive: true });
  for (const file of ["package.json", "tsconfig.json"]) await cp(join(here, file), join(home, file));
  const modules = join(home, "node_modules");
  const installed = join(modules, "segflow");
  await mkdir(installed, { recursive: true });
  for (const name of await readdir(join(here, "node_modules"))) {
    if (!name.startsWith(".segflow")) await symlink(join(here, "node_modules", name), join(modules, name));
  }
  await execute("tar", ["--extract", "--gzip", "--file", tarball, "--strip-components=1", "--directory", installed]);
  return { home, installed, tool: (name) => join(here, "node_modules/.bin", name), remove: () => rm(home, { recursive: true }) };
}

/** Serves a folder, and `/given.json`. `frameworks` names their policies; without any there is no policy at all. */
export async function serve(folder, given, { frameworks = "", isFree = false } = {}) {
  const server = createServer(async ({ url }, response) => {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    if (path === "/given.json") {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(given));
      return;
    }
    try {
      const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
      const content = await readFile(file);
      const headers = { "content-type": TYPES[extname(file)] ?? "application/octet-stream" };
      if (extname(file) === ".html" && !isFree) {
        // An import map cannot be a file of its own yet; a policy allows it by its hash.
        const maps = [...content.toString().matchAll(/<script type="importmap">([^]*?)<\/script>/g)];
        const hashes = maps.map(([, map]) => `'sha256-${createHash("sha256").update(map).digest("base64")}'`);
        headers["content-security-policy"] = policy(given.accounts[0].endpoint, frameworks, hashes.join(" "));
      }
      response.writeHead(200, headers).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => server.close().closeAllConnections(),
  };
}
