import { expect, it } from "vitest";
import { figureCsv } from "./figureTable.ts";

const csvOf = (...values: (string | number | null)[]): string =>
  figureCsv({ header: ["Reason"], rows: [{ cells: [], values }] });

it("a figure's CSV quotes what would break a line, and leaves unknown values empty", () => {
  expect(csvOf('say "no", twice', 12.5, null)).toBe('\ufeffReason\r\n"say ""no"", twice",12.5,\r\n');
});

it("a name from a chain is no formula in a spreadsheet, a negative number stays one", () => {
  expect(csvOf("=HYPERLINK(0)", "-12")).toBe("\ufeffReason\r\n'=HYPERLINK(0),-12\r\n");
});
