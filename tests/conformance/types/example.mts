// Compiled, never run: what a program in strict TypeScript writes.

import { compile, load, loadBulk, SegflowError } from "segflow";
import { define, load as loadBuilder } from "segflow/builder";
import type { SegflowBuilder } from "segflow/builder";
import type { Account, Finding, Flow, Preview, RunEvent, RunResult } from "segflow";

const account: Account = { id: "main", writeKey: "k", region: "eu", transport: "basic" };
const controller = new AbortController();

await load();
await load(new URL("https://example.com/engine.wasm"));
await load(fetch("/engine.wasm"));
await loadBulk("/bulk.wasm");

export async function signUp(document: string): Promise<RunResult | Finding[]> {
  const flow: Flow = compile(document);
  const errors = flow.findings.filter((finding) => finding.severity === "error");
  if (errors.length > 0) return errors;

  const preview: Preview = flow.preview('{"signup":{}}', { accounts: [account], now: new Date(), showKey: true });
  for (const task of preview.tasks) {
    if (task.status === "ready") {
      const url: string | undefined = task.request?.url;
      const header: string | undefined = task.request?.headers["Content-Type"];
      console.error(url, header, task.because[0]?.left);
    }
  }

  const result = await flow.run(
    { signup: { email: "ana@example.com", amount: 12n, born: new Date() } },
    {
      account: { writeKey: "k" },
      signal: controller.signal,
      dryRun: false,
      user: { role: "Maker" },
      host: { page: 1 },
      onAsk: (form, answers) => (form.fields.some((field) => field.type === "password") ? null : { ...answers, email: "x" }),
      onEvent(event: RunEvent) {
        if (event.type === "task") console.error(event.task.status === "sending");
        else if (event.type === "ended") console.error(event.status);
      },
    },
  );
  for (const { attempts, mayHaveArrived } of result.tasks) {
    const millis: number | null | undefined = attempts[0]?.millis;
    console.error(millis, mayHaveArrived);
  }
  flow[Symbol.dispose]();
  flow.free();
  return result;
}

try {
  compile({ segflow: 1, id: "w", name: "W", tasks: [] });
} catch (error) {
  if (error instanceof SegflowError) console.error(error.code, error.findings[0]?.at);
}

// @ts-expect-error A misspelt option is refused.
compile("{}").preview({}, { acounts: [] });
// @ts-expect-error There is no such region.
compile("{}").preview({}, { account: { writeKey: "k", region: "mars" } });
// @ts-expect-error Findings are read, not written.
compile("{}").findings.push();
// @ts-expect-error A record is an object or text.
compile("{}").preview(1);

// The builder.
const builder: SegflowBuilder = document.createElement("segflow-builder");
builder.workflow = { segflow: 1, id: "w", name: "W", tasks: [] };
builder.accounts = [account];
builder.sample = { name: "One", record: { signup: { email: "ana@example.com" } } };
builder.readOnly = true;
builder.theme = "dark";
builder.addEventListener("segflow-change", ({ detail }) => console.error(detail.workflow.id, detail.text.length));
document.addEventListener("segflow-before-send", (event: Event) => event.preventDefault());
builder.addEventListener("segflow-before-send", (event) => {
  if (event.detail.request.url.startsWith("https://")) event.detail.waitUntil(Promise.resolve(true));
  else event.preventDefault();
});
const ran: RunResult = await builder.run({ record: '{"signup":{}}', dryRun: true });
const found: Finding[] = await builder.validate();
console.error(ran.status, found.length, builder.form?.id);
define("acme-flow");
await loadBuilder("/builder.wasm");

// @ts-expect-error There is no such theme.
builder.theme = "pink";
// @ts-expect-error What it knows of its form is read.
builder.form = null;
// @ts-expect-error An account needs its key.
builder.accounts = [{ id: "main" }];
