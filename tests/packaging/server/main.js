// A page rendered on a server: the builder is imported there and shown later.
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { SegflowBuilder, define } from "segflow/builder";

define();
const page = renderToString(createElement("segflow-builder", { id: "a", theme: "dark" }));
process.stdout.write(JSON.stringify({ page, element: typeof SegflowBuilder }));
