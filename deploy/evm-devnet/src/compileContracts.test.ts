import { expect, test } from "vitest";
import { compileContracts } from "./compileContracts.ts";
import { demoTill, demoToken } from "./contracts.gen.ts";

test("the committed bytecode is what the committed source compiles to", async () => {
  expect(await compileContracts()).toEqual({ DemoToken: demoToken, DemoTill: demoTill });
});
