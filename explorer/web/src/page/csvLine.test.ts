import { expect, it } from "vitest";
import { csvLine } from "./csvLine.ts";

it("cells with commas, quotes and line breaks are quoted", () => {
  expect(csvLine([1, null, "a,b", 'say "x"', "two\nlines", "plain"])).toBe(
    '1,,"a,b","say ""x""","two\nlines",plain\r\n',
  );
});

it("text that a spreadsheet would calculate stays text", () => {
  expect(csvLine(["=1+1", "+1", "-1", "@x", "\t=1"])).toBe("'=1+1,'+1,'-1,'@x,'\t=1\r\n");
});
