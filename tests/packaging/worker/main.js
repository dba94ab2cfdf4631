import { given } from "../common/given.js";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => Object.assign(globalThis, { result: data });
worker.postMessage(await given());
