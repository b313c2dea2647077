import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

export interface ServedChaincode {
  readonly address: string;
  stop(): void;
}

/**
 * Starts a chaincode's server as a process of its own, from source. It cannot share one with the test: two versions of
 * Fabric's generated messages (the shim's and ours) overwrite each other in one process.
 */
export async function serveForTest(name: "bench" | "reliefFund", packageId: string): Promise<ServedChaincode> {
  const address = `127.0.0.1:${await freePort()}`;
  const script = join(import.meta.dirname, "..", name, "server.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, "--address", address, "--id", packageId], {
    stdio: ["ignore", "pipe", "inherit"],
    // The shim logs every refusal, and here most are meant.
    env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: "CRITICAL", NODE_OPTIONS: "--no-deprecation" },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  return { address, stop: () => child.kill() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
