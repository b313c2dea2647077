import { disparities } from "@ledgerscope/ui/i18n/parity.ts";
import { expect, test } from "vitest";
import { messages } from "./messages.ts";

test("both languages say everything, with the same values", () => {
  expect(disparities(messages)).toEqual([]);
});
