import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { RetryableError } from "@ledgerscope/core";
import type { WarehouseUser } from "../target.ts";
import { isClosing, readServerFile, type ServerFile } from "./serverFile.ts";
import { spawnServer } from "./spawnServer.ts";

/** How long to look for a server while another process holds the folder, in milliseconds. */
const JOIN_TIMEOUT_MS = 60_000;
const LEASE_TIMEOUT_MS = 5000;
const CLOSING_POLL_MS = 20;

/** A use of the server: it serves at least until the last one is released, or its process has ended. */
export interface Lease {
  readonly url: string;
  /** False once the server has let go of it: it was stopped, or its process has ended. */
  readonly held: boolean;
  release(): void;
}

/** @returns undefined when no server of that instance answers there (killed, or its port is another's). */
function takeLease({ url, instance }: ServerFile): Promise<Lease | undefined> {
  return new Promise((resolve) => {
    const request = get(`${url}/lease`, { agent: false, timeout: LEASE_TIMEOUT_MS });
    const fail = (): void => {
      request.destroy();
      resolve(undefined);
    };
    request.once("error", fail);
    request.once("timeout", fail);
    let held = true;
    request.once("close", () => {
      held = false;
    });
    request.once("response", (response) => {
      response.once("error", fail);
      response.once("end", fail);
      response.once("data", (line: Buffer) => {
        if (response.statusCode !== 200 || !line.toString().includes(instance)) return fail();
        request.setTimeout(0);
        // The lease alone does not keep its process alive.
        request.socket?.unref();
        resolve({
          url,
          get held() {
            return held;
          },
          release() {
            held = false;
            request.destroy();
          },
        });
      });
    });
  });
}

export interface JoinOptions {
  /** Who may use a server that is started here. */
  readonly users?: Readonly<Record<string, WarehouseUser>> | undefined;
  readonly onStart?: ((text: string) => void) | undefined;
}

/**
 * Joins the server that has the folder, or starts one that ends with its last user.
 * @throws ConfigError when the folder cannot be used, RetryableError when its owner does not answer.
 */
export async function joinServer(path: string, options: JoinOptions = {}): Promise<Lease> {
  const { users, onStart } = options;
  const deadline = Date.now() + JOIN_TIMEOUT_MS;
  for (let delayMs = 20; Date.now() < deadline; delayMs = Math.min(delayMs * 2, 500)) {
    const known = readServerFile(path);
    if (known && isClosing(known)) {
      await sleep(CLOSING_POLL_MS);
      continue;
    }
    const lease = known && (await takeLease(known));
    if (lease) return lease;
    onStart?.(`starting the warehouse in ${path}`);
    // Somebody else may be faster: look again.
    if (!(await spawnServer({ path, users, onDemand: true }))) await sleep(delayMs * (0.5 + Math.random()));
  }
  throw new RetryableError(
    `another process has the warehouse ${path} and does not answer: end it (\`fuser ${path}/engine/status\` names it)`,
  );
}
