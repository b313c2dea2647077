import { expect, test } from "vitest";
import type { BlockDifference } from "../source/blockDifference.ts";
import { vote } from "./vote.ts";

interface Said {
  readonly node: { readonly name: string; readonly kind: "peer" | "orderer" };
  readonly header: string;
  /** Absent at orderers. */
  readonly codes?: string;
}

const said = (name: string, header: string, codes?: string): Said => ({
  node: { name, kind: name.startsWith("orderer") ? "orderer" : "peer" },
  header,
  ...(codes === undefined ? {} : { codes }),
});

const difference = (a: Said, b: Said): BlockDifference | undefined => {
  if (a.header !== b.header) return { text: "header", of: "header" };
  const both = a.codes !== undefined && b.codes !== undefined;
  return both && a.codes !== b.codes ? { text: "codes", of: "state" } : undefined;
};

const believed = (all: readonly Said[], trust: readonly string[] = [], outstanding: readonly Said[] = []) => {
  const found = vote(all, difference, trust, outstanding);
  return typeof found === "string" ? found : found.map(({ node }) => node.name);
};

test("more than half are believed, whoever comes first", () => {
  expect(believed([said("peer0", "x"), said("peer1", "a"), said("peer2", "a")])).toEqual(["peer1", "peer2"]);
});

test("of two nobody is, unless one is trusted", () => {
  const two = [said("peer0", "x"), said("peer1", "a")];
  expect(believed(two)).toBe("nobody");
  expect(believed(two, ["peer9", "peer1"])).toEqual(["peer1"]);
});

test("an orderer decides between two chains, and has no vote on validation codes", () => {
  expect(believed([said("peer0", "x", "0"), said("peer1", "a", "0"), said("orderer0", "a")])).toEqual([
    "peer1",
    "orderer0",
  ]);
  const codes = [said("peer0", "a", "0"), said("peer1", "a", "1"), said("orderer0", "a")];
  expect(believed(codes)).toBe("nobody");
  expect(believed(codes, ["peer1"])).toEqual(["peer1", "orderer0"]);
});

test("who could still decide is waited for, before a trusted one does", () => {
  const two = [said("peer0", "x", "0"), said("peer1", "x", "1")];
  expect(believed(two, ["peer0"], [said("peer2", "")])).toBe("open");
  expect(believed(two, ["peer0"], [said("orderer0", "")])).toEqual(["peer0"]);
  expect(believed([...two, said("peer2", "x", "1")], ["peer0"])).toEqual(["peer1", "peer2"]);
});
