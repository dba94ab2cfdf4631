// Sends one request.

import { isOffline } from "./wait.js";

/** How long an answer may take. */
const PATIENCE_MILLIS = 30_000;
/** As much of an answer as is read. Segment's have a few dozen bytes. */
const MAX_BODY_BYTES = 64 * 1024;

/** Gives what came of it as the run's next event. */
export async function send(request, key, fetch, signal) {
  if (signal?.aborted) return { kind: "stopped" };
  // What is on this computer is reached without a network.
  if (isOffline() && !/^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(request.url)) return failed("offline");
  const controller = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, PATIENCE_MILLIS);
  const stop = () => controller.abort();
  signal?.addEventListener("abort", stop);
  // A fetch that does not listen to the signal is not waited for either.
  const ended = new Promise((_, reject) => controller.signal.addEventListener("abort", reject));
  let response;
  const told = { body: "" };
  try {
    const { url, ...rest } = request;
    response = await Promise.race([
      ended,
      fetch(url, {
        ...rest,
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        redirect: "manual",
        signal: controller.signal,
      }),
    ]);
    if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
      return failed("redirected");
    }
    await Promise.race([ended, read(response, told)]);
  } catch {
    // Why is not repeated: a browser does not say, and it might quote a key.
    if (!response && signal?.aborted) return { kind: "stopped" };
    if (!response) return failed(isLate ? "timed_out" : "blocked_or_offline");
    // With the status the answer has come, even if its body breaks off.
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
  const retryAfter = response.headers?.get?.("retry-after") ?? undefined;
  return { kind: "responded", status: response.status, body: strike(key, told.body), retryAfter };
}

/** Some servers tell what they were sent: dots stand for the key, as it is or as HTTP Basic has it. */
function strike(key, text) {
  const shown = [...key].length < 12 ? "••••" : `••••${[...key].slice(-4).join("")}`;
  const basic = btoa(String.fromCharCode(...new TextEncoder().encode(`${key}:`)));
  return text.replaceAll(key, () => shown).replaceAll(basic, () => shown);
}

function failed(error) {
  return { kind: "notResponded", error };
}

/** Tells the body as far as it comes. */
async function read(response, told) {
  const reader = response.body?.getReader?.();
  if (!reader) {
    told.body = (await response.text?.()) ?? "";
    return;
  }
  const decoder = new TextDecoder();
  for (let bytes = 0; bytes < MAX_BODY_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.length;
    told.body += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
}
