// Tells a page how runs stand, and whoever began one what came of it.

import { SegflowError } from "../of-common.js";

/** As many runs that have ended are remembered. */
const REMEMBERED = 50;

export class Runs {
  #tell;
  #known = new Map();

  /** `tell` is called with the type of each event and its detail. */
  constructor(tell) {
    this.#tell = tell;
  }

  /** The result of the run of that id, when it has ended. */
  result(runId) {
    return new Promise((resolve, reject) => {
      const { ended, ...rest } = this.#known.get(runId) ?? {};
      if (ended) resolve(ended);
      else this.#known.set(runId, { ...rest, resolve, reject });
    });
  }

  /** A run stands so now. */
  hear({ dryRun, run }) {
    const { runId, status, tasks } = run;
    const known = this.#known.get(runId) ?? {};
    this.#known.set(runId, known);
    if (known.ended && status) return;
    if (!known.begun) this.#tell("segflow-run-start", { runId, dryRun });
    known.begun = true;
    if (status) {
      known.ended = run;
      this.#forget();
      known.resolve?.(run);
      this.#tell("segflow-run-end", { runId, dryRun, status, tasks });
    } else {
      known.ended = undefined;
      this.#tell("segflow-run-progress", { runId, dryRun, tasks });
    }
  }

  /** Those that ended first go first. */
  #forget() {
    const ended = [...this.#known].filter(([, run]) => run.ended);
    for (const [runId] of ended.slice(0, -REMEMBERED)) this.#known.delete(runId);
  }

  /** Nothing more will be heard of any. */
  giveUp(why) {
    for (const { ended, reject } of this.#known.values()) {
      if (!ended) reject?.(new SegflowError("run_lost", why));
    }
    this.#known.clear();
  }
}
