import { setTimeout as sleep } from "node:timers/promises";
import type { Devnet } from "@ledgerscope/fabric-devnet";
import { benchPolicies, deployAgain, endorsingOrganisations } from "../network/chaincodes.ts";
import { nowUs } from "./clock.ts";

const kinds = ["kill", "pause", "upgrade", "policy", "config"] as const;

/** Something that is done to the network while traffic runs. */
export interface Fault {
  readonly kind: (typeof kinds)[number];
  /** Node or chaincode; `leader` stands for the orderer that leads at that moment. Empty for `config`. */
  readonly target: string;
  /** From the start of the traffic, in milliseconds. */
  readonly atMs: number;
  /** How long a node stays killed or paused, in milliseconds. */
  readonly forMs: number;
}

/** What was done: one line of `faults.jsonl`. Times are microseconds of the driver's clock. */
export interface FaultSeen {
  readonly kind: Fault["kind"];
  /** The node or chaincode that it came to be. */
  readonly target: string;
  readonly startUs: number;
  /** When the node served again, or the change was in force on the first peer. */
  readonly endUs: number;
  readonly error?: string;
}

/**
 * Reads `kill:leader@20+8,pause:peer0.org2@35+5,upgrade:bench@45,policy:bench2@50,config@55`: what, whom, after
 * how many seconds, and for how many (5 where none are given).
 */
export function parseFaults(text: string): Fault[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) => {
      const match = /^(\w+)(?::([\w.-]+))?@([\d.]+)(?:\+([\d.]+))?$/.exec(item);
      const kind = kinds.find((one) => one === match?.[1]);
      if (!match || !kind || (kind === "config") !== (match[2] === undefined))
        throw new Error(
          `"${item}" is no fault: write ${kinds.slice(0, 4).join("|")}:TARGET@SECONDS[+SECONDS] or config@SECONDS`,
        );
      return { kind, target: match[2] ?? "", atMs: Number(match[3]) * 1000, forMs: Number(match[4] ?? 5) * 1000 };
    });
}

/** Does each fault at its time; one that fails is told like the others. @returns when the last one is over. */
export async function runFaults(
  faults: readonly Fault[],
  options: { devnet: Devnet; channel: string; onSeen: (seen: FaultSeen) => void; signal: AbortSignal },
): Promise<void> {
  await Promise.all(
    faults.map(async (fault) => {
      await sleep(fault.atMs, undefined, { signal: options.signal }).catch(() => undefined);
      if (options.signal.aborted) return;
      const { devnet, channel } = options;
      const startUs = nowUs();
      let target = fault.target;
      try {
        if (target === "leader") target = await findLeader(devnet);
        if (fault.kind !== "config" && target === "") throw new Error("no orderer says that it leads");
        await act({ ...fault, target }, devnet, channel);
        options.onSeen({ kind: fault.kind, target, startUs, endUs: nowUs() });
      } catch (error) {
        options.onSeen({ kind: fault.kind, target, startUs, endUs: nowUs(), error: String(error) });
      }
    }),
  );
}

/** How often the nodes are asked who leads, and how long between, in milliseconds: busy ones do not always answer. */
const ASK_TIMES = 5;
const ASK_AGAIN_MS = 500;

/** @returns "" where none says that it leads. */
async function findLeader(devnet: Devnet): Promise<string> {
  for (let asked = 1; ; asked++) {
    const leader = await devnet.leader();
    if (leader !== undefined || asked === ASK_TIMES) return leader ?? "";
    await sleep(ASK_AGAIN_MS);
  }
}

async function act({ kind, target, forMs }: Fault, devnet: Devnet, channel: string): Promise<void> {
  switch (kind) {
    case "kill":
      await devnet.kill(target);
      await sleep(forMs);
      await devnet.restart(target);
      return;
    case "pause":
      devnet.pause(target);
      await sleep(forMs);
      devnet.resume(target);
      return;
    case "upgrade":
      return await deployAgain(devnet, { channel, name: target, newVersion: true });
    case "policy":
      return await deployAgain(devnet, {
        channel,
        name: target,
        policy: benchPolicies(endorsingOrganisations(devnet)).changed,
      });
    case "config":
      await devnet.updateChannel({ channel, batchTimeoutMs: 1000, maxMessageCount: 20 });
  }
}
