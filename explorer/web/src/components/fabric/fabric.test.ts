import { langs } from "@ledgerscope/ui/i18n/lang.ts";
import { describe, expect, it } from "vitest";
import { diffValues } from "../value/diffValues.ts";
import { changedLines } from "./changedLines.ts";
import { bytesView, compositeParts } from "./keyView.ts";
import { parsePolicy } from "./parsePolicy.ts";
import { policyWords } from "./policyWords.ts";
import { validityOf } from "./validity.ts";

const hex = (text: string): string => Buffer.from(text, "utf8").toString("hex");

describe("policies in words", () => {
  it.each([
    ["'Org1MSP.peer'", "a peer of Org1MSP"],
    ["AND('Org1MSP.peer', 'Org2MSP.peer')", "a peer of each of Org1MSP and Org2MSP"],
    ["OR('Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')", "a peer of Org1MSP, Org2MSP or Org3MSP"],
    [
      "OutOf(2, 'Org1MSP.peer', 'Org2MSP.peer', 'Org3MSP.peer')",
      "a peer of each of any 2 of Org1MSP, Org2MSP, Org3MSP",
    ],
    ["MAJORITY Endorsement", "more than half of the organisations below, each by its policy Endorsement"],
    ["", "the channel's default: /Channel/Application/Endorsement"],
  ])("%s", (policy, words) => {
    expect(policyWords(policy, "en")).toBe(words);
    expect(policyWords(policy, "zh")).toMatch(/\p{Script=Han}/u);
  });

  it("keeps apart what stands in brackets", () => {
    const words = policyWords("OR(AND('A.peer', 'B.peer'), AND('A.peer', 'C.admin'))", "en");
    expect(words).toBe("(a peer of each of A and B) or (a peer of A and an admin of C)");
  });

  it("leaves what it cannot read to be shown as it stands", () => {
    for (const policy of ["AND('A.peer'", "a; b", "OutOf(x)", `${"AND(".repeat(500)}'A.peer'${")".repeat(500)}`]) {
      for (const lang of langs) expect(policyWords(policy, lang)).toBeUndefined();
    }
    expect(parsePolicy("'Org.With.Dots.peer'")).toEqual({ kind: "principal", msp: "Org.With.Dots", role: "peer" });
  });
});

describe("keys in addresses", () => {
  it("stand as text where that is what they are, else in hex", () => {
    expect(bytesView(hex("bill/HP-1"))).toEqual({ text: "bill/HP-1" });
    expect(bytesView(hex("汇票/一"))).toEqual({ text: "汇票/一" });
    for (const key of ["\u0000bill~project\u0000P1\u0000", "a\u202eb", "0x12", "\\u0000"]) {
      expect(bytesView(hex(key))).toEqual({ hex: hex(key) });
    }
    expect(bytesView("ff00")).toEqual({ hex: "ff00" });
  });

  it("a composite key is taken apart, whatever else begins with a zero byte is not", () => {
    expect(compositeParts(hex("\u0000bill~project\u0000P1\u0000B2\u0000"))).toEqual(["bill~project", "P1", "B2"]);
    expect(compositeParts(hex("bill/1"))).toBeUndefined();
    expect(compositeParts("00ff80")).toBeUndefined();
    expect(compositeParts("00")).toBeUndefined();
  });
});

describe("what a version of a key changed", () => {
  it("is shown within what it stands in, without the rest", () => {
    const long = Array.from({ length: 30 }, (_, i) => [`k${i}`, `value number ${i} of many that stay as they are`]);
    const before = JSON.stringify({ ...Object.fromEntries(long), Status: "issued", Path: [{ To: "A" }] });
    const after = JSON.stringify({ ...Object.fromEntries(long), Status: "accepted", Path: [{ To: "A" }] });
    const { lines } = changedLines(diffValues(before, after), (count) => `… ${count}`);
    expect(lines.map(({ sign, text }) => `${sign} ${text}`)).toEqual([
      "same {",
      "same … 30",
      'removed "Status": "issued"',
      'added "Status": "accepted"',
      "same … 2",
    ]);
  });
});

describe("the validity of a certificate", () => {
  const now = Date.parse("2026-11-22T00:00:00Z");
  it.each([
    ["2020-01-01T00:00:00Z", "2036-01-01T00:00:00Z", "valid"],
    ["2020-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "ending"],
    ["2020-01-01T00:00:00Z", "2026-11-25T00:00:00Z", "urgent"],
    ["2020-01-01T00:00:00Z", "2026-11-20T00:00:00Z", "expired"],
    ["2030-01-01T00:00:00Z", "2036-01-01T00:00:00Z", "future"],
    [null, null, "unknown"],
  ])("%s to %s is %s", (from, to, state) => {
    expect(validityOf(from, to, now).state).toBe(state);
  });
});
