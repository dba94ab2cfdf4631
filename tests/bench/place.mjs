// Where things stand, and how a part tells what it has measured.

import { machine } from "./machine.mjs";

/** Gives the value of a variable that the command sets. */
export function place(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this with \`cargo xtask bench\``);
  return value;
}

/** Tells what was measured, and on what: the last line of what a part says is its JSON. */
export const tell = (measured) => process.stdout.write(`${JSON.stringify({ machine: machine(), ...measured })}\n`);

/** The middle one; of ratios and rates alike. */
export function median(list) {
  const sorted = [...list].sort((one, other) => one - other);
  return sorted[sorted.length >> 1];
}

/** So many decimals, as a number. */
export const rounded = (number, decimals = 0) => Number(number.toFixed(decimals));
