import { createHash, randomUUID } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RetryableError } from "@ledgerscope/core";
import type { WarehouseTarget } from "@ledgerscope/warehouse";
import { stateFolder } from "./stateFolder.ts";

/** `writer`: stores and takes back blocks; `passes`: works on what is stored. */
export type NetworkWork = "writer" | "passes";

/** Who holds a network. */
export interface Holder {
  readonly pid: number;
  /** `run`, `backfill`, `gaps --repair`… */
  readonly command: string;
}

export interface NetworkLock {
  /** Asked before each change: a process that was suspended may have been taken for gone. @throws RetryableError then. */
  check(): void;
  release(): void;
}

interface Note extends Holder {
  /** Machine and PID namespace: only within it does the pid say anything. */
  readonly place: string;
  /** When the process began, in clock ticks since boot; null where the system does not tell. */
  readonly started: string | null;
}

/** How often a holder says that it lives, and how long its word is believed where its process cannot be looked for, in milliseconds. */
const BEAT_MS = 5_000;
const STALE_MS = 30_000;
/** Two that came at once both step back, and try again after a while of their own. */
const TRIES = 5;

/**
 * Keeps two processes from doing the same work on one network of one warehouse. Each puts a file of its own into the
 * lock's folder and then looks for others: of two that come at once at least one sees the other, and files of
 * processes that are gone can be removed by anybody, since no name is ever used again. The folder lies in that of the
 * warehouse; for a warehouse by URL in the user's state folder, where other machines do not see it.
 */
export async function lockNetwork(
  warehouse: WarehouseTarget,
  network: string,
  work: NetworkWork,
  command: string,
): Promise<NetworkLock | { readonly heldBy: Holder }> {
  const folder = folderOf(warehouse, `${work}.${network}`);
  for (let tries = 1; ; tries++) {
    const file = path.join(folder, randomUUID());
    announce(file, command);
    const heldBy = livingOther(folder, path.basename(file));
    if (!heldBy) return holding(file, network);
    rmSync(file, { force: true });
    if (tries === TRIES) return { heldBy };
    await sleep(20 + Math.random() * 80);
  }
}

function folderOf(warehouse: WarehouseTarget, name: string): string {
  const folder =
    "path" in warehouse
      ? path.join(warehouse.path, "locks", name)
      : path.join(stateFolder("locks"), createHash("sha256").update(warehouse.url).digest("hex").slice(0, 16), name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Whole from the moment that it can be seen. */
function announce(file: string, command: string): void {
  const note: Note = { pid: process.pid, command, place: place(), started: startOf(process.pid) ?? null };
  const draft = path.join(path.dirname(file), `.${path.basename(file)}`);
  writeFileSync(draft, JSON.stringify(note));
  renameSync(draft, file);
}

function holding(file: string, network: string): NetworkLock {
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {}
  }, BEAT_MS);
  beat.unref();
  return {
    check() {
      if (statSync(file, { throwIfNoEntry: false })) return;
      throw new RetryableError(`${network}: this process was away too long, another one may have taken its place`);
    },
    release() {
      clearInterval(beat);
      rmSync(file, { force: true });
    },
  };
}

/** Files of processes that are gone are removed. */
function livingOther(folder: string, own: string): Holder | undefined {
  for (const name of readdirSync(folder)) {
    if (name === own || name.startsWith(".")) continue;
    const file = path.join(folder, name);
    try {
      const note = JSON.parse(readFileSync(file, "utf8")) as Note;
      if (lives(note, Date.now() - statSync(file).mtimeMs)) return note;
    } catch (error) {
      // Let go meanwhile; half a file is what a machine that lost its power leaves.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" && !(error instanceof SyntaxError)) throw error;
    }
    rmSync(file, { force: true });
  }
  return undefined;
}

function lives(note: Note, silentMs: number): boolean {
  if (note.place !== place()) return silentMs < STALE_MS;
  try {
    process.kill(note.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
  }
  return note.started === null ? silentMs < STALE_MS : startOf(note.pid) === note.started;
}

function place(): string {
  let namespace = "";
  try {
    namespace = readlinkSync("/proc/self/ns/pid");
  } catch {}
  return `${hostname()} ${namespace}`;
}

/** Field 22 of /proc/PID/stat (proc(5)); the name of the program before it may hold spaces and brackets. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // One that has ended and is not yet asked for its exit code.
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
