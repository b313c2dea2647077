import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { common } from "@hyperledger/fabric-protos";
import { commitHash, decodeEnvelope, type FabricBlock, fabricDataHash, fabricHeaderBytes } from "@ledgerscope/proof";
import { seededRandom } from "../seededRandom.ts";
import { commitArguments, definitionWrites, sequenceKey } from "./chaincodeDefinition.ts";
import { type Call, configEnvelope, endorsedEnvelope, signatureHeaderBytes, type Version } from "./envelope.ts";
import { genesisConfig } from "./genesis.ts";
import { createOrganisation, type Member } from "./organisation.ts";
import { type RefusedTransaction, refusedTransactions } from "./refusedTransactions.ts";

export interface GenerateOptions {
  /** Block file to write, in the format of a peer's `blockfile_000000`. */
  readonly path: string;
  readonly channel?: string;
  /** The configuration block and the one that defines the chaincode included; at least 2. */
  readonly blocks: number;
  readonly blockTransactions: number;
  /** Decides keys, values and who signs; certificates and signatures are new in each run. */
  readonly seed: number;
  /** Share of transactions that read and write one of a few keys that everybody wants, 0 to 1. */
  readonly hot?: number;
  /** End with an upgrade of the chaincode, and a block of transactions that a peer refuses; see `refusedTransactions`. */
  readonly refused?: boolean;
  readonly onBlock?: (height: number) => void;
}

/** What the generated ledger holds. */
export interface GeneratedLedger {
  readonly blocks: number;
  /** Endorser transactions. */
  readonly transactions: number;
  /** Transactions with code 11, MVCC_READ_CONFLICT. */
  readonly conflicts: number;
  /** Those of the last block, by what is wrong with them. */
  readonly refused: readonly RefusedTransaction[];
  readonly bytes: number;
}

const VALID = 0;
const MVCC_READ_CONFLICT = 11;
/** A transaction simulates on the state as it was this many blocks before its own. */
const ENDORSEMENT_LAG = 2;
const CHAINCODE = { name: "bench", version: "1.0" };
/** The definition of the chaincode. */
const DEFINED_AT: Version = { height: 1, txIndex: 0 };
/** Block 0 is the configuration, block 1 defines the chaincode. */
const FIRST_CALLS = 2;
const START_MS = Date.UTC(2026, 0, 1);
const BLOCK_MS = 1000;

/**
 * Writes a ledger that no network made: an authority of its own per organisation, valid hashes, commit
 * hashes and signatures of orderer, creators and endorsers, read conflicts as Fabric's validation finds
 * them. For benches and for cases that no recording has; what is shown on it is shown on generated data.
 */
export async function generateLedger(options: GenerateOptions): Promise<GeneratedLedger> {
  const { channel = "generated", hot = 0.02 } = options;
  const random = seededRandom(options.seed);
  const organisations = await Promise.all(
    ["OrdererMSP", "Org1MSP", "Org2MSP"].map((id) => createOrganisation(id, new Date(START_MS - 86_400_000))),
  );
  const [ordererOrganisation, ...applicationOrganisations] = organisations as [
    (typeof organisations)[0],
    ...typeof organisations,
  ];
  const orderer = await ordererOrganisation.issue("orderer1", "orderer");
  const peers = await Promise.all(applicationOrganisations.map((org) => org.issue("peer1", "peer")));
  const clients = await Promise.all(
    applicationOrganisations.flatMap((org) => [1, 2, 3].map((n) => org.issue(`client${n}`, "client"))),
  );
  const chain = new ChainWriter(orderer);
  const state = new LaggingState();
  const file = await open(options.path, "w");
  let bytes = 0;
  let conflicts = 0;
  let refused: readonly RefusedTransaction[] = [];
  const append = async (envelopes: readonly Uint8Array[], codes: readonly number[]): Promise<void> => {
    const frame = await chain.append(envelopes, codes);
    await file.write(frame);
    bytes += frame.length;
  };
  try {
    const config = genesisConfig({ channel, ordererOrganisation, applicationOrganisations });
    const genesis = { channel, timeMs: START_MS, nonce: randomBytes(random, 24), creator: orderer };
    await append([configEnvelope(config, genesis)], [VALID]);
    const common = { channel, endorsers: peers };
    const commit: Call = {
      ...common,
      timeMs: START_MS + BLOCK_MS,
      nonce: randomBytes(random, 24),
      creator: clients[0] as Member,
      chaincode: "_lifecycle",
      version: "syscc",
      args: commitArguments(CHAINCODE),
      simulations: [definitionWrites(CHAINCODE)],
    };
    await append([endorsedEnvelope(commit)], [VALID]);
    for (let height = FIRST_CALLS; height < options.blocks; height++) {
      const envelopes: Uint8Array[] = [];
      const codes: number[] = [];
      for (let index = 0; index < options.blockTransactions; index++) {
        const key = random(1000) < hot * 1000 ? `hot${random(4)}` : `key${random(1e9)}`;
        const readVersion = state.endorsed(key, height - ENDORSEMENT_LAG);
        const call: Call = {
          ...common,
          timeMs: START_MS + height * BLOCK_MS + index,
          nonce: randomBytes(random, 24),
          creator: clients[random(clients.length)] as Member,
          chaincode: CHAINCODE.name,
          version: CHAINCODE.version,
          args: [Buffer.from("put"), Buffer.from(key), randomBytes(random, 64)],
          simulations: [
            { namespace: "_lifecycle", reads: [{ key: sequenceKey(CHAINCODE.name), version: DEFINED_AT }], writes: [] },
            {
              namespace: CHAINCODE.name,
              reads: [{ key, version: readVersion }],
              writes: [
                { key, value: randomBytes(random, 64) },
                { key: `${key}/log${height}-${index}`, value: randomBytes(random, 32) },
              ],
            },
          ],
        };
        envelopes.push(endorsedEnvelope(call));
        const isValid = state.isCurrent(key, readVersion);
        codes.push(isValid ? VALID : MVCC_READ_CONFLICT);
        if (isValid) state.write(key, { height, txIndex: index });
        else conflicts++;
      }
      await append(envelopes, codes);
      options.onBlock?.(height);
    }
    if (options.refused) {
      const timeMs = START_MS + options.blocks * BLOCK_MS;
      const upgraded = { ...CHAINCODE, version: "2.0", sequence: 2 };
      const upgrade = { ...commit, timeMs, nonce: randomBytes(random, 24), args: commitArguments(upgraded) };
      await append([endorsedEnvelope({ ...upgrade, simulations: [definitionWrites(upgraded, DEFINED_AT)] })], [VALID]);
      refused = await refusedTransactions({
        ...{ call: { ...commit, timeMs: timeMs + BLOCK_MS }, organisations: applicationOrganisations, peers, clients },
        ...{ chaincode: CHAINCODE, definedAt: DEFINED_AT, nonce: () => randomBytes(random, 24) },
        startMs: START_MS,
      });
      await append(
        refused.map(({ envelope }) => envelope),
        refused.map(({ code }) => code),
      );
    }
  } finally {
    await file.close();
  }
  const calls = 1 + (options.blocks - FIRST_CALLS) * options.blockTransactions;
  const [transactions, blocks] = options.refused
    ? [calls + 1 + refused.length, options.blocks + 2]
    : [calls, options.blocks];
  return { blocks, transactions, conflicts, refused, bytes };
}

/** Versions of keys now, and as a peer that lags behind sees them. */
class LaggingState {
  readonly #versions = new Map<string, Version[]>();

  endorsed(key: string, height: number): Version | undefined {
    return this.#versions.get(key)?.findLast((version) => version.height <= height);
  }

  isCurrent(key: string, read: Version | undefined): boolean {
    const current = this.#versions.get(key)?.at(-1);
    return current?.height === read?.height && current?.txIndex === read?.txIndex;
  }

  write(key: string, version: Version): void {
    const versions = this.#versions.get(key) ?? [];
    this.#versions.set(key, versions);
    versions.push(version);
    // What no peer can still see is dropped: the ledger may be long.
    while ((versions[1]?.height ?? Number.POSITIVE_INFINITY) < version.height - ENDORSEMENT_LAG) versions.shift();
  }
}

/** Puts envelopes into blocks as an orderer, and their codes and commit hash as a peer. */
class ChainWriter {
  readonly #orderer: Member;
  #number = 0;
  #previousHash: Uint8Array = new Uint8Array(0);
  #commitHash: Uint8Array = new Uint8Array(0);

  constructor(orderer: Member) {
    this.#orderer = orderer;
  }

  /** @returns the block's frame in a block file. */
  async append(data: readonly Uint8Array[], codes: readonly number[]): Promise<Uint8Array> {
    const filter = Uint8Array.from(codes);
    const header = {
      number: this.#number,
      previousHash: this.#previousHash,
      dataHash: await fabricDataHash(data, sha256Only),
    };
    const metadata = [this.#signatures(header), new Uint8Array(0), filter, new Uint8Array(0), new Uint8Array(0)];
    if (header.number > 0) {
      const valid = data.flatMap((envelope, txIndex) =>
        codes[txIndex] === VALID ? decodeEnvelope(envelope).actions.map(({ keySets }) => ({ txIndex, keySets })) : [],
      );
      const input = { height: header.number, filter, valid, previous: this.#commitHash };
      this.#commitHash = await commitHash(input, sha256Only);
      const stored = new common.Metadata();
      stored.setValue(this.#commitHash);
      metadata[4] = stored.serializeBinary();
    }
    this.#number++;
    this.#previousHash = sha256(fabricHeaderBytes(header));
    return frame({ ...header, data, metadata });
  }

  #signatures(header: Pick<FabricBlock, "number" | "previousHash" | "dataHash">): Uint8Array {
    const metadata = new common.Metadata();
    if (header.number === 0) return metadata.serializeBinary();
    const lastConfig = new common.LastConfig();
    lastConfig.setIndex(0);
    const ordererMetadata = new common.OrdererBlockMetadata();
    ordererMetadata.setLastConfig(lastConfig);
    const value = ordererMetadata.serializeBinary();
    const nonce = createHash("sha256").update(`orderer ${header.number}`).digest().subarray(0, 24);
    const signatureHeader = signatureHeaderBytes(this.#orderer.identity, nonce);
    const signature = new common.MetadataSignature();
    signature.setSignatureHeader(signatureHeader);
    signature.setSignature(this.#orderer.sign(Buffer.concat([value, signatureHeader, fabricHeaderBytes(header)])));
    metadata.setValue(value);
    metadata.addSignatures(signature);
    return metadata.serializeBinary();
  }
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const sha256Only = { sha256, verifyP256: () => false };

/** As `blockfile_*` holds it: length, then number, hashes, envelopes and metadata, each with its length. */
function frame({ number, dataHash: hash, previousHash, data, metadata }: FabricBlock): Uint8Array {
  const item = (bytes: Uint8Array): Uint8Array[] => [encodeVarint(bytes.length), bytes];
  const body = Buffer.concat([
    encodeVarint(number),
    ...item(hash),
    ...item(previousHash),
    encodeVarint(data.length),
    ...data.flatMap(item),
    encodeVarint(metadata.length),
    ...metadata.flatMap(item),
  ]);
  return Buffer.concat([encodeVarint(body.length), body]);
}

function randomBytes(random: (n: number) => number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; at += 4) {
    const value = random(2 ** 32);
    for (let byte = 0; byte < 4 && at + byte < length; byte++) bytes[at + byte] = (value >>> (8 * byte)) & 0xff;
  }
  return bytes;
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.of(...bytes, rest);
}
