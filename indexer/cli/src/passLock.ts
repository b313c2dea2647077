import { createHash } from "node:crypto";
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { WarehouseTarget } from "@ledgerscope/warehouse";
import { stateFolder } from "./stateFolder.ts";

/** How often a holder says that it lives, and how long its word is believed, in milliseconds. */
const BEAT_MS = 5_000;
const STALE_MS = 30_000;

/**
 * Keeps two processes of this machine and user from running one network's passes at once: the rows of both would
 * be stored.
 * @returns how to let go, or the process that holds it.
 */
export function lockPasses(
  warehouse: WarehouseTarget,
  network: string,
): { readonly release: () => void } | { readonly heldBy: number } {
  const where = "path" in warehouse ? warehouse.path : warehouse.url;
  const key = createHash("sha256").update(where).digest("hex").slice(0, 16);
  const file = path.join(stateFolder("passes"), `${key}.${network}.pid`);
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const heldBy = holderOf(file);
    if (heldBy !== undefined) return { heldBy };
    rmSync(file, { force: true });
  }
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {}
  }, BEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      rmSync(file, { force: true });
    },
  };
}

function holderOf(file: string): number | undefined {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return undefined;
    const pid = Number(readFileSync(file, "utf8"));
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
