import { expect, test } from "vitest";
import { parameterText } from "./parameterText.ts";

test.each([
  ["a\tb\\c'd\n", "a\\tb\\\\c'd\\n"],
  [["it's", "a,b]"], "['it\\'s','a,b]']"],
  [[["x"], [1, null]], "[['x'],[1,NULL]]"],
  [null, "\\N"],
  [12, "12"],
  [true, "true"],
])("%j is written for a placeholder", (value, text) => {
  expect(parameterText(value)).toBe(text);
});
