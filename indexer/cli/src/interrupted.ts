/** Ctrl-C or SIGTERM ended the work. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
