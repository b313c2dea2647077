import { readdirSync } from "node:fs";
import { disparities } from "@ledgerscope/ui/i18n/parity.ts";
import { describe, expect, it } from "vitest";
import { text, textOr, webMessages } from "./text.ts";

describe("the explorer's texts", () => {
  it("say the same things in every language", () => {
    expect(disparities(webMessages)).toEqual([]);
  });

  it("say each thing in one area only", async () => {
    const folder = new URL("./en/", import.meta.url);
    const areas = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
    const keys = await Promise.all(
      areas.map(async (area) =>
        Object.values(await import(`./en/${area}.ts`)).flatMap((texts) => Object.keys(texts ?? {})),
      ),
    );
    expect(keys.flat().filter((key, i, all) => all.indexOf(key) !== i)).toEqual([]);
    expect(new Set(keys.flat())).toEqual(new Set(Object.keys(webMessages.en)));
  });

  it("leave no Latin sentence untranslated in Chinese", () => {
    const untranslated = Object.entries(webMessages.zh).filter(
      ([key, message]) => message === webMessages.en[key as keyof typeof webMessages.en] && /\w+ \w+ \w+/.test(message),
    );
    expect(untranslated).toEqual([]);
  });

  it("count in both languages", () => {
    expect(text("en")("fabric.reads", { count: 1 })).toBe("1 key read");
    expect(text("zh")("diagnosis.culprits", { count: 2 })).toBe("由以下 2 笔交易引起");
  });

  it("show a check that they do not know by its own name", () => {
    expect(textOr("en", "check.", "data_hash")).toBe("Data hash recomputed from the transactions");
    expect(textOr("en", "check.", "moon_phase")).toBe("moon_phase");
    expect(textOr("en", "check.", "toString")).toBe("toString");
  });
});
