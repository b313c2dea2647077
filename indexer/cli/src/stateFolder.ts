import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

/**
 * Where the command line keeps what belongs to the user and not to a warehouse: `$XDG_STATE_HOME/ledgerscope`,
 * by default `~/.local/state/ledgerscope` (XDG Base Directory Specification). Made when absent, for the user alone.
 */
export function stateFolder(...below: readonly string[]): string {
  const base = process.env["XDG_STATE_HOME"] || path.join(homedir(), ".local", "state");
  const folder = path.join(base, "ledgerscope", ...below);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
