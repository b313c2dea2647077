import { describe, expect, it } from "vitest";
import { hitHref } from "./hitHref.ts";
import { recognise } from "./recognise.ts";

describe("search", () => {
  it("leads to the page of what was found", () => {
    const hit = { network: "relief", label: "a/b?c", height: 12 };
    expect(hitHref({ ...hit, kind: "block" }, "zh")).toBe("/zh/n/relief/block/12");
    expect(hitHref({ ...hit, kind: "transaction" }, "en")).toBe("/en/n/relief/tx/a%2Fb%3Fc");
    expect(hitHref({ ...hit, kind: "address" }, "en")).toBeUndefined();
  });

  it("recognises what was typed", () => {
    expect(recognise("170")).toBe("height");
    expect(recognise(`0x${"ab".repeat(32)}`)).toBe("hash");
    expect(recognise("f3".repeat(32))).toBe("hash");
    expect(recognise(`0x${"Ab".repeat(20)}`)).toBe("address");
    expect(recognise("青岛")).toBe("text");
  });
});
