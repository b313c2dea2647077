import { describe, expect, it } from "vitest";
import { hitHref } from "./hitHref.ts";
import { recognise } from "./recognise.ts";
import { searchPlaces } from "./searchPlaces.ts";

describe("search", () => {
  const hit = { network: "relief", label: "a/b?c", height: 12, namespace: "fund", certSha256: "ab" };

  it("leads to the page of what was found, whatever it is called", () => {
    expect(hitHref({ ...hit, kind: "block" }, "zh")).toBe("/zh/n/relief/block/12");
    expect(hitHref({ ...hit, kind: "transaction" }, "en")).toBe("/en/n/relief/tx/a%2Fb%3Fc");
    expect(hitHref({ ...hit, kind: "identity" }, "en")).toBe("/en/n/relief/identity/ab");
    expect(hitHref({ ...hit, kind: "method" }, "en")).toBe("/en/n/relief/txs?target=fund&method=a%2Fb%3Fc");
    expect(hitHref({ ...hit, kind: "key" }, "en")).toContain("ns=fund&key=a%2Fb%3Fc");
  });

  it("recognises what was typed", () => {
    expect(recognise("170")).toBe("height");
    expect(recognise(`0x${"ab".repeat(32)}`)).toBe("hash");
    expect(recognise("f3".repeat(32))).toBe("hash");
    expect(recognise("f3f3f3f3f3")).toBe("beginning");
    expect(recognise("0xa9059cbb")).toBe("selector");
    expect(recognise(`0x${"Ab".repeat(20)}`)).toBe("address");
    expect(recognise("青岛")).toBe("text");
  });
});

describe("places", () => {
  const network = (name: string, family: string) => ({ name, family, recorded: false, replayed: false });
  const words = {
    en: { blocks: "Blocks", transactions: "Transactions", failures: "Failures", contracts: "Contracts" },
    zh: { blocks: "区块", transactions: "交易", failures: "失败分析", contracts: "合约" },
  };
  const places = (text: string, here?: string, lang: "en" | "zh" = "en"): string[] =>
    searchPlaces(text, {
      networks: [network("relief-fund", "fabric"), network("devnet", "evm")],
      labels: { places: new Proxy(words[lang], { get: (of, key) => Reflect.get(of, key) ?? "…" }) as never },
      site: [{ label: lang === "en" ? "Charts" : "图表", href: `/${lang}/charts` }],
      here,
      lang,
    }).map(({ href }) => href);

  it("are found by the beginning of a word of their name and of their network's", () => {
    expect(places("bl")).toEqual(["/en/n/relief-fund/blocks", "/en/n/devnet/blocks"]);
    expect(places("dev blo")).toEqual(["/en/n/devnet/blocks"]);
    expect(places("fund fail")).toEqual(["/en/n/relief-fund/failures"]);
    expect(places("lock")).toEqual([]);
  });

  it("come first in the network where one is, with the key that leads there", () => {
    expect(places("bl", "devnet")[0]).toBe("/en/n/devnet/blocks");
    expect(places("", "devnet")).toHaveLength(8);
    expect(places("", "devnet").every((href) => href.startsWith("/en/n/devnet"))).toBe(true);
  });

  it("are found by any part of a Chinese name", () => {
    expect(places("分析", undefined, "zh")).toEqual(["/zh/n/relief-fund/failures", "/zh/n/devnet/failures"]);
    expect(places("图", undefined, "zh")).toEqual(["/zh/charts"]);
  });
});
