// What the element says where the builder itself cannot.

const WORDS = {
  en: {
    lang: "en",
    broken: "Something in this builder broke. Your workflow is safe as it was after your last change.",
    copy: "Copy my workflow",
    copied: "Copied",
    download: "Download my workflow",
    again: "Start again",
    notLoaded: "This builder did not load.",
    retry: "Try again",
  },
  de: {
    lang: "de",
    broken: "Etwas in diesem Editor ist kaputtgegangen. Ihr Workflow ist sicher, wie er nach Ihrer letzten Änderung war.",
    copy: "Meinen Workflow kopieren",
    copied: "Kopiert",
    download: "Meinen Workflow herunterladen",
    again: "Neu beginnen",
    notLoaded: "Dieser Editor wurde nicht geladen.",
    retry: "Erneut versuchen",
  },
};

/** The words of a language, by a tag such as `de-AT`; English where it is not spoken here. */
export const wordsOf = (tag) => WORDS[tag.toLowerCase().split("-")[0]] ?? WORDS.en;
