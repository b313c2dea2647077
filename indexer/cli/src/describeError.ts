import { LedgerscopeError } from "@ledgerscope/core";
import { Interrupted } from "./interrupted.ts";

/**
 * What went wrong, in one sentence. With `LEDGERSCOPE_DEBUG` set, an error that this program does not raise on
 * purpose keeps its stack.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof LedgerscopeError || error instanceof Interrupted) return error.message;
  if (process.env["LEDGERSCOPE_DEBUG"]) return error.stack ?? error.message;
  if (error.name === "ClickHouseError") {
    const { code, message } = error as Error & { readonly code?: string };
    return `the warehouse refused a statement: ${message}${code ? ` (ClickHouse code ${code})` : ""}`;
  }
  if ("syscall" in error) return describeSystemError(error as NodeJS.ErrnoException);
  return `${error.message || error.name} (LEDGERSCOPE_DEBUG=1 shows where)`;
}

const SYSTEM_ERRORS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "it does not exist",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is no folder",
  ENOSPC: "no space is left on the disk",
  EROFS: "the file system is read-only",
  EDQUOT: "the disk quota is used up",
  EMFILE: "too many files are open (raise `ulimit -n`)",
};

function describeSystemError(error: NodeJS.ErrnoException): string {
  const reason = SYSTEM_ERRORS[error.code ?? ""];
  return reason === undefined ? error.message : `${error.path ?? error.syscall}: ${reason}`;
}
