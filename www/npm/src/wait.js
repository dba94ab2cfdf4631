// Lets time pass, and waits for the network.

/** Browsers may miss that a network is back, so it is tried all the same. */
const RECHECK_MILLIS = 60_000;

/** What a browser knows for sure; Node says nothing of it. */
export const isOffline = () => globalThis.navigator?.onLine === false;

/** Waits so long, and no longer than until the signal. */
export function sleep(millis, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, millis);
    signal?.addEventListener("abort", end);
  });
}

/** Waits until this computer is online, or a minute at most. */
export function network(signal) {
  // It has just not been, whatever the browser thinks now.
  if (!isOffline()) return sleep(1000, signal);
  const back = new AbortController();
  const end = () => back.abort();
  globalThis.addEventListener?.("online", end);
  signal?.addEventListener("abort", end);
  return sleep(RECHECK_MILLIS, back.signal).finally(() => {
    globalThis.removeEventListener?.("online", end);
    signal?.removeEventListener("abort", end);
  });
}
