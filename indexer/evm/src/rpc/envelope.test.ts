import { describe, expect, test } from "vitest";
import { openEnvelope } from "./envelope.ts";

const open = (text: string): ReturnType<typeof openEnvelope> => openEnvelope(Buffer.from(text));
const resultOf = (text: string): string | undefined => {
  const result = open(text)?.result;
  return result && Buffer.from(result).toString("utf8");
};
/** Larger than what is parsed whole. */
const long = JSON.stringify({ input: `0x${"ab".repeat(5_000)}`, 名: "块", id: 1, nested: { id: 2 } });

describe("the envelope of an answer", () => {
  test.each([
    ["geth", `{"jsonrpc":"2.0","id":7,"result":${long}}`],
    ["a line feed at the end", `{"jsonrpc":"2.0","id":7,"result":${long}}\n`],
    ["the id behind", `{"jsonrpc":"2.0","result":${long},"id":7}`],
    ["the result first", `{"result":${long},"id":7,"jsonrpc":"2.0"}`],
    ["blanks", `{ "jsonrpc": "2.0", "id": 7, "result": ${long} }`],
  ])("%s: the result is sliced out as it is", (_, text) => {
    expect(open(text)?.id).toBe(7);
    expect(resultOf(text)).toBe(long + (text.endsWith(" }") ? " " : ""));
  });

  test("unknown fields around a long result are understood as well", () => {
    const text = `{"jsonrpc":"2.0","id":7,"node":"a","result":${long}}`;
    expect(open(text)?.id).toBe(7);
    expect(JSON.parse(resultOf(text) ?? "")).toEqual(JSON.parse(long));
  });

  test("a long error is an error", () => {
    const message = "x".repeat(10_000);
    expect(open(`{"jsonrpc":"2.0","id":7,"error":{"code":-32000,"message":"${message}"}}`)?.error).toEqual({
      code: -32000,
      message,
    });
  });

  test("null is a result, its absence is none", () => {
    expect(resultOf('{"jsonrpc":"2.0","id":7,"result":null}')).toBe("null");
    expect(open('{"jsonrpc":"2.0","id":7}')?.result).toBeUndefined();
  });

  test.each(["", "<html></html>", "[1]", "7", `{"jsonrpc":"2.0","id":7,"result":${long}`.slice(0, -20)])(
    "what is no answer is none: %#",
    (text) => expect(open(text)).toBeUndefined(),
  );

  test.each([
    ["cut so that it ends like a whole one", `{"jsonrpc":"2.0","id":7,"result":${long.slice(0, -1)}}`],
    ["with two results", `{"jsonrpc":"2.0","id":7,"result":${long},"result":${long}}`],
  ])("an answer %s gives no JSON", (_, text) => {
    const result = resultOf(text);
    expect(() => JSON.parse(result ?? "")).toThrow(SyntaxError);
  });
});
