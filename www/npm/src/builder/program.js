// The module that draws builders: one for all elements of the page. When it
// comes to its end by a bug, another instance of it takes its place.

import { fresh } from "../builder_wasm.js";
import { call, read } from "../of-common.js";
import { files } from "./files.js";

/** Compiled once, whatever becomes of its instances. */
let compiled;
/** Where parts are looked for, unless they are beside this script. */
let base;
/** The instance in use, or on its way. */
let living;

/** Gets the builder ready. The first call decides from where. */
export async function load(source) {
  await program(source);
}

export function program(source) {
  living ??= begin(source).catch((error) => {
    living = undefined;
    throw error;
  });
  return living;
}

async function begin(source) {
  compiled ??= compile(source).catch((error) => {
    compiled = undefined;
    throw error;
  });
  const instance = new Program();
  await instance.begin(await compiled);
  return instance;
}

async function compile(source) {
  const from = await source;
  const address = typeof from === "string" || from instanceof URL ? from : from?.url;
  base = address ? new URL(address, document.baseURI) : undefined;
  const found = await read(from, files["builder.wasm"], "builder");
  if (found instanceof WebAssembly.Module) return found;
  const isAnswer = typeof Response === "function" && found instanceof Response;
  if (!isAnswer) return WebAssembly.compile(found);
  const isNamed = found.headers.get("content-type")?.startsWith("application/wasm");
  return isNamed ? WebAssembly.compileStreaming(found) : WebAssembly.compile(await found.arrayBuffer());
}

const locate = (name) => (base ? new URL(name, base) : files[name]());

/** An instance of the module, and the elements that it draws. */
class Program {
  #glue;
  #elements = new Set();
  /** The element it was last busy with. */
  #busy;
  isDead = false;

  async begin(module) {
    this.#glue = fresh(locate);
    await this.#glue.default({ module_or_path: module });
    this.#glue.onDeath((why) => this.#die(why));
    globalThis.addEventListener?.("error", this.#hear);
  }

  mount(element, ...given) {
    this.#elements.add(element);
    return this.call(element, () => this.#glue.mount(...given));
  }

  /** Does something in the module for an element. */
  call(element, act) {
    this.#busy = element;
    try {
      return call(act);
    } catch (error) {
      if (error.code === "bug") this.#die(error.message);
      throw error;
    }
  }

  /** A person does something in an element. */
  touch(element) {
    this.#busy = element;
  }

  leave(element) {
    this.#elements.delete(element);
  }

  /** What ends without a word of its own, such as by want of memory. */
  #hear = ({ error }) => {
    const isOurs = error instanceof WebAssembly.RuntimeError && /builder[^/]*\.wasm/.test(error.stack);
    if (isOurs) this.#die(error.message);
  };

  #die(why) {
    if (this.isDead) return;
    this.isDead = true;
    living = undefined;
    globalThis.removeEventListener?.("error", this.#hear);
    const broken = this.#busy;
    const elements = [...this.#elements];
    this.#elements.clear();
    // What called the module is still on its way out of it.
    setTimeout(() => {
      for (const element of elements) element.lost(element === broken ? why : undefined);
    });
  }
}
