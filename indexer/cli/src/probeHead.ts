import { setTimeout as sleep } from "node:timers/promises";
import type { BlockBounds, Head, Source } from "@ledgerscope/core";
import { type Network, openSource } from "./network.ts";

export type ProbedHead =
  | { readonly head: Head }
  | {
      readonly unreachable: string;
      /** Nothing is wrong: a ledger on disk was not read to its end in time. */
      readonly reading?: true;
    };

/** How long a source may take to say where its head is, in milliseconds. */
const TIMEOUT_MS = 5_000;

/** Ledgers on disk are unpacked and read by this one process: the next begins when the one before has answered. */
let turn: Promise<unknown> = Promise.resolve();

/** Asks the source for its head within a bound; what is wrong is an answer, not an error. */
export function probeHead(network: Network, timeoutMs = TIMEOUT_MS): Promise<ProbedHead> {
  const within = `${timeoutMs / 1000} s`;
  if (!isOnDisk(network)) return answerOf(network, { unreachable: `no answer within ${within}` }, timeoutMs);
  const late = {
    unreachable: `still being read after ${within}: a compressed ledger is unpacked in full`,
    reading: true,
  } as const;
  const answer = turn.then(() => answerOf(network, late, timeoutMs));
  turn = answer;
  return answer;
}

/** Its configuration names a ledger, not a node. */
const isOnDisk = ({ config }: Network): boolean => typeof config === "object" && config !== null && "ledger" in config;

async function answerOf(network: Network, late: ProbedHead, timeoutMs: number): Promise<ProbedHead> {
  const timer = new AbortController();
  const asked = ask(network).catch((error: Error) => ({ unreachable: firstSentence(error.message) }));
  const bound = sleep(timeoutMs, undefined, { signal: timer.signal }).then(
    () => late,
    () => late,
  );
  try {
    return await Promise.race([asked, bound]);
  } finally {
    timer.abort();
  }
}

async function ask(network: Network): Promise<ProbedHead> {
  return { head: await askSource(network, (source) => source.head()) };
}

/** One question to a network's source. */
export async function askSource<T>(network: Network, question: (source: Source) => Promise<T>): Promise<T> {
  const source = await openSource(network);
  try {
    return await question(source);
  } finally {
    await source.close();
  }
}

const firstSentence = (message: string): string => message.split("\n", 1)[0] ?? message;

export function boundsOf({ earliest = 0, latest }: Head): BlockBounds {
  return { first: earliest, end: latest ? latest.number + 1 : 0 };
}
