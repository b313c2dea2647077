import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { anvilBinary } from "./anvilBinary.ts";
import { jsonRpc } from "./jsonRpc.ts";
import { exitStatePath, newestState, saveState } from "./stateFile.ts";

export interface AnvilOptions {
  readonly port: number;
  /** File that holds the chain between runs; made when it is missing. */
  readonly statePath: string;
  /** Milliseconds between blocks. @default 1000 */
  readonly blockTimeMs?: number;
  /** Milliseconds between saves of the chain. @default 3000, or four blocks where those are faster */
  readonly saveEveryMs?: number;
}

export interface Anvil {
  readonly url: string;
  readonly pid: number;
  /** Settles when anvil ends without being asked to. */
  readonly died: Promise<Error>;
  /** Saves the chain and ends anvil. */
  close(): Promise<void>;
}

const START_MS = 15_000;
const FREE_MS = 1_000;
/** Anvil writes its chain before it ends: seconds, for a long one. */
const STOP_MS = 15_000;

/**
 * Anvil calls a block final two epochs under the head. Four slots: eight blocks, more than are lost when
 * anvil is killed between two saves, so that a restart is a reorganisation and undoes no final block.
 */
const SLOTS_IN_AN_EPOCH = 4;
/** States of that many blocks stay in memory; blocks, transactions and their traces all stay. */
const KEPT_STATES = 64;
/** Saving may take this part of the time at most, however long the chain grows. */
const MAX_SAVING_SHARE = 0.1;

/**
 * Ends anvil when this process ends, even by kill -9: the shell waits for the end of its standard input,
 * whose other side only we hold.
 */
const GUARD = `exec 3<&0
"$@" </dev/null 3<&- & anvil=$!
(read -r _ <&3; kill $anvil 2>/dev/null) & guard=$!
exec 3<&-
trap 'kill $anvil 2>/dev/null' TERM INT HUP
# A signal ends the wait, not yet anvil.
while kill -0 $anvil 2>/dev/null; do wait $anvil; code=$?; done
kill $guard 2>/dev/null; wait $guard
exit $code`;

/**
 * Runs an Ethereum development node on loopback; a second run with the same state file continues the
 * same chain: blocks and transactions of before are served, as are their receipts.
 * @throws Error in one sentence when the port is taken, anvil is missing or does not start.
 */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const { port, blockTimeMs = 1_000 } = options;
  const { saveEveryMs = Math.min(3_000, SLOTS_IN_AN_EPOCH * blockTimeMs) } = options;
  const statePath = resolve(options.statePath);
  const binary = anvilBinary();
  await untilFree(port);
  const loaded = await newestState(statePath);
  const args = [
    ...["--host", "127.0.0.1", "--port", String(port), "--quiet"],
    ...["--block-time", String(blockTimeMs / 1000), "--slots-in-an-epoch", String(SLOTS_IN_AN_EPOCH)],
    ...["--prune-history", String(KEPT_STATES)],
    ...["--dump-state", exitStatePath(statePath)],
    ...(loaded ? ["--load-state", loaded] : []),
  ];
  // A group of its own: Ctrl-C in the terminal is ours to handle, after the chain is saved.
  const child = spawn("/bin/sh", ["-c", GUARD, "sh", binary, ...args], {
    stdio: ["pipe", "ignore", "pipe"],
    detached: true,
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2_000);
  });
  const exited = new Promise<Error>((settle) => {
    child.once("error", settle);
    child.once("exit", (code) => settle(new Error(`anvil ended with code ${code}: ${errors.trim() || "no message"}`)));
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([isUp(url), exited.then((error) => Promise.reject(error))]);
  } catch (error) {
    await stop(child);
    throw error;
  }

  let closing: Promise<void> | undefined;
  const saver = new AbortController();
  const saving = keepSaving(url, statePath, saveEveryMs, saver.signal);
  const close = async (): Promise<void> => {
    saver.abort();
    await saving;
    // Mining stops first, so that the last block served is the last block saved.
    await jsonRpc(url, "evm_setIntervalMining", [0]).catch(() => {});
    await saveState(url, statePath).catch(() => {});
    await stop(child);
  };
  return {
    url,
    pid: child.pid as number,
    died: exited.then((error) => (closing ? new Promise<Error>(() => {}) : error)),
    close: () => (closing ??= close()),
  };
}

async function keepSaving(url: string, path: string, everyMs: number, signal: AbortSignal): Promise<void> {
  let waitMs = everyMs;
  while (!signal.aborted) {
    await sleep(waitMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const startedMs = Date.now();
    // A save that fails leaves the one before; when anvil has died, `died` says so.
    await saveState(url, path).catch(() => {});
    waitMs = Math.max(everyMs, (Date.now() - startedMs) / MAX_SAVING_SHARE);
  }
}

async function isUp(url: string): Promise<void> {
  const deadlineMs = Date.now() + START_MS;
  for (;;) {
    const answer = await jsonRpc(url, "eth_blockNumber").catch((error: Error) => error);
    if (!(answer instanceof Error)) return;
    if (Date.now() > deadlineMs) throw new Error(`anvil did not answer on ${url} within ${START_MS / 1000} s`);
    await sleep(50);
  }
}

/** Waits a moment for a program that is just ending. */
async function untilFree(port: number): Promise<void> {
  const deadlineMs = Date.now() + FREE_MS;
  for (;;) {
    const error = await listenError(port);
    if (!error) return;
    if (Date.now() > deadlineMs) {
      const reason = error.code === "EADDRINUSE" ? "another program is listening there" : error.message;
      throw new Error(`port ${port} is taken (${reason}): stop that program, or choose another port for the EVM chain`);
    }
    await sleep(50);
  }
}

function listenError(port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once("error", settle);
    probe.listen(port, "127.0.0.1", () => probe.close(() => settle(undefined)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((settle) => child.once("exit", () => settle()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => {
    // The whole group: the shell and anvil.
    if (child.pid) process.kill(-child.pid, "SIGKILL");
  }, STOP_MS);
  await ended;
  clearTimeout(timer);
}
