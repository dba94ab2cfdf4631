// What a page has to complain about: errors, and breaches of its own policy.

/**
 * Collects the complaints of every page of a browser context. A test has to
 * end with none, but for those it has asked for with `expect`.
 */
export function collectComplaints(context) {
  let complaints = [];

  const watch = (page) => {
    page.on("pageerror", (error) => complaints.push(`page error: ${error.stack ?? error}`));
    page.on("crash", () => complaints.push("the page crashed"));
  };
  context.pages().forEach(watch);
  context.on("page", watch);
  // Breaches of the policy are told at the console, as errors.
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url, lineNumber } = message.location();
    complaints.push(`console error: ${message.text()} (${url}:${lineNumber})`);
  });

  /** A round trip, after which everything said before it has been heard. */
  const listen = () => Promise.all(context.pages().map((page) => page.evaluate("0")));

  return {
    /** Takes away the complaints that match, of which there has to be one. */
    async expect(pattern) {
      await listen();
      const others = complaints.filter((complaint) => !pattern.test(complaint));
      if (others.length === complaints.length) {
        throw new Error(`no complaint matches ${pattern}; there are: ${JSON.stringify(complaints)}`);
      }
      complaints = others;
    },

    /** Throws if there is anything left. */
    async assertNone() {
      await listen();
      if (complaints.length > 0) throw new Error(`the page complained:\n${complaints.join("\n")}`);
    },
  };
}
