import { createInterface } from "node:readline/promises";
import { ConfigError } from "@ledgerscope/core";

/**
 * Asks on the terminal before something that cannot be undone.
 * @throws ConfigError where there is no terminal: `--yes` says it then.
 */
export async function confirm(question: string, yes: boolean, signal: AbortSignal): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) throw new ConfigError("nobody can be asked here: look with --dry-run, then say --yes");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    terminal.close();
  }
}
