// The common file stays a file of its own, whatever it is imported from.

export { SegflowError, call, json, read } from "./common.js";
