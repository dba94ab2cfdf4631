// What the engine and the builder have in common: a file of its own, so that
// whoever loads both loads it once, and there is one class of errors.

export { call } from "./call.js";
export { SegflowError } from "./error.js";
export { json } from "./json.js";
export { read } from "./load.js";
