import { compile, load } from "segflow";

onmessage = async ({ data: { workflow, accounts } }) => {
  await load();
  const flow = compile(workflow);
  const record = { signup: { email: "ana@example.com" } };
  const one = await flow.run(record, { accounts });
  const many = await flow.runMany(JSON.stringify(record), { format: "jsonl", accounts });
  postMessage({ status: one.status, accepted: many.accepted });
};
