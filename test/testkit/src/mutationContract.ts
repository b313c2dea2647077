import { type Batch, type Check, tallyChecks } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { type BlockMutation, blockMutations, type MutationOptions } from "./blockMutations.ts";
import type { RecordedBlock } from "./recordedBlocks.ts";
import { replayRpc } from "./replayRpc.ts";

export interface ContractResult {
  /** Single changes that were made, one at a time per block. */
  readonly mutations: number;
  /** Those that were stored, or that were not named with their height: none is right. */
  readonly survivors: readonly string[];
  /** Which check found how many first. */
  readonly foundBy: Readonly<Record<string, number>>;
}

export interface ContractOptions extends MutationOptions {
  /** The network as it stands in the configuration, beside its `rpc`. */
  readonly network?: Readonly<Record<string, unknown>>;
}

/** Rounds under way at a time: a source waits before it asks for a block that failed once more. */
const LANES = 8;

/**
 * What every verified ingest must do, for any real blocks: each as it is passes, each with a single change is held back
 * and named with its height, while the blocks around it go on. In every round each block carries one change.
 * @param recorded with ascending heights; runs of consecutive ones are read as ranges.
 * @throws Error when an unchanged block fails: the data are not sound.
 */
export async function mutationContract(
  recorded: readonly RecordedBlock[],
  options: ContractOptions = {},
): Promise<ContractResult> {
  for await (const { checks } of readChanged([new Map()], recorded, options)) {
    const sound = checks.find(isFailed);
    if (sound) throw new Error(`unchanged block ${sound.height} fails ${sound.check}: ${sound.detail}`);
  }
  const queues = recorded.map((block, index) =>
    blockMutations(block, { ...options, seed: (options.seed ?? 1) + index }).map(
      (mutation) => [heightOf(block), mutation] as const,
    ),
  );
  const rounds = Array.from(
    { length: Math.max(0, ...queues.map((queue) => queue.length)) },
    (_, round) => new Map(queues.flatMap((queue) => (queue[round] ? [queue[round]] : []))),
  );
  const survivors: string[] = [];
  const found: Check[] = [];
  const lanes = Array.from({ length: LANES }, (_, lane) => rounds.filter((_, round) => round % LANES === lane));
  await Promise.all(
    lanes.map(async (lane) => {
      for await (const { changes, checks, stored } of readChanged(lane, recorded, options)) {
        for (const [height, { name }] of changes) {
          const first = checks.find((check) => isFailed(check) && check.height === height);
          if (!first || stored.has(height)) survivors.push(`block ${height}: ${name}`);
          else found.push(first);
        }
      }
    }),
  );
  const foundBy = Object.entries(tallyChecks(found)).map(([check, { failed = 0 }]) => [check, failed] as const);
  return { mutations: found.length + survivors.length, survivors, foundBy: Object.fromEntries(foundBy) };
}

const isFailed = ({ state }: Check): boolean => state === "failed";

const heightOf = ({ block }: RecordedBlock): number => Number(block.number);

/** By height. */
type Changes = ReadonlyMap<number, BlockMutation>;

interface Round {
  readonly changes: Changes;
  readonly checks: readonly Check[];
  /** Heights. */
  readonly stored: ReadonlySet<number>;
}

/** What the adapter makes of the blocks with the changes of each round. */
async function* readChanged(
  rounds: readonly Changes[],
  recorded: readonly RecordedBlock[],
  options: ContractOptions,
): AsyncGenerator<Round, void, void> {
  let changes: Changes = new Map();
  const served = [...recorded, above(recorded)];
  const server = await replayRpc(served, {
    edit(block) {
      changes.get(heightOf(block))?.apply(block);
      return block;
    },
  });
  const input = { rpc: [server.url], from: heightOf(recorded[0] as RecordedBlock), ...options.network };
  const config = evm.parseConfig(input, { network: "contract", baseDir: "/" });
  const source = await evm.open(config);
  try {
    for (changes of rounds) {
      server.serve(served);
      const batches: Batch[] = [];
      for (const range of runs(recorded)) {
        for await (const batch of source.stream(range, new AbortController().signal)) batches.push(batch);
      }
      yield {
        changes,
        checks: batches.flatMap(({ checks }) => checks),
        stored: new Set(batches.flatMap(({ headers }) => headers.map(({ number }) => number))),
      };
    }
  } finally {
    await source.close();
    await server.close();
  }
}

/** A newer block, which is never read: the head must not be one that is changed. */
function above(recorded: readonly RecordedBlock[]): RecordedBlock {
  const last = recorded.at(-1)?.block;
  const number = `0x${(Number(last.number) + 1).toString(16)}`;
  return { block: { ...last, number, transactions: [] }, receipts: [], traces: null };
}

function runs(recorded: readonly RecordedBlock[]): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const block of recorded) {
    const height = heightOf(block);
    const last = found.at(-1);
    if (last?.to === height) last.to = height + 1;
    else found.push({ from: height, to: height + 1 });
  }
  return found;
}
