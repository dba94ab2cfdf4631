// What index.js has anyway. It hands it over: here a second time it would
// weigh, and its errors would be none that programs know.

export let SegflowError, call, called, network, only, read, send, sending, sleep, wrong;

export function take(given) {
  ({ SegflowError, call, called, network, only, read, send, sending, sleep, wrong } = given);
}
