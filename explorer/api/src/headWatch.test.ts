import { expect, test } from "vitest";
import { HeadWatch } from "./headWatch.ts";
import type { Reader } from "./queries/readable.ts";

/** Answers the two questions of a watch from a list of heads that the test moves on. */
class ScriptedReader {
  readonly heights = new Map([["a", 1]]);
  questions = 0;
  away = false;

  readonly query: Reader["query"] = async <T>(sql: string, params: Readonly<Record<string, unknown>> = {}) => {
    this.questions++;
    if (this.away) throw new Error("away");
    const rows = sql.includes("AS mark")
      ? [...this.heights].map(([network, height]) => ({ network, mark: String(height) }))
      : (params["networks"] as readonly string[]).map((network) => ({
          ...{ network, height: this.heights.get(network), hash: `h${this.heights.get(network)}` },
        }));
    return rows as T[];
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function watch() {
  const reader = new ScriptedReader();
  const warnings: string[] = [];
  const log = {
    error: () => undefined,
    info: () => undefined,
    warn: (_: object, message: string) => void warnings.push(message),
  };
  return { reader, warnings, heads: new HeadWatch(reader, log, { intervalMs: 5 }) };
}

test("the warehouse is asked only while somebody listens", async () => {
  const { reader, heads } = watch();
  await pause(30);
  expect(reader.questions).toBe(0);
  const events = heads.follow(() => true);
  const next = events.next();
  await pause(30);
  expect(reader.questions).toBeGreaterThan(0);
  reader.heights.set("a", 2);
  expect((await next).value).toMatchObject({ network: "a", height: 2 });
  await events.return?.();
  await pause(20);
  const asked = reader.questions;
  await pause(40);
  expect(reader.questions).toBe(asked);
});

test("who reads slowly gets the newest head, not every one", async () => {
  const { reader, heads } = watch();
  const events = heads.follow(() => true);
  const first = events.next();
  await pause(30);
  for (let height = 2; height <= 20; height++) {
    reader.heights.set("a", height);
    await pause(10);
  }
  const received = [(await first).value.height];
  while (received.at(-1) !== 20) received.push((await events.next()).value.height);
  expect(received.length).toBeLessThan(5);
  await events.return?.();
});

test("a warehouse that is away is told once, and watched again when it is back", async () => {
  const { reader, warnings, heads } = watch();
  const events = heads.follow(() => true);
  const next = events.next();
  await pause(30);
  reader.away = true;
  await pause(60);
  expect(warnings).toHaveLength(1);
  reader.away = false;
  reader.heights.set("a", 7);
  expect((await next).value).toMatchObject({ height: 7 });
  await events.return?.();
});
