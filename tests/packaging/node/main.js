// Told where the receiver is; says what came of a run.
import { compile, load } from "segflow";

const { workflow, accounts } = JSON.parse(process.argv[2] ?? "{}");
await load();
const flow = compile(workflow);
const record = { signup: { email: "ana@example.com" } };
const one = await flow.run(record, { accounts });
const many = await flow.runMany(JSON.stringify(record), { format: "jsonl", accounts });
process.stdout.write(JSON.stringify({ status: one.status, accepted: many.accepted }));
