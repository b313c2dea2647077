import { expect, it } from "vitest";
import { parametersInUrl, shareText, viewOf, viewText } from "./pageState.ts";

it("a view that was put into a URL is read from it as it was", () => {
  const view = { tab: "plot", kind: "lines", x: "a&b", y: ["c", "区块"], split: "d" } as const;
  expect(viewOf(viewText(view))).toEqual(view);
  expect(viewText({ tab: "table", x: "a" })).toBe("");
});

it("a link carries the statement, its values and its view", () => {
  const query = Object.fromEntries(new URLSearchParams(shareText("SELECT {a:String}", { a: "x=1" }, { tab: "plot" })));
  expect(query).toEqual({ q: "SELECT {a:String}", "p.a": "x=1", view: "tab=plot" });
  expect(parametersInUrl(query)).toEqual({ a: "x=1" });
});
