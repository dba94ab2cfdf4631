/** Why something could not be done. `code` is for programs, `message` for people. */
export class SegflowError extends Error {
  constructor(code, message, findings = []) {
    super(message);
    this.name = "SegflowError";
    this.code = code;
    this.findings = findings;
  }
}
