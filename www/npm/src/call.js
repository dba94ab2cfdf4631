import { SegflowError } from "./error.js";

/** Calls into Wasm; what is thrown there comes as JSON text. */
export function call(act) {
  try {
    return act();
  } catch (thrown) {
    if (typeof thrown === "string") {
      const { code, message, at } = JSON.parse(thrown);
      const finding = { taskId: null, at, code, severity: "error", message };
      throw new SegflowError(code, message, at === undefined ? [] : [finding]);
    }
    if (thrown instanceof WebAssembly.RuntimeError) {
      throw new SegflowError("bug", `segflow met a bug of its own (${thrown.message}); please report it`);
    }
    throw thrown;
  }
}
