// Where the tested things stand: `cargo xtask test e2e` says so.

/** Gives the value of a variable that the test command sets. */
export function place(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start these tests with \`cargo xtask test e2e\``);
  return value;
}
