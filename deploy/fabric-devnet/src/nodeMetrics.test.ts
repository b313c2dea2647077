import { expect, test } from "vitest";
import { findMetric } from "./nodeMetrics.ts";

const TEXT = `# HELP ledger_blockchain_height Height of the chain in blocks.
ledger_blockchain_height{channel="other"} 3
ledger_blockchain_height{channel="mychannel"} 1.2e+01
ledger_blockchain_height_total 7
go_goroutines 105
`;

test("a metric is found by its whole name and its labels", () => {
  expect(findMetric(TEXT, "ledger_blockchain_height", { channel: "mychannel" })).toBe(12);
  expect(findMetric(TEXT, "ledger_blockchain_height")).toBe(3);
  expect(findMetric(TEXT, "go_goroutines")).toBe(105);
  expect(findMetric(TEXT, "ledger_blockchain")).toBeUndefined();
  expect(findMetric(TEXT, "go_goroutines", { channel: "mychannel" })).toBeUndefined();
});
