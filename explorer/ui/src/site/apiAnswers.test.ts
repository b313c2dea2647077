import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { apiAnswers, healthResponse } from "./apiAnswers.ts";

let server: Server | undefined;
afterEach(() => server?.close());

function serve(status: number, body: string): Promise<string> {
  const api = createServer((_request, response) => void response.writeHead(status).end(body));
  server = api;
  return new Promise((resolve) =>
    api.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(api.address() as AddressInfo).port}/`)),
  );
}

describe("a site's health", () => {
  it("is good while its API answers", async () => {
    const answers = apiAnswers(await serve(200, '{"data":{"__typename":"Query"}}'));
    expect((await healthResponse(answers)).status).toBe(200);
  });

  it.each([
    [401, '{"errors":[{"message":"who are you"}]}'],
    [200, '{"errors":[{"message":"no"}]}'],
    [200, "null"],
    [502, "<html>"],
  ])("is bad when the API answers %i %s", async (status, body) => {
    const answers = apiAnswers(await serve(status, body));
    expect((await healthResponse(answers)).status).toBe(503);
  });

  it("is bad when nothing listens", async () => {
    const url = await serve(200, "");
    await new Promise((resolve) => server?.close(resolve));
    expect(await apiAnswers(url)).toBe(false);
  });
});
