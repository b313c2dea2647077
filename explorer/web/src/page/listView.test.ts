import { expect, it } from "vitest";
import { blockWhere, filtersOf, transactionFilters, transactionWhere } from "./listView.ts";

it("an address says which blocks and transactions a list holds", () => {
  expect(blockWhere({ fromHeight: "10", to: "2026-11-22T08:30" })).toEqual({
    height: { from: 10, to: undefined },
    time: { from: undefined, to: "2026-11-22T08:30:00.000Z" },
  });
  expect(transactionWhere({ status: "failed", code: "MVCC_READ_CONFLICT", from: "2026-11-22T08:30:00+08:00" })).toEqual(
    {
      status: "failed",
      code: "MVCC_READ_CONFLICT",
      time: { from: "2026-11-22T00:30:00.000Z", to: undefined },
    },
  );
});

it("names that are no filters, and what makes no sense of those that are, change nothing", () => {
  expect(filtersOf({ after: "x", status: "failed", other: "y", code: "" }, transactionFilters)).toEqual({
    status: "failed",
  });
  expect(transactionWhere({ status: "toString", fromHeight: "-1", toHeight: "1e9", from: "yesterday" })).toEqual({});
});
