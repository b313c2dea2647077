import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { AdaptiveLimit } from "./adaptiveLimit.ts";

test("answers raise the limit up to the most, a refusal lowers it, refusals of one time count once", () => {
  const limit = new AdaptiveLimit(16);
  const began = limit.limit;
  for (let answers = 0; answers < 500; answers++) limit.succeeded(Date.now(), 1);
  expect(limit.limit).toBe(16);
  expect(began).toBeLessThan(16);
  const startedMs = Date.now() - 1;
  for (let refusals = 0; refusals < 16; refusals++) limit.overloaded(startedMs);
  expect(limit.limit).toBe(9);
});

test("never lower than one", async () => {
  const limit = new AdaptiveLimit(4);
  for (let refusals = 0; refusals < 20; refusals++) {
    await sleep(2);
    limit.overloaded(Date.now());
  }
  expect(limit.limit).toBe(1);
});

test("no more turns than the limit, and none before the time that the other side asked for", async () => {
  const limit = new AdaptiveLimit(1);
  await limit.acquire();
  let turns = 0;
  const second = limit.acquire().then(() => turns++);
  await sleep(5);
  expect(turns).toBe(0);
  limit.overloaded(Date.now(), 60);
  const startedMs = performance.now();
  limit.release();
  await second;
  expect(performance.now() - startedMs).toBeGreaterThan(40);
});

test("an aborted wait ends", async () => {
  const limit = new AdaptiveLimit(1);
  await limit.acquire();
  const controller = new AbortController();
  const waiting = limit.acquire(controller.signal);
  controller.abort();
  await expect(waiting).rejects.toThrow(/abort/i);
});
