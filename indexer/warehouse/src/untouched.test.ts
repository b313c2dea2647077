import { expect, test } from "vitest";
import { Untouched } from "./untouched.ts";

const empty = async (): Promise<boolean> => true;
const unasked = (): never => {
  throw new Error("asked");
};

test("what was looked for once is known, up to what is written", async () => {
  const untouched = new Untouched();
  expect(await untouched.look(5, empty)).toBe(true);
  expect(await untouched.look(5, unasked)).toBe(true);
  await untouched.write(8, async () => {});
  expect(await untouched.look(8, unasked)).toBe(true);
  expect(await untouched.look(7, async () => false)).toBe(false);
  await untouched.write(3, async () => {});
  expect(untouched.includes(8)).toBe(true);
});

test("where something is stored above, it is looked again only above that", async () => {
  const untouched = new Untouched();
  expect(await untouched.look(5, async () => false)).toBe(false);
  expect(await untouched.look(3, unasked)).toBe(false);
  expect(await untouched.look(6, empty)).toBe(true);
});

test("after a write that failed everything may be there", async () => {
  const untouched = new Untouched();
  await untouched.look(5, empty);
  await expect(untouched.write(6, () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
  expect(untouched.includes(100)).toBe(false);
});

test.each([
  ["began before the look", true],
  ["began while it looked", false],
])("what a look saw beside a write is not relied on: one that %s", async (_, before) => {
  const untouched = new Untouched();
  let end = (): void => {};
  const written = new Promise<void>((resolve) => {
    end = resolve;
  });
  const write = (): Promise<void> => untouched.write(9, () => written);
  const writing = before ? write() : undefined;
  let going = writing;
  expect(
    await untouched.look(2, async () => {
      going ??= write();
      return true;
    }),
  ).toBe(true);
  end();
  await going;
  expect(untouched.includes(9)).toBe(false);
});
