import type { Devnet } from "@ledgerscope/fabric-devnet";
import { deployMissing, endorsingOrganisations } from "../network/chaincodes.ts";
import { ClientPool } from "../network/clientPool.ts";
import { makePlan } from "../plan/makePlan.ts";
import type { Mix } from "../plan/mix.ts";
import { type Fault, type FaultSeen, runFaults } from "./faults.ts";
import { Progress } from "./progress.ts";
import { runPlan } from "./runPlan.ts";
import type { Seen } from "./seen.ts";

/** A connection is not renewed more often, in milliseconds. */
const RENEW_MS = 1_000;

export interface DriveOptions {
  readonly channel: string;
  readonly seed: number;
  /** Submissions per second. */
  readonly rate: number;
  readonly seconds: number;
  readonly mix: Mix;
  readonly faults: readonly Fault[];
  readonly signal: AbortSignal;
  readonly onSeen: (seen: Seen) => void;
  readonly onFault: (fault: FaultSeen) => void;
}

/** Drives a network: deploys what the mix needs, submits the plan, does the faults. @returns when all have ended. */
export async function drive(devnet: Devnet, options: DriveOptions): Promise<void> {
  const { channel, seed, rate, seconds, mix, signal } = options;
  if (devnet.description.settings.mutualTls)
    throw new Error(
      "the network asks clients for TLS certificates, which this traffic does not bring: start it without mutual TLS",
    );
  await deployMissing(devnet, channel, mix);
  const organisations = endorsingOrganisations(devnet);
  const plan = makePlan({ seed, rate, seconds, mix, organisations, timeMs: Date.now() });
  const pool = new ClientPool(devnet, channel);
  // Connections of the folder's own users are made before the clock starts; identities that expire wait for their use.
  const usual = plan.filter(({ as }) => as.lifetimeMs === undefined);
  await Promise.all(usual.map(({ client, as }) => pool.client(client, as)));
  // Those that fail together were on one connection: it is renewed once a second at most.
  const renewed = new Map<string, number>();
  const renew = ({ n, client }: Seen): void => {
    const as = plan[n]?.as;
    const key = `${client}/${as?.mspId}/${as?.user}`;
    if (!as || Date.now() - (renewed.get(key) ?? 0) < RENEW_MS) return;
    renewed.set(key, Date.now());
    pool.renew(client, as);
  };
  const progress = new Progress(plan.length);
  try {
    await Promise.all([
      runPlan(plan, {
        client: ({ client, as }) => pool.client(client, as),
        onBegun: () => progress.begun(),
        onSeen: (seen) => {
          if (seen.failed?.stage === "outcome") renew(seen);
          progress.ended(seen);
          options.onSeen(seen);
        },
        signal,
      }),
      runFaults(options.faults, { devnet, channel, onSeen: options.onFault, signal }),
    ]);
  } finally {
    progress.stop();
    await pool.close();
  }
}
