import { expect, test } from "vitest";
import { canonicalJson } from "./canonicalJson.ts";

test("one form per value, whatever the order of its keys", () => {
  const text = '{"a":[1,-0,true,null],"b":{"x":"汇票 \\" \\n","Z":"é"}}';
  expect(canonicalJson(JSON.parse(text))).toBe('{"a":[1,0,true,null],"b":{"Z":"é","x":"汇票 \\" \\n"}}');
  expect(canonicalJson({ b: 1, a: 2, gone: undefined })).toBe('{"a":2,"b":1}');
});

test.each([[0.5], [Number.NaN], [2 ** 53], [[undefined]], [() => 1], [1n]])("%s has no canonical form", (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
