import { setTimeout as sleep } from "node:timers/promises";
import type { BlockBounds, Head, Source } from "@ledgerscope/core";
import { type Network, openSource } from "./network.ts";

export type ProbedHead = { readonly head: Head } | { readonly unreachable: string };

/** How long a source may take to say where its head is, in milliseconds. */
const TIMEOUT_MS = 5_000;

/** Asks the source for its head within a bound; what is wrong is an answer, not an error. */
export async function probeHead(network: Network, timeoutMs = TIMEOUT_MS): Promise<ProbedHead> {
  const timer = new AbortController();
  const asked = ask(network).catch((error: Error) => ({ unreachable: firstSentence(error.message) }));
  const late = sleep(timeoutMs, undefined, { signal: timer.signal }).then(
    () => ({ unreachable: `no answer within ${timeoutMs / 1000} s` }),
    () => ({ unreachable: "" }),
  );
  try {
    return await Promise.race([asked, late]);
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
