// Where the files of Wasm are. Written out so that bundlers see them and take
// them along; the build writes the list anew.

export const files = {
  "builder.wasm": () => new URL("./builder.wasm", import.meta.url),
};
