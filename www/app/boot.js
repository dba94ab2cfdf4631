// Starts the app: sets the chosen theme and language before anything is painted,
// loads the program, and says so in a sentence when that does not work. It writes
// text only, never markup, as the page's policy asks.
"use strict";

(() => {
  /** A setting of this device, if one was chosen. */
  const chosen = (name) => {
    try {
      return localStorage.getItem(`segflow.${name}`);
    } catch {
      // Storage is refused: the system's choice will do.
      return null;
    }
  };
  const root = document.documentElement;
  const theme = chosen("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  /** A tag of a language that is spoken here, for one that is asked for. The last two are for tests. */
  const spoken = (tag) => {
    if (tag === "en-XA" || tag === "ar-XB") return tag;
    const primary = String(tag).toLowerCase().split("-")[0];
    return primary === "en" || primary === "de" ? primary : undefined;
  };
  const asked = [new URLSearchParams(location.search).get("lang"), chosen("language"), ...navigator.languages];
  root.lang = asked.map(spoken).find(Boolean) ?? "en";
  root.dir = root.lang === "ar-XB" ? "rtl" : "ltr";

  const WORDS = {
    en: {
      loading: "Loading your workflows…",
      noWebAssembly:
        "segflow cannot start: WebAssembly is missing or switched off in this browser. " +
        "Allow it for this page, or open the page in a current Chrome, Edge, Firefox or Safari.",
      notLoaded:
        "segflow cannot start: a part of it did not load. Check that the program that serves this page is running, then reload.",
      broken: "Something in segflow broke. Your work is saved up to the last change; reload to go on.",
      reload: "Reload",
    },
    de: {
      loading: "Ihre Workflows werden geladen …",
      noWebAssembly:
        "segflow kann nicht starten: In diesem Browser fehlt WebAssembly, oder es ist abgeschaltet. " +
        "Erlauben Sie es für diese Seite, oder öffnen Sie die Seite in einem aktuellen Chrome, Edge, Firefox oder Safari.",
      notLoaded:
        "segflow kann nicht starten: Ein Teil davon wurde nicht geladen. Prüfen Sie, ob das Programm läuft, das diese Seite ausliefert, und laden Sie sie dann neu.",
      broken: "Etwas in segflow ist kaputtgegangen. Ihre Arbeit ist bis zur letzten Änderung gespeichert; laden Sie neu, um weiterzumachen.",
      reload: "Neu laden",
    },
  };
  // The program may have chosen another language since.
  const words = () => WORDS[root.lang] ?? WORDS.en;

  let failed = false;

  /** Shows one sentence, and a way to try again. The first failure is the one that explains the rest. */
  const fail = (sentence) => {
    if (failed) return;
    failed = true;
    document.querySelector("#app > .loading")?.remove();
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button";
    again.textContent = words().reload;
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
    document.getElementById("loading").textContent = words().loading;
    if (!runsWebAssembly()) {
      fail(words().noWebAssembly);
      return;
    }
    try {
      const program = await import(address("segflow-program"));
      await program.default({ module_or_path: address("segflow-wasm") });
    } catch (error) {
      console.error(error);
      fail(error instanceof WebAssembly.RuntimeError ? words().broken : words().notLoaded);
    }
  };

  // A program that has stopped answers nothing more, and must not look alive.
  addEventListener("error", ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError) fail(words().broken);
  });
  addEventListener("unhandledrejection", ({ reason }) => {
    if (reason instanceof WebAssembly.RuntimeError) fail(words().broken);
  });
  addEventListener("DOMContentLoaded", start);
})();
