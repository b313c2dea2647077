import { describe, expect, it } from "vitest";
import { negotiateLang } from "./lang.ts";
import { disparities } from "./parity.ts";
import { createTranslator } from "./translator.ts";
import { uiMessages, uiText } from "./uiMessages.ts";

describe("languages", () => {
  it("say the same things in the shared components", () => {
    expect(disparities(uiMessages)).toEqual([]);
  });

  it("are found unequal when a key, a text or an argument is missing", () => {
    const unequal = {
      en: { a: "{count, plural, one {# of {all}} other {# of {all}}}", b: "there" },
      zh: { a: "{count} 个", b: " " },
    };
    expect(disparities(unequal)).toEqual(["a: en takes {all count}, zh takes {count}", "b: zh has no text"]);
  });

  it("are told which message nobody could read, instead of failing on it", () => {
    const unreadable = { en: { a: "{name:Type}", b: "well" }, zh: { a: "名", b: "好" } };
    expect(disparities(unreadable)).toEqual(["a: en is not an ICU message"]);
  });

  it("count as their grammar asks", () => {
    expect(uiText("en")("cut", { count: 1 })).toBe("… and 1 more character");
    expect(uiText("en")("cut", { count: 1234 })).toBe("… and 1,234 more characters");
    expect(uiText("zh")("cut", { count: 1234 })).toBe("……另有 1,234 个字符");
  });

  it("refuse a message whose value is missing rather than showing a hole", () => {
    const say = createTranslator({ en: { hello: "Hello {name}" }, zh: { hello: "{name}你好" } });
    expect(() => say("en")("hello")).toThrow(/name/);
  });

  it("follow what the browser asks for", () => {
    expect(negotiateLang("zh-TW,zh;q=0.9,en;q=0.8")).toBe("zh");
    expect(negotiateLang("fr, zh;q=0.3, en;q=0.7")).toBe("en");
    expect(negotiateLang("zh;q=0, en;q=0.1")).toBe("en");
    expect(negotiateLang("fr")).toBe("en");
    expect(negotiateLang(null)).toBe("en");
  });
});
