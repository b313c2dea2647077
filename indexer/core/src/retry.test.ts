import { expect, test } from "vitest";
import { ConfigError, RetryableError } from "./errors.ts";
import { retry } from "./retry.ts";

test("retries what may pass until it works, and says so each time", async () => {
  const told: number[] = [];
  let calls = 0;
  const result = await retry(
    async () => {
      if (++calls < 3) throw new RetryableError("busy");
      return "done";
    },
    { firstDelayMs: 1, onRetry: (_error, attempt) => told.push(attempt) },
  );
  expect([result, calls, told]).toEqual(["done", 3, [1, 2]]);
});

test("gives up after the bound with the last error", async () => {
  let calls = 0;
  await expect(
    retry(
      async () => {
        throw new RetryableError(`try ${++calls}`);
      },
      { tries: 4, firstDelayMs: 1 },
    ),
  ).rejects.toThrow("try 4");
});

test("does not retry what the user has to change", async () => {
  let calls = 0;
  await expect(
    retry(
      async () => {
        calls++;
        throw new ConfigError("no such key");
      },
      { firstDelayMs: 1 },
    ),
  ).rejects.toThrow(ConfigError);
  expect(calls).toBe(1);
});
