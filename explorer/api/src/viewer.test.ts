import { expect, test } from "vitest";
import { viewerResolver } from "./viewer.ts";

const auditor = { name: "auditor", networks: ["relief"], channels: "*", roles: [] } as const;
const resolve = viewerResolver({ s3cret: auditor });
const request = (url: string, authorization?: string) =>
  new Request(url, authorization === undefined ? {} : { headers: { authorization } });
const unauthenticated = expect.objectContaining({ extensions: expect.objectContaining({ code: "UNAUTHENTICATED" }) });

test("a token is taken from the header, or from the URL", () => {
  expect(resolve(request("http://api/graphql", "Bearer s3cret"))).toBe(auditor);
  expect(resolve(request("http://api/graphql?token=s3cret"))).toBe(auditor);
});

test("without a token nobody sees anything", () => {
  expect(resolve(request("http://api/graphql"))).toMatchObject({ name: "anonymous", networks: [], channels: [] });
});

test.each([
  ["a wrong token", "Bearer other"],
  ["another scheme", "Basic s3cret"],
  ["an empty token", "Bearer "],
])("%s is refused, even beside a right one in the URL", (_, header) => {
  expect(() => resolve(request("http://api/graphql?token=s3cret", header))).toThrow(unauthenticated);
});

test("without viewers in the configuration there is one, who sees everything", () => {
  expect(viewerResolver(undefined)(request("http://api/graphql"))).toMatchObject({ networks: "*", channels: "*" });
});
