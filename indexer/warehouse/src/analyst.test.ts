import { expect, test } from "vitest";
import { analystOf, analystUser } from "./analyst.ts";

const admin = (password: string) => ({ default: { profile: "admin", password, databases: [], limits: {} } }) as const;

test("a folder has an analyst without being told, whose password nobody guesses where the administrator has one", () => {
  expect(analystOf({ path: "/w" })).toEqual({ username: "analyst", password: "" });
  const password = analystOf({ path: "/w", users: admin("word") })?.password;
  expect(password).toMatch(/^[0-9a-f]{64}$/);
  expect(analystOf({ path: "/w", users: admin("other") })?.password).not.toBe(password);
  expect(analystUser({}).profile).toBe("reader");
});

test("an analyst who was configured counts as configured, and as no analyst if he may write", () => {
  const analyst = { profile: "reader", password: "own", databases: ["default"], limits: {} } as const;
  expect(analystOf({ path: "/w", users: { analyst } })).toEqual({ username: "analyst", password: "own" });
  expect(analystOf({ path: "/w", users: { analyst: { ...analyst, profile: "writer" } } })).toBeUndefined();
});

test("a server by its URL has the analyst that is named", () => {
  expect(analystOf({ url: "http://127.0.0.1:8123" })).toBeUndefined();
  const analyst = { username: "reader", password: "r" };
  expect(analystOf({ url: "http://127.0.0.1:8123", analyst })).toEqual(analyst);
});
