// Starts the app: sets the chosen theme before anything is painted, loads the
// program, and says so in a sentence when that does not work. It writes text
// only, never markup, as the page's policy asks.
"use strict";

(() => {
  const theme = (() => {
    try {
      return localStorage.getItem("segflow.theme");
    } catch {
      // Storage is refused: the system's theme will do.
      return null;
    }
  })();
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }

  const NO_WEBASSEMBLY =
    "segflow cannot start: WebAssembly is missing or switched off in this browser. " +
    "Allow it for this page, or open the page in a current Chrome, Edge, Firefox or Safari.";
  const NOT_LOADED =
    "segflow cannot start: a part of it did not load. Check that the program that serves this page is running, then reload.";
  const BROKEN = "Something in segflow broke. Your work is saved up to the last change; reload to go on.";

  let failed = false;

  /** Shows one sentence, and a way to try again. The first failure is the one that explains the rest. */
  const fail = (sentence) => {
    if (failed) return;
    failed = true;
    document.querySelector("#app > .loading")?.remove();
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button";
    again.textContent = "Reload";
    again.addEventListener("click", () => location.reload());
    document.getElementById("failure").replaceChildren(sentence, again);
  };

  /** The address of a file of the program, as the build wrote it into the page. */
  const address = (id) => document.getElementById(id).href;

  /** Whether WebAssembly is there and allowed, tried on the smallest program there is. */
  const runsWebAssembly = () => {
    try {
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
      return true;
    } catch {
      return false;
    }
  };

  const start = async () => {
    if (!runsWebAssembly()) {
      fail(NO_WEBASSEMBLY);
      return;
    }
    try {
      const program = await import(address("segflow-program"));
      await program.default({ module_or_path: address("segflow-wasm") });
    } catch (error) {
      console.error(error);
      fail(error instanceof WebAssembly.RuntimeError ? BROKEN : NOT_LOADED);
    }
  };

  // A program that has stopped answers nothing more, and must not look alive.
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) fail(BROKEN);
  });
  addEventListener("unhandledrejection", ({ reason }) => {
    if (reason instanceof WebAssembly.RuntimeError) fail(BROKEN);
  });
  addEventListener("DOMContentLoaded", start);
})();
