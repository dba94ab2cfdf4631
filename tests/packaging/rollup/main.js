import "segflow/builder";
import { given, hear } from "../common/given.js";

const { workflow, accounts } = await given();
for (const id of ["a", "b"]) {
  const builder = document.createElement("segflow-builder");
  Object.assign(builder, { id, workflow, accounts });
  builder.addEventListener("segflow-change", hear);
  builder.addEventListener("segflow-run-end", hear);
  document.body.append(builder);
}
