import { expect, test } from "vitest";
import { checkUnchanged, settingsOf } from "./networkSettings.ts";

test("what is not asked for is as the defaults say", () => {
  expect(settingsOf({ channel: "relief", debug: undefined as never })).toMatchObject({
    channel: "relief",
    consensus: "raft",
    organisations: 2,
    debug: false,
  });
  expect(() => settingsOf({ channel: "My channel" })).toThrow('not "My channel"');
});

test("a network is not started again as another than it is", () => {
  const settings = settingsOf({ consensus: "raft", certificateLifetimesMs: { "*": 1_000 } });
  expect(() => checkUnchanged("/net", settings, {})).not.toThrow();
  expect(() =>
    checkUnchanged("/net", settings, { consensus: "raft", certificateLifetimesMs: { "*": 1_000 } }),
  ).not.toThrow();
  expect(() => checkUnchanged("/net", settings, { consensus: "bft" })).toThrow(
    '/net holds a network whose consensus is "raft", not "bft": `up --fresh` makes a new one',
  );
});
