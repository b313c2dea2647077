import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { ByteBudget } from "./byteBudget.ts";

test("above the bound only the oldest reader goes on; the next one when it has finished and made room", async () => {
  const budget = new ByteBudget(100);
  const [first, second] = [budget.open(), budget.open()];
  expect(first.take(60)).toBeUndefined();
  const room = second.take(60);
  expect(room).toBeInstanceOf(Promise);
  let went = false;
  void room?.then(() => {
    went = true;
  });
  // The oldest takes what it needs.
  expect(first.take(500)).toBeUndefined();
  expect(budget.held).toBe(560);
  first.finish();
  await setImmediate();
  // Now the second is the oldest that reads: something always comes to its end.
  expect(went).toBe(true);
  expect(budget.held).toBe(620);
  first.release();
  second.release();
  expect(budget.held).toBe(0);
});

test("what is read again is counted once, what is released twice as well", () => {
  const budget = new ByteBudget(100);
  const lease = budget.open();
  void lease.take(70);
  lease.restart();
  void lease.take(50);
  expect(budget.held).toBe(50);
  lease.release();
  lease.release();
  void lease.take(10);
  expect(budget.held).toBe(0);
});
