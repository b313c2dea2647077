import { describe, expect, test } from "vitest";
import { type Attempt, retryChains } from "./retryChain.ts";

const S = 1_000_000_000n;

/** Attempts as [proposed, known, code], seconds. */
const chainsOf = (...attempts: readonly (readonly [number, number, number])[]) =>
  retryChains({
    ...{ network: "n", channel: "c", creatorMsp: "Org1MSP", chaincode: "cc", function: "add" },
    attempts: attempts.map(
      ([proposed, known, code], index): Attempt => ({
        ...{ id: `tx${index}`, height: index, txIndex: 0, code, codeName: String(code), knownFrom: "commit" },
        ...{ proposedNs: BigInt(proposed) * S, knownNs: BigInt(known) * S },
      }),
    ),
  }).map(({ attempts: linked, outcome }) => [linked.map(({ id }) => id).join(" → "), outcome]);

describe("a call that the same client makes again", () => {
  test("after it could know that the first one had failed is a retry, and so on until one succeeds", () => {
    expect(chainsOf([0, 2, 11], [3, 5, 11], [6, 8, 0])).toEqual([["tx0 → tx1 → tx2", "succeeded"]]);
    expect(chainsOf([0, 2, 11], [3, 5, 11])).toEqual([["tx0 → tx1", "failed"]]);
  });

  test("before that is a race, and after a success a new call", () => {
    expect(chainsOf([0, 2, 11], [1, 3, 0])).toEqual([]);
    expect(chainsOf([0, 2, 0], [3, 5, 11])).toEqual([]);
    expect(chainsOf([0, 2, 0], [3, 5, 11], [6, 8, 0], [9, 11, 0])).toEqual([["tx1 → tx2", "succeeded"]]);
  });

  test("more than a minute later is a new call", () => {
    expect(chainsOf([0, 2, 11], [62, 64, 0])).toEqual([["tx0 → tx1", "succeeded"]]);
    expect(chainsOf([0, 2, 11], [63, 65, 0])).toEqual([]);
  });

  test("retries each failure once: of two that raced, the later one goes to the next attempt but one", () => {
    expect(chainsOf([0, 2, 11], [0, 3, 11], [4, 5, 0], [4, 6, 0])).toEqual([
      ["tx1 → tx2", "succeeded"],
      ["tx0 → tx3", "succeeded"],
    ]);
  });

  test("gives the same chains in whatever order its attempts are read", () => {
    const attempts = [
      [0, 2, 11],
      [3, 5, 12],
      [6, 8, 0],
      [7, 9, 11],
      [10, 12, 0],
    ] as const;
    const call = { network: "n", channel: "c", creatorMsp: "", chaincode: "", function: "" };
    const made = attempts.map(
      ([proposed, known, code], index): Attempt => ({
        ...{ id: `tx${index}`, height: index, txIndex: 0, code, codeName: "", knownFrom: "commit" },
        ...{ proposedNs: BigInt(proposed) * S, knownNs: BigInt(known) * S },
      }),
    );
    expect(retryChains({ ...call, attempts: [...made].reverse() })).toEqual(retryChains({ ...call, attempts: made }));
  });
});
