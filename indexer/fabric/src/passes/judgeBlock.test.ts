import {
  type ChannelConfig,
  type DecodedEnvelope,
  decodeEnvelope,
  type FabricBlock,
  type JudgedSignature,
  judgeSignatures,
  MetadataIndex,
  parseConfigBlock,
  signatureClaims,
  type TransactionStep,
} from "@ledgerscope/proof";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeCrypto } from "../nodeCrypto.ts";
import { LedgerReader } from "../source/ledgerReader.ts";
import { fixtureLedger } from "../test/recordings.ts";
import { judgeBlock } from "./judgeBlock.ts";
import { PolicyState } from "./policyState.ts";
import { SignaturePool } from "./signaturePool.ts";

/** Holds a transaction with code 10 at index 1: `bench2` asks for both organisations, one endorsed. */
const BLOCK = 13;
const VALID_TX = 0;
const FAILED_TX = 1;

let blocks: FabricBlock[];
let config: ChannelConfig;
const pool = new SignaturePool(1);
afterAll(() => pool.close());

beforeAll(async () => {
  const reader = new LedgerReader(fixtureLedger);
  blocks = [];
  while (blocks.length <= BLOCK) {
    const block = (await reader.next())?.block;
    if (!block) throw new Error("the fixture is shorter than that");
    blocks.push(block);
  }
  await reader.close();
  config = parseConfigBlock(blocks[0] as FabricBlock);
});

/** Nothing is stored: all that is known comes from the blocks. */
const emptyStore = { stored: { async *rows() {} }, network: "n", channel: "mychannel" };

interface Change {
  /** Validation codes by transaction. */
  readonly codes?: Readonly<Record<number, number>>;
  readonly envelopes?: (envelopes: readonly DecodedEnvelope[]) => readonly DecodedEnvelope[];
  readonly timeMs?: number;
  /** The valid transaction's certificates are no member's. */
  readonly strangers?: boolean;
}

/** Judges the block, changed as told, behind all blocks before it. */
async function judged(change: Change): Promise<Record<string, TransactionStep>> {
  const state = await PolicyState.open(emptyStore, 0);
  for (const block of blocks.slice(0, BLOCK)) state.apply(block, block.data.map(decodeEnvelope));
  const original = blocks[BLOCK] as FabricBlock;
  const filter = Uint8Array.from(original.metadata[MetadataIndex.transactionsFilter] ?? []);
  for (const [index, code] of Object.entries(change.codes ?? {})) filter[Number(index)] = code;
  const block = { ...original, metadata: original.metadata.with(MetadataIndex.transactionsFilter, filter) };
  const decoded = block.data.map(decodeEnvelope);
  const envelopes = change.envelopes?.(decoded) ?? decoded;
  const members = await judgeSignatures(signatureClaims(envelopes), config, nodeCrypto, pool.verify);
  const signatures = change.strangers ? members.map(withoutMembership) : members;
  const timeMs = change.timeMs ?? Date.UTC(2026, 10, 21, 9);
  const { steps } = judgeBlock({ block, envelopes, config, timeMs, signatures }, state);
  return Object.fromEntries(steps.map((step) => [step.check, step]));
}

const withoutMembership = (signature: JudgedSignature): JudgedSignature =>
  signature.signer && signature.claim.txIndex === VALID_TX
    ? { ...signature, signer: { ...signature.signer, isMember: false, problem: "its MSP is not of the channel" } }
    : signature;

const flipLast = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));

/** One envelope with its creator's or its first endorser's signature changed. */
const withBadSignature = (txIndex: number, of: "creator" | "endorser") => (envelopes: readonly DecodedEnvelope[]) =>
  envelopes.map((envelope, index): DecodedEnvelope => {
    const { headers, actions } = envelope;
    if (index !== txIndex || !headers) return envelope;
    if (of === "creator") return { ...envelope, headers: { ...headers, signature: flipLast(headers.signature) } };
    const changed = actions.map((action) => ({
      ...action,
      endorsements: action.endorsements.map((one, at) =>
        at === 0 ? { ...one, signature: flipLast(one.signature) } : one,
      ),
    }));
    return { ...envelope, actions: changed };
  });

describe("a block's transactions, against the codes that the peers recorded", () => {
  test("agree, and each failure is told with what was missing", async () => {
    const steps = await judged({});
    for (const { state } of Object.values(steps)) expect(state).toBe("verified");
    expect(steps["endorsement_policies"]?.detail).toContain(
      "transaction 1: code 10, as bench2 asks for 2 of (Org1MSP.peer, Org2MSP.peer): Org2MSP.peer is missing",
    );
  });

  test("a transaction that is called valid without the endorsements is found", async () => {
    const { endorsement_policies: policies } = await judged({ codes: { [FAILED_TX]: 0 } });
    expect(policies).toMatchObject({ state: "failed", height: BLOCK });
    expect(policies?.detail).toBe(
      "transaction 1 has code 0, but bench2 asks for 2 of (Org1MSP.peer, Org2MSP.peer): Org2MSP.peer is missing",
    );
  });

  test("one that is called unendorsed, although it is not, too", async () => {
    const { endorsement_policies: policies } = await judged({ codes: { [VALID_TX]: 10 } });
    expect(policies?.state).toBe("failed");
    expect(policies?.detail).toContain("transaction 0 has code 10, but every policy is met by its endorsements");
  });

  test("a signature that fails is a failed check in a valid transaction, and normal in one that was refused for it", async () => {
    const bad = withBadSignature(VALID_TX, "creator");
    const valid = await judged({ envelopes: bad });
    expect(valid["creator_signatures"]).toMatchObject({ state: "failed" });
    expect(valid["creator_signatures"]?.detail).toContain(
      "transaction 0: the creator's signature: does not verify, but its code is 0",
    );
    const refused = await judged({ envelopes: bad, codes: { [VALID_TX]: 4 } });
    expect(refused["creator_signatures"]?.state).toBe("verified");
    expect(refused["creator_signatures"]?.detail).toContain("does not verify; code 4 does not rest on it");
    const without = await judged({ codes: { [VALID_TX]: 4 } });
    expect(without["creator_signatures"]?.state).toBe("failed");
    expect(without["creator_signatures"]?.detail).toContain("are good, but its code is 4");
  });

  test("an endorser's signature that fails does not count as one", async () => {
    const bad = withBadSignature(VALID_TX, "endorser");
    const valid = await judged({ envelopes: bad });
    expect(valid["endorsement_signatures"]?.state).toBe("failed");
    expect(valid["endorsement_policies"]?.state).toBe("failed");
    const refused = await judged({ envelopes: bad, codes: { [VALID_TX]: 10 } });
    expect(refused["endorsement_signatures"]?.state).toBe("verified");
    expect(refused["endorsement_policies"]?.state).toBe("verified");
  });

  test("a signature that fails is unchecked, and named, where no code says what peers made of it", async () => {
    const codes = { [VALID_TX]: 254, [FAILED_TX]: 254 };
    for (const of of ["creator", "endorser"] as const) {
      const steps = await judged({ codes, envelopes: withBadSignature(VALID_TX, of) });
      const step = steps[of === "creator" ? "creator_signatures" : "endorsement_signatures"];
      expect(step?.state).toBe("unchecked");
      expect(step?.detail).toMatch(
        /^transaction 0: .* signature: does not verify; the ledger carries no validation codes$/,
      );
    }
  });

  test("so is a certificate that is no member's", async () => {
    const { certificates } = await judged({ codes: { [VALID_TX]: 254 }, strangers: true });
    expect(certificates?.state).toBe("unchecked");
    expect(certificates?.detail).toContain("the ledger carries no validation codes");
  });

  test("a certificate that had expired by the block's time is told, as nothing in validation does", async () => {
    const { certificates } = await judged({ timeMs: Date.UTC(2050, 0, 1) });
    expect(certificates?.state).toBe("unverified");
    expect(certificates?.detail).toMatch(
      /certificate: expired at 20\d\d-.*, at the block's time; validation does not look at it/,
    );
  });

  test("without the configuration, or the blocks before, they are unchecked", async () => {
    const block = blocks[BLOCK] as FabricBlock;
    const envelopes = block.data.map(decodeEnvelope);
    const state = await PolicyState.open(emptyStore, 0);
    state.forget();
    const unknown = judgeBlock({ block, envelopes, config: undefined, timeMs: 0, signatures: [] }, state);
    expect(unknown.steps.map((step) => step.state)).toEqual(new Array(4).fill("unchecked"));
    const signatures = await judgeSignatures(signatureClaims(envelopes), config, nodeCrypto, pool.verify);
    const late = judgeBlock({ block, envelopes, config, timeMs: Date.UTC(2026, 10, 21, 9), signatures }, state);
    expect(late.steps.map((step) => step.state)).toEqual(["verified", "verified", "verified", "unchecked"]);
    expect(late.verdicts).toEqual([]);
  });
});
