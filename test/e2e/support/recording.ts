import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "./cli.ts";

/** What the client of the recording saw of one submission. */
export interface Submission {
  readonly txid: string;
  readonly intent: string;
  /** Validation code; absent when the transaction never reached a block. */
  readonly code?: number;
  readonly block?: number;
}

/** The client's own record, written while the ledger was recorded: an oracle that no decoder of ours made. */
export async function recordedSubmissions(): Promise<readonly Submission[]> {
  const file = path.join(root, "test/fixtures/fabric-bft/client-tx.jsonl.xz");
  const { stdout } = await promisify(execFile)("xz", ["-dc", file], { maxBuffer: 64 << 20 });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Submission);
}
