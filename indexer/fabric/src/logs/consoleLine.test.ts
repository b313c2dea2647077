import type { StageFact } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { asConsoleLine, recordedLog } from "../test/recordedLog.ts";
import { readConsoleLine } from "./consoleLine.ts";
import { fabricLogParser, parseFabricLog } from "./parseFabricLog.ts";

const context = { network: "n", channel: "mychannel", node: "peer1" };
const MS = 1_000_000n;

/** Within the millisecond that the console cuts off; a duration is written in full. */
const near = (a: bigint | undefined, b: bigint | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a - b <= MS && b - a <= MS);

/** What the console does not say: the place in the source, which tells how a chaincode ended; deadlines to the ms. */
const UNSAID = ["clock.resolution_ms", "fabric.chaincode.outcome", "rpc.grpc.deadline_ns"];

const said = ({ startNs, endNs, attributes, id, subject, ...fact }: StageFact) => ({
  ...fact,
  subject,
  id: subject === "tx" || subject === "block" ? id : "",
  attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => !UNSAID.includes(key))),
});

describe("a console log", () => {
  test.each([
    ["fabric-failures", "peer0.org1", "new", true],
    ["fabric-failures", "peer0.org2", "old", false],
    ["fabric-failures", "orderer1", "new", false],
    ["fabric-bft", "orderer2", "old", true],
  ] as const)(
    "tells the same facts as the JSON log of %s/%s, each to the millisecond (%s format, colours: %s)",
    (recording, node, format, colours) => {
      const fromJson = fabricLogParser();
      const fromConsole = fabricLogParser();
      let compared = 0;
      for (const line of recordedLog(recording, node).slice(0, 10_000)) {
        if (!line.startsWith("{")) continue;
        const expected = fromJson(line, context);
        // An entry of several lines: the console breaks them, and only the first is an entry.
        const [first = "", ...more] = asConsoleLine(line, format, colours).split("\n");
        const given = fromConsole(first, context);
        for (const rest of more) expect(fromConsole(rest, context)).toEqual({ kind: "ignored" });
        if (more.length > 0) continue;
        expect(given.kind, first).toBe(expected.kind);
        if (given.kind !== "facts" || expected.kind !== "facts") continue;
        expect(given.facts.map(said), first).toEqual(expected.facts.map(said));
        for (const [i, fact] of given.facts.entries()) {
          const other = expected.facts[i];
          expect(near(fact.startNs, other?.startNs) && near(fact.endNs, other?.endNs), first).toBe(true);
          expect(fact.attributes["clock.resolution_ms"]).toBe("1");
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(1000);
    },
  );

  test("of Fabric 1.4 gives a chaincode's time and a block's commit", () => {
    const facts = (line: string) => {
      const parsed = parseFabricLog(line, { ...context, channel: "ch14" });
      return parsed.kind === "facts" ? parsed.facts : [];
    };
    const [execute] = facts(
      '\u001b[34m2026-11-20 23:31:58.868 UTC [endorser] callChaincode -> INFO 026\u001b[0m [ch14][335d984b] Exit chaincode: name:"bench"  (45ms)',
    );
    const end = BigInt(Date.parse("2026-11-20T23:31:58.868Z")) * MS;
    expect(execute).toMatchObject({
      stage: "fabric.chaincode.execute",
      id: "335d984b",
      startNs: end - 45n * MS,
      endNs: end,
    });
    expect(
      facts(
        "2026-11-20 23:31:58.868 UTC [gossip.privdata] StoreBlock -> INFO 0d1 [ch14] Received block [7] from buffer",
      ),
    ).toMatchObject([{ stage: "fabric.commit", id: "7", startNs: end }]);
  });

  test("has a time only where its zone means one: others are malformed, and say what to set", () => {
    const line = (zone: string) => `2026-11-21 08:40:21.419 ${zone} 0001 INFO [gateway] Submit -> x`;
    const at = (zone: string) => readConsoleLine(line(zone));
    expect(at("UTC")).toMatchObject({ timeNs: BigInt(Date.parse("2026-11-21T08:40:21.419Z")) * MS });
    expect(at("+08")).toMatchObject({ timeNs: BigInt(Date.parse("2026-11-21T00:40:21.419Z")) * MS });
    expect(at("-0330")).toMatchObject({ timeNs: BigInt(Date.parse("2026-11-21T12:10:21.419Z")) * MS });
    expect(parseFabricLog(line("CST"), context)).toMatchObject({
      kind: "malformed",
      reason: expect.stringMatching(/^the time zone CST .*TZ=UTC/),
    });
    expect(parseFabricLog(line("UTC").replace("11-21", "13-41"), context)).toMatchObject({ kind: "malformed" });
  });

  test("ends a message where its fields begin, and not where the message itself has an equals sign", () => {
    const line = readConsoleLine(
      '2026-11-21 08:40:21.419 UTC 0001 WARN [gateway] f -> channel=other was "said" error="a \\"b\\" = c" txID=00ff',
    );
    expect(line).toMatchObject({ message: 'channel=other was "said"' });
    expect(typeof line === "object" && [line.field("error"), line.field("txID"), line.field("channel")]).toEqual([
      'a "b" = c',
      "00ff",
      "",
    ]);
  });
});
