import { RetryableError } from "@ledgerscope/core";
import { GraphQLError } from "graphql";
import { expect, test } from "vitest";
import { apiError, maskError } from "./errors.ts";

const engine = (code: string): Error => Object.assign(new Error("SELECT secret FROM store.fabric_writes"), { code });
/** As graphql-js hands on what a resolver throws. */
const thrown = (cause: Error): GraphQLError =>
  new GraphQLError(cause.message, { originalError: cause, path: ["network"] });

test.each<[string, Error, string]>([
  ["no table yet", engine("60"), "UNAVAILABLE"],
  ["too many rows", engine("158"), "FILTER_TOO_BROAD"],
  ["no more memory", engine("241"), "FILTER_TOO_BROAD"],
  ["too large an answer", engine("396"), "FILTER_TOO_BROAD"],
  ["too long", new RetryableError("Timeout exceeded", { cause: engine("159") }), "FILTER_TOO_BROAD"],
  ["too many statements at once", new RetryableError("too many", { cause: engine("202") }), "UNAVAILABLE"],
  ["a parameter that does not fit", engine("457"), "BAD_INPUT"],
  ["anything else", engine("47"), "INTERNAL"],
  ["a mistake of ours", new TypeError("rows is undefined"), "INTERNAL"],
])("%s: told by its code and a trace id, logged in full", (_, cause, code) => {
  const logged: object[] = [];
  const log = { error: (fields: object) => void logged.push(fields), warn: () => undefined, info: () => undefined };
  const masked = maskError(thrown(cause), log) as GraphQLError;
  expect(masked.extensions).toEqual({ code, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect(masked.message).not.toMatch(/secret|store\.|undefined/);
  expect(logged).toEqual([expect.objectContaining({ err: cause, traceId: masked.extensions["traceId"] })]);
});

test("what was raised for the client passes as it is, and nothing is logged", () => {
  const raised = apiError("BAD_CURSOR", "Start again.");
  const log = { error: () => expect.fail(), warn: () => expect.fail(), info: () => expect.fail() };
  expect(maskError(raised, log)).toBe(raised);
});
