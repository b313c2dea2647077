import { describe, expect, it } from "vitest";
import type { NetworkSummaryFragment } from "../../generated/graphql.ts";
import { attentionOf } from "./attentionOf.ts";

const bucket = (transactions: number, failed: number) => ({
  from: "2026-11-22T08:00:00Z",
  to: "2026-11-22T08:01:15Z",
  transactions,
  failed,
});

const well: NetworkSummaryFragment = {
  id: "1",
  name: "relief",
  family: "fabric",
  channel: "relief",
  recorded: false,
  replayed: false,
  blockCount: "10",
  transactionCount: "100",
  headAgeSeconds: 4,
  blockIntervalSeconds: 2,
  head: { height: 9, time: null },
  activity: [bucket(500, 400), ...Array.from({ length: 4 }, () => bucket(10, 0))],
  recentLatency: null,
  stored: [{ from: 0, to: 10 }],
  checks: [{ check: "data_hash", state: "verified", count: "10" }],
};

const kinds = (changed: Partial<NetworkSummaryFragment>): string[] =>
  attentionOf({ ...well, ...changed }).map(({ kind }) => kind);

describe("what needs attention", () => {
  it("is nothing while a network does well now, whatever it did an hour ago", () => {
    expect(attentionOf(well)).toEqual([]);
  });

  it("is a head that is old for this chain, not for another one", () => {
    expect(kinds({ headAgeSeconds: 301 })).toEqual(["stale"]);
    expect(kinds({ headAgeSeconds: 301, blockIntervalSeconds: 60 })).toEqual([]);
    expect(kinds({ headAgeSeconds: 601, blockIntervalSeconds: 60 })).toEqual(["stale"]);
  });

  it("is a share of failures, among enough transactions to speak of one", () => {
    expect(kinds({ activity: [bucket(20, 2)] })).toEqual(["failing"]);
    expect(kinds({ activity: [bucket(4, 4)] })).toEqual([]);
  });

  it("is all of the time of a recorded network", () => {
    expect(kinds({ recorded: true, headAgeSeconds: null })).toEqual(["failing"]);
  });

  it("is a failed check before anything else, and blocks that are missing", () => {
    const found = attentionOf({
      ...well,
      headAgeSeconds: 9_000,
      stored: [
        { from: 0, to: 4 },
        { from: 7, to: 10 },
      ],
      checks: [{ check: "data_hash", state: "failed", count: "2" }],
    });
    expect(found.map(({ kind }) => kind)).toEqual(["checks", "stale", "gaps"]);
    expect(found[2]).toEqual({ network: "relief", kind: "gaps", missing: 3, gaps: 1 });
  });

  it("is a network of which nothing is stored, and nothing else about it", () => {
    expect(kinds({ head: null, stored: [], activity: [], headAgeSeconds: null })).toEqual(["empty"]);
  });
});
