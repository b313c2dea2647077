import { expect, test } from "vitest";
import { MemoryPool } from "./memoryPool.ts";

test("memory is used again once it is given back, and by one at a time", () => {
  const pool = new MemoryPool(1_000_000);
  const [first, second] = [pool.take(100_000), pool.take(100_000)];
  expect(first.buffer).not.toBe(second.buffer);
  expect(first.length).toBeGreaterThanOrEqual(100_000);
  pool.give(first.subarray(10, 20));
  const [third, fourth] = [pool.take(90_000), pool.take(90_000)];
  expect(third.buffer).toBe(first.buffer);
  expect(fourth.buffer).not.toBe(first.buffer);
});

test("what was given back twice, or was never taken, is not handed out", () => {
  const pool = new MemoryPool(1_000_000);
  const taken = pool.take(1);
  pool.give(taken);
  pool.give(taken);
  expect(new Set([pool.take(1).buffer, pool.take(1).buffer]).size).toBe(2);
  const stranger = Buffer.from("part of memory that others use too");
  pool.give(stranger);
  expect(pool.take(1).buffer).not.toBe(stranger.buffer);
});

test("no more is kept than was said, and large memory is kept for what is large", () => {
  const pool = new MemoryPool(200_000);
  const many = Array.from({ length: 5 }, () => pool.take(65_536));
  for (const each of many) pool.give(each);
  const again = new Set(Array.from({ length: 5 }, () => pool.take(65_536).buffer));
  expect(many.filter(({ buffer }) => again.has(buffer))).toHaveLength(3);
  const wide = new MemoryPool(10_000_000);
  const large = wide.take(5_000_000);
  wide.give(large);
  expect(wide.take(100).buffer).not.toBe(large.buffer);
  expect(wide.take(4_000_000).buffer).toBe(large.buffer);
});
