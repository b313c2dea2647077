import { createWriteStream, existsSync, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openLedgerBytes } from "@ledgerscope/fabric";
import type { ReplayNetwork } from "./replayNetwork.ts";

interface Log {
  readonly file: WriteStream;
  readonly lines: readonly string[];
  /** Lines that have been written. */
  next: number;
}

/**
 * Writes the logs of the recorded nodes again as the chain grows: lines that a node had written when a block was
 * heard of appear with that block. Logs begin anew with each start, with everything up to the chain's height.
 *
 * @param recording a recording's folder; nodes without a log in it have none.
 * @param folder is made where it is not there; `<node>.log` in it.
 * @returns ends it.
 */
export async function replayLogs(
  recording: string,
  folder: string,
  { chain, nodes }: Pick<ReplayNetwork, "chain" | "nodes">,
): Promise<() => void> {
  await mkdir(folder, { recursive: true });
  const logs: Log[] = [];
  for (const { name } of nodes) {
    const recorded = join(recording, "logs", `${name}.log.xz`);
    if (!existsSync(recorded)) continue;
    const bytes = await openLedgerBytes(recorded);
    const text = Buffer.from(await bytes.read(0, await bytes.size())).toString("utf8");
    await bytes.close();
    const file = createWriteStream(join(folder, `${name}.log`));
    logs.push({ file, lines: text.split("\n").filter((line) => line !== ""), next: 0 });
  }
  const write = (height: number): void => {
    const { timesMs, blocks } = chain.ledger;
    const untilMs = height === blocks.length ? Number.POSITIVE_INFINITY : (timesMs[height - 1] as number);
    for (const log of logs) {
      const from = log.next;
      while (log.next < log.lines.length && timeOf(log.lines[log.next] as string) <= untilMs) log.next++;
      if (log.next > from) log.file.write(`${log.lines.slice(from, log.next).join("\n")}\n`);
    }
  };
  write(chain.height);
  const off = chain.onGrowth(write);
  return () => {
    off();
    for (const { file } of logs) file.end();
  };
}

/** Unix milliseconds of a line of Fabric's JSON log; 0 where it has no time, so that it goes with the one before. */
function timeOf(line: string): number {
  const seconds = /"ts":(\d+(?:\.\d+)?)/.exec(line)?.[1];
  return seconds === undefined ? 0 : Number(seconds) * 1000;
}
