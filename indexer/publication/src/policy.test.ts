import { ConfigError } from "@ledgerscope/core";
import { expect, test } from "vitest";
import { loadPolicy, parsePolicy } from "./policy.ts";

const valid = `version: 1
title: { en: "Open ledger", zh: "公开账本" }
publish:
  - network: recorded
    channel: mychannel
    blocks: whole
    reason: { en: "Test identities only.", zh: "只含测试身份。" }
`;

test("reads a policy and keeps its text and digest", () => {
  const policy = parsePolicy(valid);
  expect(policy.publish).toHaveLength(1);
  expect(policy.text).toBe(valid);
  expect(policy.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(parsePolicy(`${valid}# comment\n`).sha256).not.toBe(policy.sha256);
});

test.each([
  ["an unknown treatment", valid.replace("whole", "most"), /publish\.0\.blocks/],
  ["a key that it does not know", valid.replace("    blocks", "    mask: [args]\n    blocks"), /mask/],
  ["a reason in one language only", valid.replace(', zh: "只含测试身份。"', ""), /publish\.0\.reason\.zh/],
  ["no version", valid.replace("version: 1\n", ""), /version/],
  ["the same channel twice", valid + valid.slice(valid.indexOf("  - network")), /named twice/],
  ["text that is not YAML", "version: [", /not YAML/],
  ["an empty file", "", /not a publication policy/],
])("refuses %s", (_, text, message) => {
  expect(() => parsePolicy(text)).toThrow(ConfigError);
  expect(() => parsePolicy(text)).toThrow(message);
});

test("a missing file is a configuration error with an example", async () => {
  await expect(loadPolicy("/nowhere/policy.yaml")).rejects.toThrow(/write one, for example/);
});
