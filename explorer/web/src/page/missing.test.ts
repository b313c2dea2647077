import { expect, it } from "vitest";
import { ApiError } from "../graphql/apiError.ts";
import { missing } from "./missing.ts";

it("a part that could not be read is no missing one", () => {
  const problem = { path: "network.fabric.key", code: "UNAVAILABLE", traceId: "7" };
  expect(() => missing([problem])).toThrow(ApiError);
  expect(() => missing([])).toThrow(/NEXT_HTTP_ERROR_FALLBACK;404|NEXT_NOT_FOUND/);
});
