import type { Viewer } from "@ledgerscope/core";

/** So long an answer counts as fresh, in milliseconds: less than people notice, many requests of a page. */
const FRESH_MS = 1_000;

interface Held {
  readonly untilMs: number;
  readonly answer: Promise<unknown>;
}

const answers = new WeakMap<object, Map<string, Held>>();

/**
 * What every transaction of a channel needs and what seldom changes is asked once in a second. Answers of one viewer are
 * never another's; a failed question is asked again.
 * @param warehouse answers are forgotten with it.
 * @param key names the question.
 */
export function fresh<T>(warehouse: object, viewer: Viewer, key: string, ask: () => Promise<T>): Promise<T> {
  const held = answers.get(warehouse) ?? new Map<string, Held>();
  answers.set(warehouse, held);
  const nowMs = performance.now();
  const name = JSON.stringify([viewer.networks, viewer.channels, key]);
  const known = held.get(name);
  if (known && known.untilMs > nowMs) return known.answer as Promise<T>;
  for (const [other, { untilMs }] of held) if (untilMs <= nowMs) held.delete(other);
  const answer = ask();
  held.set(name, { untilMs: nowMs + FRESH_MS, answer });
  answer.catch(() => held.delete(name));
  return answer;
}
