// Sends one request.

/** How long an answer may take. */
const PATIENCE_MILLIS = 30_000;
/** As much of an answer as is read. Segment's have a few dozen bytes. */
const MAX_BODY_BYTES = 64 * 1024;

/** Gives what came of it as the run's next event. */
export async function send({ url, method, headers, body }, fetch, signal) {
  if (signal?.aborted) return { kind: "stopped" };
  const controller = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    controller.abort();
  }, PATIENCE_MILLIS);
  const stop = () => controller.abort();
  signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "manual",
      signal: controller.signal,
    });
    if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
      return failed("redirected");
    }
    return { kind: "responded", status: response.status, body: await read(response) };
  } catch {
    // Why is not repeated: a browser does not say, and it might quote a key.
    if (signal?.aborted) return { kind: "stopped" };
    return failed(isLate ? "timed_out" : "blocked_or_offline");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

function failed(error) {
  return { kind: "notResponded", error };
}

/** What there is of the body: with the status the answer has come, even if its body breaks off. */
async function read(response) {
  let text = "";
  try {
    const reader = response.body?.getReader?.();
    if (!reader) return (await response.text?.()) ?? "";
    const decoder = new TextDecoder();
    for (let bytes = 0; bytes < MAX_BODY_BYTES; ) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.length;
      text += decoder.decode(value, { stream: true });
    }
    reader.cancel().catch(() => {});
  } catch {
    // The rest of the body does not come.
  }
  return text;
}
