declare global {
  // Known to newer libraries of TypeScript only.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

/**
 * Gets the engine ready. Loading twice loads once; a load that failed can be
 * tried again.
 *
 * @param source Where `engine.wasm` is, or what it is. Without it the file
 * beside this module is fetched, and in Node read from the disk.
 * @throws SegflowError `wasm_not_found`
 */
export function load(source?: WasmSource | Promise<WasmSource>): Promise<void>;

/**
 * Gets `runMany` ready, which is two files of their own, `bulk.js` and
 * `bulk.wasm`. `runMany` does it at its first use; call this to have it
 * earlier, or where `bulk.wasm` is not beside `bulk.js`.
 *
 * @param source Where `bulk.wasm` is, or what it is.
 * @throws SegflowError `bulk_not_found`, `wasm_not_found`
 */
export function loadBulk(source?: WasmSource | Promise<WasmSource>): Promise<void>;

/** What a module can be made of. */
export type WasmSource = URL | string | Response | BufferSource | WebAssembly.Module;

/**
 * Compiles a workflow. What is half done or wrong in it gives findings; only a
 * document that is no workflow at all is an error.
 *
 * @param document The document, or its JSON text.
 * @throws SegflowError `not_loaded`, `document_not_json`, `not_a_workflow`,
 * `document_too_new`, `document_too_large`, `bad_document`
 */
export function compile(document: WorkflowDocument | string, options?: CompileOptions): Flow;

/** What a workflow is compiled with, besides itself. */
export interface CompileOptions {
  /**
   * A tracking plan in place of the document's own: what Segment's API answers
   * for its rules or for a plan, a `plan.json` of Typewriter, or a list of rules;
   * an object or its JSON text.
   */
  plan?: object | string;
  /** Whether a message that violates the plan is not sent. @defaultValue what the plan says */
  strict?: boolean;
  /** The other workflows that tasks may run; for a task that runs one which is not there there is a finding. */
  workflows?: readonly (WorkflowDocument | string)[];
  /** What the page gives as `host`. With them, tags for anything else are findings. */
  hostFields?: readonly (HostField | string)[];
}

/** A value that the page gives. */
export interface HostField {
  /** The path without `host.`, such as `customer.email`. */
  path: string;
  /** What people call it. */
  label?: string;
  /** The type, if it has one that forms know; numbers are compared as such. */
  type?: FormField["type"];
}

/** A workflow, ready to be previewed and run. Any number of previews and runs may be under way at once. */
export interface Flow {
  /** What is wrong with the document, whatever the record. */
  readonly findings: readonly Finding[];

  /**
   * Shows what each task would send for a record, and sends nothing.
   *
   * @param record The answers by task id, then field id. As JSON text every
   * digit of its numbers is kept.
   * @throws SegflowError `bad_record`, `bad_option`, `bad_account`
   * @throws TypeError if the record holds what JSON cannot say, such as `NaN`
   */
  preview(record?: RecordInput, options?: PreviewOptions): Preview;

  /**
   * Runs the workflow. Fails only where it could not begin or a callback
   * threw; a task that fails is told of in the result.
   *
   * @throws SegflowError `bad_record`, `bad_option`, `bad_account`, `bad_answers`
   * @throws TypeError if the record holds what JSON cannot say, such as `NaN`
   */
  run(record?: RecordInput, options?: RunOptions): Promise<RunResult>;

  /**
   * Runs the workflow for every row of a file and sends the messages in
   * batches. One user's messages leave in order. The first call loads what
   * it takes, as {@link loadBulk} does.
   *
   * @param source The rows. Only what can be read again goes with `checkpoint`.
   * @throws SegflowError `bad_option`, `bad_account`, `bad_source`,
   * `bad_mapping`, `reads_status`, and by a checkpoint that does not fit
   * `bad_checkpoint`, `checkpoint_of_other_workflow`,
   * `checkpoint_of_other_source`, `checkpoint_of_other_mapping`; and those of
   * {@link loadBulk}
   */
  runMany(source: RowSource, options: RunManyOptions): Promise<RunManyResult>;

  /** Gives back its memory. Runs under way go on. Forgotten flows are freed in time. */
  free(): void;
  [Symbol.dispose](): void;
}

/** A saved workflow. Its format is that of the app. */
export interface WorkflowDocument {
  segflow: 1;
  id: string;
  name: string;
  tasks: readonly object[];
  [member: string]: unknown;
}

/** The answers of the forms: by task id, then field id; or the same as JSON text. */
export type RecordInput = string | { readonly [taskId: string]: unknown };

/** A Segment source to send to. Tasks name it by its id. */
export interface Account {
  id: string;
  label?: string;
  /** The source's write key. Results, events and errors never hold it. */
  writeKey: string;
  /** @defaultValue `"us"` */
  region?: "us" | "eu" | "custom";
  /** The address, where the region is `"custom"`. */
  endpoint?: string;
  /**
   * How the key is handed over: in the body, so that browsers ask no permission
   * first, or by HTTP Basic.
   * @defaultValue `"simple"`
   */
  transport?: "simple" | "basic";
}

/** What previews and runs have in common. */
export interface Surroundings {
  /** The accounts that tasks name. */
  accounts?: readonly Account[];
  /** One account for every task, whatever id it names. It needs no id. */
  account?: Omit<Account, "id"> & { id?: string };
  /** The same id gives the same message ids, so that Segment counts once. Without it each run has its own. */
  runId?: string;
  /** What tags read as `{{ host.… }}`. */
  host?: unknown;
  /** What tags and conditions read as `user.role` and `user.email`. */
  user?: { role?: string; email?: string };
}

export interface PreviewOptions extends Surroundings {
  /** The moment of the run. @defaultValue now */
  now?: Date | number | string;
  /**
   * Shows write keys instead of dots and their last four characters.
   * @defaultValue `false`
   */
  showKey?: boolean;
}

export interface RunOptions extends Surroundings {
  /** Sends the requests. @defaultValue the global `fetch` */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Stops the run, waits included, which then ends as `"cancelled"`. */
  signal?: AbortSignal;
  /**
   * Does everything but send; `fetch` is not called.
   * @defaultValue `false`
   */
  dryRun?: boolean;
  /**
   * Asks a person a form that the record does not answer. It is called again
   * with what is wrong, until the answers do; to give nothing, or the same
   * answers again, fails the task with `form_unanswered`, or with
   * `not_completed` where only its `completeWhen` is not met. Forms side by
   * side are asked one after the other, unless `asking.answer` answers them.
   */
  onAsk?: (
    form: Form,
    answers: Answers,
    problems: readonly Finding[],
    asking: Asking,
  ) => Answers | null | undefined | Promise<Answers | null | undefined>;
  /** Told of what happens, in order, and waited for. */
  onEvent?: (event: RunEvent) => void | Promise<void>;
}

/** The form that is asked, among all of the run. */
export interface Asking {
  /** Its id; of a workflow within with the way to it, as `welcome/lead`. */
  readonly path: string;
  /**
   * Answers the form at a path, whichever is asked: one that is open, which is
   * then asked no more, or once more one that was answered. What its answers
   * activate is done; what was sent stays. `onEvent` tells which are open
   * (`asking`) and which are answered (`done`). After the run it does nothing.
   */
  answer(path: string, answers: Answers): void;
}

/** Rows, as UTF-8 where they are bytes. */
export type RowSource = string | Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array | string>;

export interface RunManyOptions extends Surroundings {
  /** How the rows are written: CSV, a JSON object a line, or one list of JSON objects. */
  format: "csv" | "jsonl" | "json";
  /**
   * Whether the first row of CSV names the columns. If not they are `Column 1`,
   * `Column 2` and so on in `mapping`, which has to be there.
   * @defaultValue `true`
   */
  header?: boolean;
  /**
   * Which column answers which field. Without it a JSON row is a record, and a
   * column of CSV is matched by `task.field`, or by a field's id or label. Of two
   * columns that are called `Email` the second is `Email (2)`.
   */
  mapping?: { readonly [column: string]: string | ColumnMapping };
  /** Sends the requests, whose bodies are bytes. @defaultValue the global `fetch` */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Stops the run; rows that were not answered are counted as `notReached`. */
  signal?: AbortSignal;
  /** Does everything but send; `fetch` is not called. @defaultValue `false` */
  dryRun?: boolean;
  /** How many requests are on their way at once, 1 to 16. @defaultValue 4 */
  concurrency?: number;
  /** Told now and then how far it is, and at the end. */
  onProgress?: (progress: Progress) => void;
  /** Told of each row as soon as it is known what became of it. */
  onRow?: (row: RowResult) => void;
  /** Where it is kept how far the run is, so that another one can go on; that one has its id, whatever `runId` says. */
  checkpoint?: { load(): Promise<string | null>; save(text: string): Promise<void> };
}

/** A column's field, and how its cells are read. */
export interface ColumnMapping {
  /** `task.field` */
  readonly field: string;
  /** What cells are converted to. @defaultValue what the form's field calls for */
  readonly type?: "text" | "number" | "yesno" | "date" | "checkboxes";
  /** How dates are written, such as `DD/MM/YYYY`. @defaultValue ISO 8601 */
  readonly format?: string;
  /** What stands between choices. @defaultValue `";"` */
  readonly separator?: string;
}

/** Numbers of rows; the six kinds add up to `rows`. */
export interface RowCounts {
  readonly runId: string;
  readonly rows: number;
  /** Every activated Segment task was accepted. */
  readonly accepted: number;
  /** In a dry run: the messages would be sent. */
  readonly wouldSend: number;
  /** No Segment task was activated. */
  readonly skipped: number;
  /** A task failed. */
  readonly failed: number;
  /** The row could not be read. */
  readonly setAside: number;
  /** The row was read, and the run ended before it was sent. */
  readonly notReached: number;
  readonly messages: number;
  readonly requests: number;
  /** Of the bodies, in UTF-8. */
  readonly bytes: number;
}

export interface Progress extends RowCounts {
  readonly rowsRead: number;
  readonly bytesRead: number;
  /** Whether the last byte was read, so that `rowsRead` are all rows. */
  readonly hasReadAll: boolean;
  /** How many requests were sent again, since it began or went on. */
  readonly retries: number;
  /** Until when nothing is sent, in milliseconds, as Segment asked for it; 0 if it did not. */
  readonly waitsUntil: number;
}

export interface RunManyResult extends RowCounts {
  /** Why it ended early although nobody stopped it: what kept it from sending. */
  readonly halted: Finding | null;
}

export interface RowResult {
  /** From 1. */
  readonly row: number;
  readonly status: "accepted" | "wouldSend" | "skipped" | "failed" | "setAside" | "notReached";
  /** Why it failed or was set aside. */
  readonly findings: readonly Finding[];
  readonly messageIds: readonly string[];
}

/** Answers of a form, by field id. */
export type Answers = { [fieldId: string]: unknown };

/** A form, to be asked. */
export interface Form {
  readonly taskId: string;
  readonly label: string;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly id: string;
  readonly label: string;
  /** A sentence of help under the question; may be empty. */
  readonly hint: string;
  readonly type:
    | "text" | "textarea" | "email" | "number" | "yesno" | "date" | "time" | "telephone" | "url"
    | "password" | "checkboxes" | "radio" | "dropdown" | "heading" | "paragraph" | "divider";
  readonly required: boolean;
  readonly choices: readonly string[];
  /** The answer the form begins with where it is asked, or null. */
  readonly default: unknown;
}

/** One thing that is wrong, and where. */
export interface Finding {
  /** The task, or null where it is about the whole workflow. */
  readonly taskId: string | null;
  /** A JSON Pointer within the task, or within the document if there is no task. */
  readonly at: string;
  /** Segment's own code for what it would discard, such as `no_user_anon_id`. */
  readonly code: string;
  /** Only an error keeps a task from being sent. */
  readonly severity: "error" | "warning" | "hint";
  /** A sentence for people. */
  readonly message: string;
}

export interface Preview {
  readonly tasks: readonly TaskPreview[];
}

export interface TaskPreview {
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly status: "ready" | "skipped" | "invalid" | "done";
  /** The clauses for which it is skipped. */
  readonly because: readonly Clause[];
  readonly messageId: string | null;
  /** What a run would send, byte for byte but for ids, times and the key. */
  readonly request: ShownRequest | null;
  readonly findings: readonly Finding[];
  /** What the tasks of the workflow would do that it runs, if it runs one. */
  readonly tasks?: readonly TaskPreview[];
}

export type TaskKind =
  | "form" | "workflow"
  | "segment.identify" | "segment.track" | "segment.page" | "segment.screen" | "segment.group" | "segment.alias";

/** A comparison that decided, with both values; one that is absent was missing. */
export interface Clause {
  readonly field: string;
  /** What people call the field. */
  readonly title: string;
  readonly op: string;
  readonly left?: unknown;
  readonly right?: unknown;
  readonly holds: boolean;
  /** A number was to be compared with something that is none. */
  readonly typeDiffers: boolean;
}

export interface ShownRequest {
  readonly method: "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text. */
  readonly body: string;
}

export interface RunResult {
  readonly runId: string;
  readonly status: "completed" | "failed" | "cancelled";
  readonly tasks: readonly TaskResult[];
}

export interface TaskResult {
  readonly taskId: string;
  /** `accepted` is what Segment said, which is not yet delivered. */
  readonly status: "done" | "accepted" | "wouldSend" | "failed" | "skipped" | "cancelled";
  /** How often it has been activated, from 1. */
  readonly activation: number;
  /** What became of it when it was activated before, if it was. */
  readonly before?: readonly TaskResult[];
  /** The tasks of the workflow that it ran, if it ran one. */
  readonly tasks?: readonly TaskResult[];
  readonly messageId: string | null;
  /** The clauses for which it was skipped, or is not complete. */
  readonly because: readonly Clause[];
  /** Why it failed without a request. */
  readonly findings: readonly Finding[];
  /** It failed, and an attempt had no answer, so Segment may have the message all the same. */
  readonly mayHaveArrived: boolean;
  /** Every time it was sent: up to ten, with growing waits, for as long as it may do better. */
  readonly attempts: readonly Attempt[];
  readonly request: ShownRequest | null;
  /** The last answer, its body cut. */
  readonly response: { readonly status: number; readonly body: string } | null;
}

export interface Attempt {
  readonly at: string;
  readonly httpStatus: number | null;
  readonly error:
    | "blocked_or_offline" | "timed_out" | "redirected" | "no_key" | "vetoed" | "stopped" | "interrupted" | "left_as_it_is"
    | null;
  readonly millis: number | null;
  /** How long the answer asked to wait before the next attempt. */
  readonly askedMillis: number | null;
}

export type RunEvent =
  | { readonly type: "started"; readonly runId: string }
  /** `path` is the task's id, or that of one of a workflow within: `outer/task`. */
  | { readonly type: "task"; readonly runId: string; readonly path: string; readonly task: RunningTask }
  | { readonly type: "ended"; readonly runId: string; readonly status: RunResult["status"] };

/** A task whose status has changed, or that is sent or waits once more. */
export type RunningTask = Omit<TaskResult, "status"> & {
  readonly status: TaskResult["status"] | "asking" | "sending" | "waiting" | "running";
};

/** Why something could not be done. */
export class SegflowError extends Error {
  readonly name: "SegflowError";
  /** For programs. */
  readonly code: string;
  /** Where in a document it is, if it is about one. */
  readonly findings: readonly Finding[];
}
