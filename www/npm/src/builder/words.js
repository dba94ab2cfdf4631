// What the element says where the builder itself cannot.

export const WORDS = {
  broken: "Something in this builder broke. Your workflow is safe as it was after your last change.",
  copy: "Copy my workflow",
  copied: "Copied",
  download: "Download my workflow",
  again: "Start again",
  notLoaded: "This builder did not load.",
  retry: "Try again",
};
