import { AbiCoder, Interface, id as keccak } from "ethers";
import { describe, expect, test } from "vitest";
import { diagnose } from "./diagnose.ts";
import type { EvmFailure, FabricFailure, KeyConflict } from "./diagnosis.ts";
import { validationMeanings } from "./fabric/validationCodes.ts";
import { printableKey } from "./printableKey.ts";

const fabric: FabricFailure = {
  family: "fabric",
  id: "aa",
  place: { height: 13, txIndex: 19 },
  code: 11,
  codeName: "MVCC_READ_CONFLICT",
  chaincode: "bench",
  function: "incr",
  endorsers: ["Org1MSP"],
  readConflicts: [],
  rangeConflicts: [],
  rangesCompared: false,
  refusals: [],
  endorseErrors: [],
};

const conflict: KeyConflict = {
  namespace: "bench",
  collection: "",
  keyHex: Buffer.from("hot3").toString("hex"),
  read: { height: 12, txIndex: 4 },
  writes: [
    { id: "b1", height: 13, txIndex: 2, isDelete: false },
    { id: "b2", height: 13, txIndex: 7, isDelete: false },
  ],
  evidence: "proved",
};

describe("a read conflict", () => {
  test("names all writers in order, with key and both versions, and is certain", () => {
    const diagnosis = diagnose({ ...fabric, readConflicts: [conflict] });
    expect(diagnosis).toMatchObject({ code: "mvcc_read_conflict", chainCode: 11, confidence: 1, unseen: [] });
    expect(diagnosis?.culprits).toEqual([
      {
        id: "b1",
        height: 13,
        txIndex: 2,
        namespace: "bench",
        key: "hot3",
        readVersion: "12:4",
        writtenVersion: "13:2",
      },
      {
        id: "b2",
        height: 13,
        txIndex: 7,
        namespace: "bench",
        key: "hot3",
        readVersion: "12:4",
        writtenVersion: "13:7",
      },
    ]);
    expect(diagnosis?.summary.en).toContain("in the same block");
    expect(diagnosis?.summary.zh).toContain("同一区块");
  });

  test("says in Chinese, too, that the key did not exist", () => {
    const { read: _, ...created } = conflict;
    const diagnosis = diagnose({ ...fabric, readConflicts: [created] });
    expect(diagnosis?.culprits[0]?.readVersion).toBe("absent");
    expect(diagnosis?.summary.zh).toContain("它读取 bench/hot3，该键当时不存在；");
  });

  test("without a known writer falls back to the code and says what is missing", () => {
    const diagnosis = diagnose(fabric);
    expect(diagnosis).toMatchObject({ code: "mvcc_read_conflict", chainCode: 11, culprits: [] });
    expect(diagnosis?.confidence).toBeLessThan(1);
    expect(diagnosis?.unseen.some(({ en }) => en.includes("writer"))).toBe(true);
  });
});

describe("any other code", () => {
  test.each(Object.keys(validationMeanings).map(Number))("%i has a meaning in both languages", (code) => {
    const diagnosis = diagnose({ ...fabric, code, codeName: `CODE_${code}` });
    expect(diagnosis?.chainCode).toBe(code);
    expect(diagnosis?.summary.zh).toMatch(/\p{Script=Han}/u);
  });

  test("a policy failure quotes the endorsers and the peers' words", () => {
    const words = "validation of endorsement policy for chaincode bench2 in tx 13:1 failed";
    const diagnosis = diagnose({ ...fabric, code: 10, codeName: "ENDORSEMENT_POLICY_FAILURE", refusals: [words] });
    expect(diagnosis?.code).toBe("endorsement_policy_failure");
    expect(diagnosis?.proof).toContainEqual({ label: "endorsed_by", value: "Org1MSP" });
    expect(diagnosis?.proof).toContainEqual({ label: "peer_log", value: words });
    expect(diagnosis?.unseen).not.toEqual([]);
  });

  test("a changed range names the writers of its recorded keys", () => {
    const diagnosis = diagnose({
      ...fabric,
      code: 12,
      codeName: "PHANTOM_READ_CONFLICT",
      rangeConflicts: [conflict],
    });
    expect(diagnosis).toMatchObject({ code: "phantom_read_conflict", chainCode: 12 });
    expect(diagnosis?.culprits.map(({ id }) => id)).toEqual(["b1", "b2"]);
  });

  test("a range that was compared by its bounds is certain, and tells of a key that came into it", () => {
    const { read: _, ...came } = conflict;
    const phantom = { ...fabric, code: 12, codeName: "PHANTOM_READ_CONFLICT", rangesCompared: true };
    const diagnosis = diagnose({ ...phantom, rangeConflicts: [came] });
    expect(diagnosis).toMatchObject({ code: "phantom_read_conflict", confidence: 1, unseen: [] });
    expect(diagnosis?.summary.en).toContain(
      "had not returned bench/hot3; transaction b1 wrote that key into the range",
    );
    expect(diagnosis?.summary.zh).toContain("未曾返回 bench/hot3");
    const inferred = diagnose({ ...phantom, rangeConflicts: [{ ...came, evidence: "inferred" }] });
    expect(inferred?.confidence).toBeLessThan(1);
    expect(inferred?.culprits[0]).not.toHaveProperty("readVersion");
    expect(inferred?.unseen.map(({ en }) => en)).toEqual([expect.stringContaining("hash")]);
  });

  test("a policy that was evaluated again is told in words, with who is missing, and is certain", () => {
    const policy = {
      ...{ namespace: "bench", collection: "", keyHex: "", policy: "2 of (Org1MSP.peer, Org2MSP.peer)" },
      ...{ state: "unsatisfied" as const, endorsedBy: ["Org1MSP"], missing: ["Org2MSP.peer"], detail: "" },
    };
    const refused = { ...fabric, code: 10, codeName: "ENDORSEMENT_POLICY_FAILURE", policies: [policy] };
    const diagnosis = diagnose(refused);
    expect(diagnosis).toMatchObject({ code: "endorsement_policy_failure", confidence: 1, unseen: [] });
    for (const words of [diagnosis?.summary.en, diagnosis?.summary.zh]) expect(words).toContain(policy.policy);
    for (const words of [diagnosis?.title.en, diagnosis?.title.zh]) expect(words).toContain("Org2MSP.peer");
    expect(diagnosis?.proof).toContainEqual({ label: "policy bench", value: policy.policy });
    expect(diagnosis?.proof).toContainEqual({ label: "missing", value: "Org2MSP.peer" });
    const unsupported = { ...policy, state: "unsupported" as const, missing: [], detail: "an idemix principal" };
    const unsure = diagnose({ ...refused, policies: [unsupported] });
    expect(unsure?.confidence).toBeLessThan(1);
    expect(unsure?.unseen[0]?.en).toContain("an idemix principal");
  });

  test("a VALID transaction has no diagnosis", () => {
    expect(diagnose({ ...fabric, code: 0, codeName: "VALID" })).toBeUndefined();
  });

  test("what an endorser refused is told with its words and no chain code", () => {
    const { place: _place, ...unplaced } = fabric;
    const diagnosis = diagnose({
      ...unplaced,
      code: null,
      codeName: "",
      endorseErrors: [{ endorser: "Org1MSP (p:1)", error: "chaincode response 500, no such key" }],
    });
    expect(diagnosis).toMatchObject({ code: "endorsement_failed", chainCode: null });
    expect(diagnosis?.summary.en).toContain("no such key");
  });
});

describe("a failed EVM transaction", () => {
  const evm: EvmFailure = {
    family: "evm",
    id: "0xaa",
    place: { height: 5, txIndex: 0 },
    code: 0,
    to: "0x5fbdb2315678afecb367f032d93f642f64180aa3",
    error: "execution reverted",
    revertData: "0x",
    gasLimit: 100_000n,
    gasUsed: 30_000n,
  };
  const coder = AbiCoder.defaultAbiCoder();
  const error = (signature: string, types: string[], values: unknown[]): string =>
    keccak(signature).slice(0, 10) + coder.encode(types, values).slice(2);

  test("with a reason says it", () => {
    const diagnosis = diagnose({ ...evm, revertData: error("Error(string)", ["string"], ["not the owner"]) });
    expect(diagnosis).toMatchObject({ code: "evm_revert", chainCode: 0 });
    expect(diagnosis?.summary.en).toContain('"not the owner"');
  });

  test("with a panic says what it means", () => {
    const diagnosis = diagnose({ ...evm, revertData: error("Panic(uint256)", ["uint256"], [0x11]) });
    expect(diagnosis?.summary.en).toContain("Panic(0x11): arithmetic overflow or underflow");
    expect(diagnosis?.summary.zh).toContain("算术上溢或下溢");
  });

  test("with a token's custom error names it and its arguments, as a guess: only the selector is the same", () => {
    const revertData = error(
      "ERC20InsufficientBalance(address,uint256,uint256)",
      ["address", "uint256", "uint256"],
      ["0x70997970C51812dc3A010C7d01b50e0d17dc79C8", 5n, 10n],
    );
    const diagnosis = diagnose({ ...evm, revertData });
    expect(diagnosis?.title.en).toBe("Reverted, probably: ERC20InsufficientBalance");
    expect(diagnosis?.proof).toContainEqual({ label: "needed", value: "10" });
  });

  test("with an error that is only known from an ABI is decoded by it, and without it shown by its selector", () => {
    const abi = "error TooLate(uint256 deadline, string[] why)";
    const revertData = new Interface([abi]).encodeErrorResult("TooLate", [7n, ["a", "b"]]);
    expect(diagnose({ ...evm, revertData }, { abis: [abi] })?.proof).toContainEqual({ label: "why", value: "[a, b]" });
    expect(diagnose({ ...evm, revertData })?.summary.en).toContain(revertData.slice(0, 10));
  });

  test("with bytes that only look like a reason does not throw", () => {
    const broken = `${keccak("Error(string)").slice(0, 10)}${"ff".repeat(40)}`;
    expect(diagnose({ ...evm, revertData: broken })?.code).toBe("evm_revert");
    const badUtf8 = error("Error(string)", ["bytes"], ["0xfffe"]);
    expect(diagnose({ ...evm, revertData: badUtf8 })?.code).toBe("evm_revert");
  });

  test("that used all its gas and returned nothing ran out of gas", () => {
    expect(diagnose({ ...evm, error: "", gasUsed: 100_000n })?.code).toBe("evm_out_of_gas");
    expect(diagnose({ ...evm, error: "out of gas" })?.code).toBe("evm_out_of_gas");
    expect(diagnose(evm)?.code).toBe("evm_revert");
  });
});

test("keys are printed with their delimiters and control characters escaped, hashes in hex", () => {
  expect(printableKey(Buffer.from("\u0000lot\u0000r2\u0000").toString("hex"))).toBe("\\x00lot\\x00r2\\x00");
  expect(printableKey(Buffer.from("键\u202e\u{10ffff}").toString("hex"))).toBe("键\\u{202e}\\u{10ffff}");
  expect(printableKey("ff00")).toBe("0xff00");
});
