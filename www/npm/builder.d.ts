// Importing "segflow/builder" defines the element <segflow-builder>. On a
// server, where there are no elements, it does nothing.

import type {
  Account, Finding, HostField, Preview, RecordInput, RunResult, RunningTask, SegflowError, ShownRequest, TaskResult,
  WasmSource, WorkflowDocument,
} from "./index.js";

export { SegflowError } from "./index.js";

/**
 * Gets the builder ready before the first element asks for it. Loading twice
 * loads once; a load that failed can be tried again.
 *
 * @param source Where `builder.wasm` is, or what it is; its parts are looked for
 * in `parts/` beside it. Without it the files beside this module are fetched.
 * @throws SegflowError `wasm_not_found`
 */
export function load(source?: WasmSource | Promise<WasmSource>): Promise<void>;

/**
 * Defines the element. Importing this module does so by its usual name; a name
 * that is taken by something else is left alone.
 *
 * @defaultValue `"segflow-builder"`
 */
export function define(tag?: string): void;

/** The panels of a builder; `panels` names those that are shown. */
export type Panel = "bar" | "name" | "history" | "run" | "tasks" | "editor" | "preview";

/** A sample that is no part of the document. */
export interface GivenSample {
  name?: string;
  record: RecordInput;
}

/**
 * The builder. It keeps nothing unless `storage-key` is set, and never a write
 * key. Properties may be set before the element is defined.
 */
export class SegflowBuilder extends HTMLElement {
  /**
   * The document: an object or its JSON text is set, the document as it is now
   * is read. Setting another one begins anew; setting the same changes nothing.
   */
  get workflow(): WorkflowDocument | undefined;
  set workflow(document: WorkflowDocument | string | null | undefined);

  /** The accounts that tasks can send to. Each needs its write key. */
  accounts: readonly Account[] | null | undefined;
  /** A sample to preview with, beside those of the document: a record, or one with a name. */
  sample: RecordInput | GivenSample | null | undefined;
  /** What tags read as `{{ host.… }}`. */
  host: unknown;
  /** What the page says it gives as `host`: these are offered, and all else is a finding. */
  hostFields: readonly (HostField | string)[] | null | undefined;
  /** What tags and conditions read as `user.role` and `user.email`. */
  user: { role?: string; email?: string } | null | undefined;
  /** A tracking plan in place of the document's own. */
  plan: object | string | null | undefined;
  /** The other workflows that tasks may run. */
  workflows: readonly (WorkflowDocument | string)[] | null | undefined;

  /** The attribute `readonly`: the document can be looked at and run, not changed. */
  readOnly: boolean;
  /** The attribute `required`: while a task has an error, a form around the element is not sent. */
  required: boolean;
  /** The attribute `name`: what the document is called in a form around the element. */
  name: string;
  /** The attribute `theme`. @defaultValue what the page's `color-scheme` says */
  theme: "light" | "dark" | "system" | "";
  /** The attribute `panels`: the {@link Panel}s that are shown, with spaces between. Without it all are. */
  panels: string;
  /** The attribute `storage-key`: keeps the document in this browser under this name. */
  storageKey: string;
  /** The attribute `wasm-src`: where `builder.wasm` is, for the first element of a page. */
  wasmSrc: string;

  /** The document as it is now. */
  getWorkflow(): WorkflowDocument | undefined;
  /** What is wrong with it. Waits for the builder; fails where that does not load. */
  validate(): Promise<Finding[]>;
  /** What each task would send for the sample that is chosen. Write keys are masked. Waits as `validate` does. */
  preview(): Promise<Preview>;
  /**
   * Runs the workflow as it is, whatever is wrong with it. A form that the record
   * does not answer is asked in the element. Where the element is taken away, the
   * run is cancelled.
   *
   * @throws SegflowError `bad_option`, `running`, and `run_lost` by a bug
   */
  run(options?: { record?: RecordInput; dryRun?: boolean }): Promise<RunResult>;
  undo(): void;
  redo(): void;

  readonly form: HTMLFormElement | null;
  readonly validity: ValidityState | undefined;
  readonly validationMessage: string | undefined;
  checkValidity(): boolean;
  reportValidity(): boolean;

  addEventListener<Type extends keyof SegflowBuilderEvents>(
    type: Type,
    listener: (this: SegflowBuilder, event: SegflowBuilderEvents[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Type extends keyof SegflowBuilderEvents>(
    type: Type,
    listener: (this: SegflowBuilder, event: SegflowBuilderEvents[Type]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

/** The document was changed by a person, or by `undo()` or `redo()`. */
export interface ChangeDetail {
  readonly workflow: WorkflowDocument;
  /** The same as JSON text, which keeps every digit. */
  readonly text: string;
}

export interface RunStartDetail {
  readonly runId: string;
  readonly dryRun: boolean;
}

export interface RunProgressDetail extends RunStartDetail {
  readonly tasks: readonly RunningTask[];
}

export interface RunEndDetail extends RunStartDetail {
  readonly status: RunResult["status"];
  readonly tasks: readonly TaskResult[];
}

/** A message is about to leave. `preventDefault()` keeps it from leaving: its task fails with `vetoed`. */
export interface BeforeSendDetail {
  readonly runId: string;
  readonly taskId: string;
  readonly messageId: string | null;
  /** The request, its key masked. */
  readonly request: ShownRequest;
  /** Waits for the promise; `false`, or a rejection, keeps the message from leaving. Called while the event is heard. */
  waitUntil(promise: Promise<boolean>): void;
}

export interface ErrorDetail {
  readonly error: SegflowError;
  /** The document as it was after its last change. */
  readonly workflow: WorkflowDocument | undefined;
}

/** All bubble and leave shadow roots; only `segflow-before-send` can be prevented. */
export interface SegflowBuilderEvents {
  "segflow-ready": CustomEvent<Record<string, never>>;
  "segflow-change": CustomEvent<ChangeDetail>;
  "segflow-run-start": CustomEvent<RunStartDetail>;
  "segflow-run-progress": CustomEvent<RunProgressDetail>;
  "segflow-run-end": CustomEvent<RunEndDetail>;
  "segflow-before-send": CustomEvent<BeforeSendDetail>;
  "segflow-error": CustomEvent<ErrorDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "segflow-builder": SegflowBuilder;
  }
  interface HTMLElementEventMap extends SegflowBuilderEvents {}
}
