import { expect, test } from "vitest";
import { Admission } from "./admission.ts";

test("so many run, so many wait in their order, and the next one is refused", async () => {
  const admission = new Admission({ running: 2, waiting: 2, streams: 1 });
  const order: string[] = [];
  const first = await admission.enter();
  const second = await admission.enter();
  const waiting = ["third", "fourth"].map(async (name) => {
    const leave = await admission.enter();
    order.push(name);
    return leave;
  });
  expect(await admission.enter()).toBeUndefined();
  first?.();
  // Leaving twice lets nobody else in.
  first?.();
  await waiting[0];
  expect(order).toEqual(["third"]);
  second?.();
  const leaves = await Promise.all(waiting);
  expect(order).toEqual(["third", "fourth"]);
  expect(await Promise.race([admission.enter(), Promise.resolve("waits")])).toBe("waits");
  for (const leave of leaves) leave?.();
});

test("streams are counted by themselves", () => {
  const admission = new Admission({ running: 1, waiting: 0, streams: 1 });
  const end = admission.stream();
  expect(admission.stream()).toBeUndefined();
  end?.();
  expect(admission.stream()).toBeDefined();
});
