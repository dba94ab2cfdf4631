// The element. It holds the document, as text and outside of the module's
// memory; the module shows it.

import { GIVEN, writeGiven } from "./given.js";
import { notice } from "./notice.js";
import { SegflowError, json } from "../of-common.js";
import { program } from "./program.js";
import { Runs } from "./runs.js";
import { sheet } from "./sheet.js";
import { wordsOf } from "./words.js";

/** On a server there are no elements; importing must work all the same. */
const Base = globalThis.HTMLElement ?? class {};
/** Attributes with a property of the same value. */
const FLAGS = { readonly: "readOnly", required: "required" };
const TEXTS = { name: "name", panels: "panels", theme: "theme", "storage-key": "storageKey", "wasm-src": "wasmSrc" };
/** What a person may do something with. */
const DOINGS = ["beforeinput", "change", "click", "focusin", "focusout", "input", "keydown", "pointerdown", "submit"];
/** How long changes are gathered before they are kept together. */
const GATHER_MILLIS = 400;
/** A framework that holds the document gives it back within this time, and may be a change or two behind. */
const ECHO_MILLIS = 1000;
/** What keeps documents comes where one is to be kept. */
const keeping = () => import("./keep.js");

export class SegflowBuilder extends Base {
  static isSegflow = true;
  static formAssociated = true;
  static observedAttributes = ["lang", ...Object.keys(FLAGS), ...Object.keys(TEXTS)];

  #root;
  #internals;
  /** The document: what the page gave, or as it was last changed. */
  #text;
  /** What the document was at first, for a form that is reset. */
  #first;
  #given = {};
  /** What was told of the document lately. */
  #echoes = [];
  #isDisabled = false;
  #program;
  #view;
  #mounting;
  #ready;
  #runs = new Runs((type, detail) => this.#tell(type, detail));
  #notice;
  #keeping;
  /** The page around it may begin to speak another language. */
  #around = new MutationObserver(() => this.#give());

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
    this.#internals = this.attachInternals?.();
    this.#expect();
    for (const type of DOINGS) {
      this.#root.addEventListener(type, () => this.#program?.touch(this), { capture: true, passive: true });
    }
  }

  connectedCallback() {
    // What was set before this class was known hides the properties.
    for (const name of ["workflow", ...GIVEN, ...Object.values(FLAGS), ...Object.values(TEXTS)]) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    }
    this.#around.observe(this.ownerDocument, { attributeFilter: ["lang"], subtree: true });
    this.#show();
  }

  disconnectedCallback() {
    // Being moved is leaving and coming at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#hide("the builder was taken out of the page");
    });
  }

  adoptedCallback() {
    this.#hide("the builder was moved to another document");
    this.#show();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "readonly" || name === "lang") this.#give();
    if (name === "required") this.#judge();
  }

  formDisabledCallback(isDisabled) {
    this.#isDisabled = isDisabled;
    this.#give();
  }

  formResetCallback() {
    if (this.#first !== undefined) this.workflow = this.#first;
  }

  formStateRestoreCallback(state) {
    if (typeof state === "string") this.workflow = state;
  }

  get workflow() {
    try {
      return JSON.parse(this.#text);
    } catch {
      // There is none, or it is no JSON: what reads it says so.
      return undefined;
    }
  }

  set workflow(document) {
    const text = json(document ?? empty(), "the workflow");
    if (this.#isEcho(text)) return;
    this.#first = text;
    if (this.#view) {
      this.#try(() => {
        const isAnother = this.#call((view) => view.setWorkflow(text));
        if (!isAnother) return;
        this.#text = text;
        this.#expect();
        this.#tellForm();
      });
    } else {
      this.#text = text;
      this.#tellForm();
      this.#retry();
    }
  }

  /** The document as it is now. */
  getWorkflow() {
    return this.workflow;
  }

  get form() {
    return this.#internals?.form ?? null;
  }

  get validity() {
    return this.#internals?.validity;
  }

  get validationMessage() {
    return this.#internals?.validationMessage;
  }

  checkValidity() {
    return this.#internals?.checkValidity() ?? true;
  }

  reportValidity() {
    return this.#internals?.reportValidity() ?? true;
  }

  async validate() {
    await this.#ready.promise;
    return JSON.parse(this.#call((view) => view.findings()) ?? "[]");
  }

  async preview() {
    await this.#ready.promise;
    return JSON.parse(this.#call((view) => view.preview()) ?? '{"tasks":[]}');
  }

  async run({ record = {}, dryRun = false, ...others } = {}) {
    // What is misspelt must not send.
    const [other] = Object.keys(others);
    if (other !== undefined) throw wrong(`run() has no option of that name: ${other.slice(0, 20)}; there are record, dryRun`);
    if (typeof dryRun !== "boolean") throw wrong("`dryRun` has to be true or false");
    await this.#ready.promise;
    const text = json(record, "the record");
    const runId = this.#call((view) => view.run(text, dryRun));
    if (runId === undefined) {
      throw new SegflowError("running", "a run is under way in this builder; wait for segflow-run-end, then run again");
    }
    return this.#runs.result(runId);
  }

  undo() {
    if (this.#view) this.#call((view) => view.undo());
  }

  redo() {
    if (this.#view) this.#call((view) => view.redo());
  }

  focus(options) {
    const first = this.#root.querySelector("[data-task][aria-current], .widget input, .widget button, .notice button");
    if (first) first.focus(options);
    else super.focus(options);
  }

  /** The module came to its end; it was this element's doing if there is a reason. */
  lost(why) {
    this.#program = this.#view = undefined;
    this.#runs.giveUp("the builder broke while it ran");
    this.#expect();
    this.#root.querySelector(".widget")?.remove();
    if (why === undefined) {
      this.#show();
      return;
    }
    this.#fail(new SegflowError("bug", `segflow met a bug of its own (${why}); please report it`));
    this.#say("broken", undefined, this.#text);
  }

  /** Shows the builder, when its program is there. */
  #show() {
    if (this.#view || this.#mounting || this.#notice) return;
    this.#mounting = this.#mount().finally(() => (this.#mounting = undefined));
  }

  async #mount() {
    try {
      this.#root.adoptedStyleSheets = [sheet(this.ownerDocument)];
      const [found] = await Promise.all([program(this.wasmSrc || undefined), this.#recall()]);
      if (!this.isConnected || this.#view) return;
      // It may have ended while what was kept was looked for.
      if (found.isDead) return await this.#mount();
      this.#text ??= JSON.stringify(empty());
      this.#first ??= this.#text;
      this.#program = found;
      this.#view = found.mount(this, this.#root, this.#text, this.#written(), this.#host());
      this.#tellForm();
    } catch (error) {
      this.#program?.leave(this);
      this.#program = undefined;
      this.#fail(error);
      this.#say("notLoaded", error.message);
      this.#notice.isOfLoading = true;
      this.#ready.reject(error);
      this.#expect();
    }
  }

  /** Takes up what is kept, if it is the document that is asked for. */
  async #recall() {
    const key = this.storageKey;
    if (!key) return;
    try {
      const text = await (await keeping()).kept(key);
      const isAnother = this.#text !== undefined && text !== undefined && JSON.parse(this.#text).id !== JSON.parse(text).id;
      if (text !== undefined && !isAnother) this.#text = text;
    } catch (error) {
      this.#fail(notKept(error));
    }
  }

  #hide(why) {
    this.#around.disconnect();
    this.#notice?.remove();
    this.#notice = undefined;
    this.#keepNow();
    const view = this.#view;
    if (!view) return;
    this.#call(() => view.destroy());
    this.#program?.leave(this);
    view.free();
    this.#program = this.#view = undefined;
    this.#runs.giveUp(why);
    this.#expect();
  }

  /** What the module calls. None of it throws. */
  #host() {
    return {
      ready: () => {
        this.#ready.resolve();
        this.#judge();
        this.#tell("segflow-ready", {});
      },
      changed: (text) => {
        const at = performance.now();
        this.#echoes = this.#echoes.filter((echo) => at - echo.at < ECHO_MILLIS);
        this.#echoes.push({ at, text });
        this.#text = text;
        this.#tellForm();
        this.#judge();
        this.#keepSoon();
        this.#tell("segflow-change", { text, get workflow() { return JSON.parse(text); } });
      },
      ran: (text) => this.#runs.hear(JSON.parse(text)),
      maySend: async (text) => {
        const waits = [];
        const detail = { ...JSON.parse(text), waitUntil: (promise) => waits.push(promise) };
        const isFree = this.#tell("segflow-before-send", detail, true);
        return isFree && (await Promise.all(waits)).every((may) => may !== false);
      },
    };
  }

  #tell(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }

  #fail(error) {
    this.#tell("segflow-error", { error, workflow: this.workflow });
  }

  #call(act) {
    const view = this.#view;
    if (!view) throw new SegflowError("not_ready", "the builder is not there; wait for segflow-ready");
    return this.#program.call(this, () => act(view));
  }

  #try(act) {
    try {
      act();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Whether a document is what the page was told, as JavaScript sees it: long numbers have lost their end. */
  #isEcho(text) {
    const seen = (text) => JSON.stringify(JSON.parse(text));
    const recent = this.#echoes.filter(({ at }) => performance.now() - at < ECHO_MILLIS).map((echo) => echo.text);
    try {
      return this.#view !== undefined && [this.#text, ...recent].some((told) => seen(told) === seen(text));
    } catch {
      // It is no JSON, which is told where it is read.
      return false;
    }
  }

  /** The language of the element: its own, or else that of the page around it. */
  #language() {
    let place = this;
    while (place instanceof Element) {
      const found = place.closest("[lang]");
      if (found) return found.lang;
      place = place.getRootNode().host;
    }
    return "";
  }

  #written() {
    return writeGiven(this.#given, this.readOnly || this.#isDisabled, this.#language());
  }

  #give() {
    if (this.#view) this.#try(() => this.#call((view) => view.setGiven(this.#written())));
  }

  /** What waits for the builder waits for the next one. */
  #expect() {
    if (this.#ready && !this.#ready.isDone) return;
    const ready = {};
    ready.promise = new Promise((resolve, reject) => {
      const done = (act) => (value) => {
        ready.isDone = true;
        act(value);
      };
      ready.resolve = done(resolve);
      ready.reject = done(reject);
    });
    // Whoever waits for it is told; if nobody does, that is no error of the page.
    ready.promise.catch(() => {});
    this.#ready = ready;
  }

  #tellForm() {
    this.#internals?.setFormValue?.(this.#text);
  }

  /** A builder that has to be right keeps its form from being sent while it is not. */
  #judge() {
    if (!this.#internals?.setValidity) return;
    const found = this.required && this.#view ? JSON.parse(this.#call((view) => view.findings()) ?? "[]") : [];
    const wrong = found.find(({ severity }) => severity === "error");
    const anchor = this.#root.querySelector(".widget");
    if (wrong && anchor) this.#internals.setValidity({ customError: true }, wrong.message, anchor);
    else this.#internals.setValidity({});
  }

  #keepSoon() {
    if (!this.storageKey) return;
    this.#keeping ??= setTimeout(() => this.#keepNow(), GATHER_MILLIS);
  }

  #keepNow() {
    if (this.#keeping === undefined) return;
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    const [key, text] = [this.storageKey, this.#text];
    keeping().then(({ keep }) => keep(key, text)).catch((error) => this.#fail(notKept(error)));
  }

  #say(what, reason, text) {
    this.#notice?.remove();
    this.#notice = notice(this.#root, wordsOf(this.#language()), what, reason, text, () => this.#again());
  }

  /** What was given before may have kept it from showing. */
  #retry() {
    if (this.#notice?.isOfLoading) this.#again();
  }

  #again() {
    this.#notice?.remove();
    this.#notice = undefined;
    this.#show();
  }

  static {
    const property = (name, get, set) => Object.defineProperty(this.prototype, name, { get, set, configurable: true, enumerable: true });
    for (const name of GIVEN) {
      property(name, function () { return this.#given[name]; }, function (value) {
        this.#given[name] = value;
        this.#give();
        this.#retry();
      });
    }
    for (const [attribute, name] of Object.entries(FLAGS)) {
      property(name, function () { return this.hasAttribute(attribute); }, function (value) {
        this.toggleAttribute(attribute, Boolean(value));
      });
    }
    for (const [attribute, name] of Object.entries(TEXTS)) {
      property(name, function () { return this.getAttribute(attribute) ?? ""; }, function (value) {
        if (value === undefined || value === null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, value);
      });
    }
  }
}

/** A workflow to begin with. */
function empty() {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { segflow: 1, id: `wf_${id}`, name: "", tasks: [] };
}

function wrong(message) {
  return new SegflowError("bad_option", message);
}

function notKept(error) {
  return new SegflowError("not_kept", `this browser does not keep the workflow (${error?.name ?? "unknown"}); allow the page to store data, or take \`storage-key\` away`);
}
