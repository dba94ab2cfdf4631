// Loaded before a program that would tell its makers that it was run: it
// reaches nobody.

const { Socket } = require("node:net");

Socket.prototype.connect = function refused() {
  process.nextTick(() => this.destroy(new Error("no connection is made in a test")));
  return this;
};
