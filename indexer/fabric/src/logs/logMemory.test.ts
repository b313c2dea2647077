import type { StageFact } from "@ledgerscope/core";
import { describe, expect, test } from "vitest";
import { recordedLog } from "../test/recordedLog.ts";
import { MEMORY_BYTES } from "./logMemory.ts";
import { fabricLogParser } from "./parseFabricLog.ts";

const context = { network: "n", channel: "mychannel", node: "node" };

function factsOf(lines: readonly string[]): readonly (readonly StageFact[])[] {
  const parse = fabricLogParser();
  return lines.map((line) => {
    const parsed = parse(line, context);
    return parsed.kind === "facts" ? parsed.facts : [];
  });
}

const entry = (name: string, msg: string, fields: object = {}): string =>
  JSON.stringify({ level: "info", ts: 1795250507.5, name, caller: "x.go:1", msg, ...fields });

describe("what two lines tell together", () => {
  const created = (height: number) =>
    entry("orderer.consensus.etcdraft", `Created block [${height}], there are 0 blocks in flight`);
  const cutter = (msg: string) => entry("orderer.common.blockcutter", msg);

  test("is why a batch was cut: by count, by bytes, alone, or else by its timer; and nothing where DEBUG is off", () => {
    const facts = factsOf([
      ...[cutter("Enqueuing message into batch"), cutter("Batch size met, cutting batch"), created(1)],
      ...[cutter("Pending batch would overflow if current message is added, cutting batch now."), created(2)],
      ...[
        cutter(
          "The current message, with 9 bytes, is larger than the preferred batch size of 8 bytes and will be isolated.",
        ),
        created(3),
      ],
      ...[cutter("Enqueuing message into batch"), created(4), created(5)],
    ]).flat();
    expect(facts.map(({ id, attributes }) => [id, attributes["fabric.block.cut_reason"]])).toEqual([
      ["1", "count"],
      ["2", "bytes"],
      ["3", "isolated"],
      ["4", "timeout"],
      ["5", undefined],
    ]);
  });

  test("is the read that did not hold, given to the transaction that is refused next", () => {
    const refused = (index: number) =>
      entry(
        "validation",
        `Block [13] Transaction index [${index}] TxId [${"ab".repeat(32)}] marked as invalid by state validator. Reason code [MVCC_READ_CONFLICT]`,
      );
    const facts = factsOf([
      entry(
        "validation",
        "Transaction invalidation due to version mismatch, readset version does not match committed version",
        {
          ...{ namespace: "bench", key: "hot1", readVersion: "{BlockNum: 11, TxNum: 4}" },
          committedVersion: "{BlockNum: 12, TxNum: 0}",
        },
      ),
      refused(1),
      refused(2),
    ]).flat();
    expect(facts[0]?.attributes).toMatchObject({
      "fabric.conflict.namespace": "bench",
      "fabric.conflict.key": "hot1",
      "fabric.conflict.read_version": "11:4",
      "fabric.conflict.committed_version": "12:0",
      "fabric.conflict.within_block": "false",
    });
    expect(facts[1]?.attributes["fabric.conflict.key"]).toBeUndefined();
  });
});

test("a reader that goes on in the middle, after the bytes that it remembers, sees the same facts", () => {
  for (const node of ["peer0.org1", "orderer1"]) {
    const lines = recordedLog("fabric-failures", node).slice(0, 12_000);
    const whole = factsOf(lines);
    for (let cut = 1; cut < 12; cut++) {
      const from = Math.floor((lines.length * cut) / 12);
      let begin = from;
      for (let bytes = 0; begin > 0 && bytes < MEMORY_BYTES; begin--) bytes += (lines[begin - 1] as string).length + 1;
      const resumed = factsOf(lines.slice(begin)).slice(from - begin);
      expect(resumed, `${node} from line ${from}`).toEqual(whole.slice(from));
    }
  }
});

test("every read conflict of a recording says which key, and both versions or that the write is of the same block", () => {
  const facts = factsOf(recordedLog("fabric-failures", "peer0.org1")).flat();
  const conflicts = facts.filter(({ attributes }) => attributes["fabric.validation_code"] === "MVCC_READ_CONFLICT");
  expect(conflicts.length).toBeGreaterThan(50);
  for (const { attributes } of conflicts) {
    expect(attributes["fabric.conflict.key"] ?? attributes["fabric.conflict.collection"]).toBeDefined();
    if (attributes["fabric.conflict.within_block"] === "false") {
      expect(attributes["fabric.conflict.committed_version"]).not.toBe(attributes["fabric.conflict.read_version"]);
    }
  }
});
