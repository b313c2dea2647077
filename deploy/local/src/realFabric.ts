import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

/**
 * A program that runs a real Fabric network of the user's own binaries, with relief-fund traffic on it, until it is
 * told to end; then it takes the network down. The next start goes on with the same ledger.
 */
const root = resolve(import.meta.dirname, "../../..");
/** How long one round of traffic lasts, in seconds; a new one has another seed. */
const ROUND_SECONDS = 600;
const TRANSACTIONS_PER_SECOND = 3;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string" },
    channel: { type: "string" },
    port: { type: "string" },
    "operations-port": { type: "string" },
  },
});
const { folder = "", channel = "" } = values;
const ending = new AbortController();
let traffic: ChildProcess | undefined;

const node = (program: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [join(root, program), ...args], { stdio: "inherit" });
const devnet = (...args: string[]): ChildProcess =>
  node("deploy/fabric-devnet/bin/fabric-devnet.mjs", ...args, "--folder", folder);

/** @returns exit code. */
async function end(child: ChildProcess): Promise<number> {
  const [code] = await once(child, "exit");
  return (code as number | null) ?? 1;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    ending.abort();
    traffic?.kill("SIGINT");
  });
}
const up = devnet("up", "--channel", channel, "--organisations", "3", "--base-port", values.port ?? "", "--debug");
const code = await end(up);
if (code !== 0) process.exit(code);
const operations = createServer((_request, response) => response.end('{"status":"OK"}\n'));
operations.listen(Number(values["operations-port"]), "127.0.0.1");
while (!ending.signal.aborted) {
  const seed = String(Math.floor(Date.now() / 1000));
  traffic = node(
    "deploy/fabric-traffic/dist/main.js",
    ...["drive", "--devnet", folder, "--mix", "relief-fund", "--seed", seed],
    ...["--rate", String(TRANSACTIONS_PER_SECOND), "--seconds", String(ROUND_SECONDS)],
    ...["--out", join(folder, "clients.jsonl")],
  );
  if ((await end(traffic)) !== 0) break;
}
operations.close();
operations.closeAllConnections();
process.exit(await end(devnet("down")));
