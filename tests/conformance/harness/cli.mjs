// The program `segflow`, as a script uses it.

import { spawnSync } from "node:child_process";

const program = process.env.SEGFLOW_CLI;
if (!program) throw new Error("SEGFLOW_CLI is not set: start this with `cargo xtask test conformance`");

/** Runs it to its end; what it is given goes in by its standard input. */
export function cli(args, input = "", env = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: "utf8", env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`segflow ${args.join(" ")} ended with ${status}: ${stderr}`);
  return { stdout: stdout.replace(/\n$/, ""), stderr };
}

/** A workflow out of what something else wrote, and what is not in it. */
export function taken(source) {
  return JSON.parse(cli(["import", "-", "--json"], JSON.stringify(source)).stdout);
}

/** A task of a workflow as something else. */
export function written(workflow, task, as, record, accounts = []) {
  const sampled = { ...workflow, samples: [{ name: "the", record }] };
  const args = ["export", "-", "--task", task, "--as", as, "--run-id", "run_1"];
  const { stdout, stderr } = cli(args, JSON.stringify(sampled), { SEGFLOW_ACCOUNTS: JSON.stringify(accounts) });
  return { text: stdout, listed: stderr.split("\n").filter(Boolean) };
}
