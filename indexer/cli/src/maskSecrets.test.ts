import { expect, test } from "vitest";
import { maskSecrets } from "./maskSecrets.ts";

test("no secret is left, in whatever place", () => {
  const masked = maskSecrets({
    password: "hunter2",
    apiKey: "s1",
    api_key: "s2",
    authToken: "s3",
    list: [{ client_secret: "s4" }],
    rpc: ["https://u:p@node.example:8545/v3/s5?key=s6#s7", "http://127.0.0.1:8545", "wss://x.example/s8"],
    path: "./data",
    keyed: "kept",
    empty: { password: "" },
    number: 3,
  });
  expect(masked).toEqual({
    password: "***",
    apiKey: "***",
    api_key: "***",
    authToken: "***",
    list: [{ client_secret: "***" }],
    rpc: ["https://node.example:8545/***", "http://127.0.0.1:8545", "wss://x.example/***"],
    path: "./data",
    keyed: "kept",
    empty: { password: "" },
    number: 3,
  });
});
