import { expect, it } from "vitest";
import { glanceVariables, glanceViewOf } from "./glanceView.ts";

it("empty fields of a form, and names that are none of ours, change nothing", () => {
  expect(glanceViewOf({ code: "", status: "failed", min: "", other: "x" })).toEqual({ status: "failed" });
  expect(glanceVariables({})).toEqual({
    ...{ from: null, to: null, after: null, events: null },
    ...{ by: "network", order: "slowest", filter: {} },
  });
});

it("what is asked for in words becomes what the API takes", () => {
  expect(
    glanceVariables({ status: "refused", min: "12.5", by: "node", order: "newest", from: "2026-11-21T08:00Z" }),
  ).toEqual({
    ...{ from: "2026-11-21T08:00:00.000Z", to: null, after: null, events: null },
    ...{ by: "node", order: "newest" },
    filter: { statuses: ["failed", "not_ordered", "not_endorsed"], minDurationNs: 12_500_000 },
  });
});

it("a live network is looked at from so long ago", () => {
  const nowMs = Date.parse("2026-11-21T12:00:00Z");
  expect(glanceVariables({ last: "15m" }, {}, nowMs).from).toBe("2026-11-21T11:45:00.000Z");
  expect(glanceVariables({ last: "15m", from: "2026-11-20T00:00:00Z" }, {}, nowMs).from).toBe(
    "2026-11-20T00:00:00.000Z",
  );
});

it("nonsense in the address is left out", () => {
  const nonsense = { status: "constructor", last: "toString", by: "x", order: "x", min: "-3", from: "yesterday" };
  expect(glanceVariables(nonsense)).toEqual(glanceVariables({}));
});

it("a page of failures lists what had no effect, newest first, unless the address says otherwise", () => {
  const usual = { order: "newest", status: "refused" } as const;
  expect(glanceVariables({}, usual)).toMatchObject({
    order: "newest",
    filter: { statuses: ["failed", "not_ordered", "not_endorsed"] },
  });
  expect(glanceVariables({ status: "not_endorsed", order: "slowest" }, usual)).toMatchObject({
    order: "slowest",
    filter: { statuses: ["not_endorsed"] },
  });
});
