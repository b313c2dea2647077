import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { replayLogs, startReplayNetwork } from "@ledgerscope/testkit";
import { ReplayProgress } from "./replayProgress.ts";

/**
 * A program that replays a recorded Fabric network at the pace of the recording. It goes on where it was when it
 * last ended; at the recording's end it stays at the last block. With `--again`, and when the recording is another
 * one than last time, what was indexed is taken back by the command that follows `--`, and it begins anew.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    recording: { type: "string" },
    folder: { type: "string" },
    port: { type: "string" },
    "operations-port": { type: "string" },
    again: { type: "boolean" },
  },
});
const { recording = "", folder = "", again = false } = values;
const progress = new ReplayProgress(folder, recording);
if (progress.isOfOther() || (again && progress.exists())) {
  const [program = "", ...args] = positionals;
  const [code] = await once(spawn(program, args, { stdio: "inherit" }), "exit");
  if (code !== 0) process.exit(1);
  progress.forget();
}
const height = progress.read();
const network = await startReplayNetwork({
  ...{ recording, folder, pace: "recorded", firstPort: Number(values.port) },
  ...(height === undefined ? {} : { height }),
  log: (message) => process.stdout.write(`${message}\n`),
});
const { chain } = network;
progress.write(chain.height);
chain.onGrowth((grown) => progress.write(grown));
const endLogs = await replayLogs(recording, join(folder, "logs"), network);
const blocks = chain.ledger.blocks.length;
process.stdout.write(`replaying ${network.channel} from block ${chain.height - 1} of ${blocks - 1}\n`);

/** As Fabric's operations service; `/` says how far the replay is. */
const operations = createServer(({ url }, response) => {
  const body = url === "/healthz" ? { status: "OK" } : { height: chain.height, blocks, ended: chain.height === blocks };
  response.setHeader("content-type", "application/json");
  response.end(`${JSON.stringify(body)}\n`);
}).listen(Number(values["operations-port"]), "127.0.0.1");

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    endLogs();
    operations.close();
    operations.closeAllConnections();
    void network.stop();
  });
}
