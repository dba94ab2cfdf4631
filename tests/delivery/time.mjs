// Time that passes so quickly that nobody has to wait for what is waited for.

/** So many times as quickly. */
export const SPEED = 60;

/**
 * Makes the timers and clock of a program or page run so many times as quickly;
 * requests still take their own time. It stands alone, to be sent to a page.
 */
export function quicken(speed) {
  const { setTimeout: later, Date: Clock } = globalThis;
  const begun = Clock.now();
  let ahead = 0;
  const now = () => begun + (Clock.now() - begun) * speed + ahead;
  // Nothing passes so quickly that it cannot be seen.
  const passes = (millis) => Math.max(millis / speed, Math.min(millis, 60));
  globalThis.setTimeout = (act, millis = 0, ...rest) => later(act, passes(millis), ...rest);
  globalThis.Date = class extends Clock {
    constructor(...given) {
      super(...(given.length === 0 ? [now()] : given));
    }
    static now() {
      return now();
    }
  };
  return {
    /** Sets the clock. */
    turn: (millis) => (ahead += millis),
    restore: () => Object.assign(globalThis, { setTimeout: later, Date: Clock }),
  };
}
