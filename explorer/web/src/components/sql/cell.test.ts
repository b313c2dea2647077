import { describe, expect, it } from "vitest";
import { cellOf, isNumber } from "./cell.ts";

const hash = "ab".repeat(32);
const context = (...names: string[]) => ({
  lang: "en" as const,
  columns: names.map((name) => ({ name, type: "String" })),
  network: undefined,
});
const href = (name: string, value: unknown, network?: string) =>
  cellOf(value, { name, type: "String" }, network === undefined ? [value] : [network, value], {
    ...context(...(network === undefined ? [name] : ["network", name])),
  }).href;

describe("a value of a result", () => {
  it("leads to the page of what it names, within the network that its row names", () => {
    expect(href("tx_id", hash, "relief")).toBe(`/en/n/relief/tx/${hash}`);
    expect(href("height", "12", "relief")).toBe("/en/n/relief/block/12");
    expect(href("msp", "Org1MSP", "relief")).toBe("/en/n/relief/org/Org1MSP");
    expect(href("to", `0x${"1".repeat(40)}`, "main")).toBe(`/en/n/main/address/0x${"1".repeat(40)}`);
  });

  it("is searched for where no network is named, and leads nowhere where it is of another shape", () => {
    expect(href("tx_id", hash)).toBe(`/en/search?q=${hash}`);
    expect(href("tx_id", "javascript:alert(1)", "relief")).toBeUndefined();
    expect(href("key", "hot0", "relief")).toBeUndefined();
  });

  it("shows what is hidden in it, and is cut", () => {
    const cell = cellOf(`a\u202eb${"x".repeat(500)}`, { name: "key", type: "String" }, [], context());
    expect(cell.text).not.toContain("\u202e");
    expect(cell.text.length).toBeLessThan(200);
    expect(cell.whole?.length).toBeGreaterThan(400);
  });

  it("is a number by its column's type", () => {
    expect(isNumber("Nullable(UInt256)")).toBe(true);
    expect(isNumber("LowCardinality(Nullable(Int64))")).toBe(true);
    expect(isNumber("Array(UInt8)")).toBe(false);
  });
});
