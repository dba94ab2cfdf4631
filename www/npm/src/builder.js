// The builder as an element. Importing this defines `<segflow-builder>`; on a
// server, where there are no elements, it does nothing.

import { SegflowBuilder } from "./builder/element.js";
import { load } from "./builder/program.js";

export { SegflowError } from "./of-common.js";
export { SegflowBuilder, load };

const TAG = "segflow-builder";

export function define(tag = TAG) {
  const known = globalThis.customElements;
  const there = known?.get(tag);
  if (!known || there?.isSegflow) return;
  if (there) {
    console.warn(`<${tag}> is another element already; call define() of "segflow/builder" with another name`);
    return;
  }
  // A class has one name only.
  known.define(tag, tag === TAG ? SegflowBuilder : class extends SegflowBuilder {});
}

define();
