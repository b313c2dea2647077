export interface Freshness {
  /** How long an answer is taken as it is, in milliseconds. */
  readonly freshMs: number;
  /** How long it is given while a newer one is being read. @default not at all */
  readonly keptMs?: number;
}

interface Held<T> {
  readonly atMs: number;
  readonly answer: Promise<T>;
}

/** Answers of one owner at most: names come from the configuration and the chain. */
const MOST = 10_000;

/**
 * What many ask for and what seldom changes is read at most once in a while. A failed question is asked again.
 * @returns asks, or remembers; answers are forgotten with their `owner`, and one owner's are never another's.
 */
export function remembering<T>({ freshMs, keptMs = freshMs }: Freshness) {
  const held = new WeakMap<object, Map<string, Held<T>>>();
  return (owner: object, key: string, ask: () => Promise<T>): Promise<T> => {
    const answers = held.get(owner) ?? new Map<string, Held<T>>();
    held.set(owner, answers);
    const last = answers.get(key);
    const ageMs = last ? performance.now() - last.atMs : Number.POSITIVE_INFINITY;
    if (last && ageMs < freshMs) return last.answer;
    const next: Held<T> = { atMs: performance.now(), answer: ask() };
    answers.delete(key);
    answers.set(key, next);
    dropOldest(answers, MOST);
    next.answer.catch(() => {
      if (answers.get(key) === next) answers.delete(key);
    });
    return last && ageMs < keptMs ? last.answer : next.answer;
  };
}

/** What never changes, of each owner the newest of it; forgotten with its owner. */
export function keeping<T>(most: number) {
  const held = new WeakMap<object, Map<string, T>>();
  return {
    get: (owner: object, key: string): T | undefined => held.get(owner)?.get(key),
    set(owner: object, key: string, value: T): void {
      const values = held.get(owner) ?? new Map<string, T>();
      held.set(owner, values.set(key, value));
      dropOldest(values, most);
    },
  };
}

function dropOldest(of: Map<string, unknown>, most: number): void {
  const [oldest] = of.keys();
  if (of.size > most && oldest !== undefined) of.delete(oldest);
}
