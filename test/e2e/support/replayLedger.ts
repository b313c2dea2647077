import { createHash } from "node:crypto";
import { common, ledger, peer } from "@hyperledger/fabric-protos";
import type { Warehouse } from "@ledgerscope/warehouse";

type KvRwSet = ledger.rwset.kvrwset.KVRWSet;
type Range = ledger.rwset.kvrwset.RangeQueryInfo;
type Version = ledger.rwset.kvrwset.Version;
type Summary = ledger.rwset.kvrwset.QueryReadsMerkleSummary;

const { KVRWSet, HashedRWSet, QueryReads } = ledger.rwset.kvrwset;

/** One valid write of a key, and the version that it left; undefined: the key was gone. */
interface Step {
  readonly txId: string;
  readonly height: number;
  readonly version: string | undefined;
}

/** What a peer would have found, transaction by transaction. */
export interface Replayed {
  readonly txId: string;
  readonly code: number;
  /** Out of date single reads: key → ids of all valid writers since the version that was read. */
  readonly reads: Readonly<Record<string, readonly string[]>>;
  /** The same of what range queries returned, or would return. */
  readonly ranges: Readonly<Record<string, readonly string[]>>;
}

/**
 * Replays a stored ledger from its raw envelopes alone as a peer validates it (fabric core/ledger/kvledger/txmgmt/
 * validation), with Fabric's generated protobuf classes: nothing of ours decodes, and nothing is asked of SQL.
 */
export async function replayLedger(
  warehouse: Warehouse,
  network: string,
): Promise<{ transactions: Replayed[]; state: Map<string, string> }> {
  const rows = await warehouse.query<{ height: string; codes: string; envelopes: string[] }>(
    `SELECT b.height AS height, any(lower(hex(b.metadata[3]))) AS codes,
  arrayMap(e -> lower(hex(e.2)), arraySort(groupArray((e.tx_index, e.envelope)))) AS envelopes
FROM store.fabric_blocks AS b INNER JOIN store.fabric_envelopes AS e ON b.network = e.network AND b.height = e.height
WHERE b.network = {network:String} GROUP BY height ORDER BY height`,
    { network },
  );
  const replay = new Replay();
  for (const { height, codes, envelopes } of rows) {
    replay.block(Number(height), Buffer.from(codes, "hex"), envelopes);
  }
  return { transactions: replay.transactions, state: replay.state() };
}

class Replay {
  readonly transactions: Replayed[] = [];
  /** By key: namespace, collection and key, as text in Latin-1. */
  readonly #history = new Map<string, Step[]>();
  readonly #values = new Map<string, string>();
  /** How long a key's history was when a whole block last left it absent. */
  readonly #absentAt = new Map<string, number>();

  block(height: number, codes: Uint8Array, envelopes: readonly string[]): void {
    const touched = new Set<string>();
    for (const [index, envelope] of envelopes.entries()) {
      const transaction = read(Buffer.from(envelope, "hex"));
      if (!transaction) continue;
      const code = codes[index] as number;
      const found = { txId: transaction.txId, code, reads: {}, ranges: {} };
      this.transactions.push(found);
      for (const { namespace, publicSet, collections } of transaction.sets) {
        this.#compare(namespace, publicSet, height, touched, found);
        for (const { name, set } of collections) {
          for (const one of set.getHashedReadsList()) {
            const key = keyOf(namespace, name, Buffer.from(one.getKeyHash_asU8()).toString("latin1"));
            this.#compareKey(key, versionText(one.getVersion()), touched, found.reads);
          }
        }
      }
      if (code !== 0) continue;
      for (const { namespace, publicSet, collections } of transaction.sets) {
        for (const write of publicSet.getWritesList()) {
          const isDelete = write.getIsDelete() || write.getValue_asU8().length === 0;
          const key = keyOf(namespace, "", latin1(write.getKey()));
          this.#write(key, transaction.txId, height, index, isDelete, write.getValue_asU8(), touched);
        }
        for (const write of publicSet.getMetadataWritesList()) {
          this.#touch(keyOf(namespace, "", latin1(write.getKey())), transaction.txId, height, index, touched);
        }
        for (const { name, set } of collections) {
          for (const write of set.getHashedWritesList()) {
            const key = keyOf(namespace, name, Buffer.from(write.getKeyHash_asU8()).toString("latin1"));
            this.#write(key, transaction.txId, height, index, write.getIsDelete(), write.getValueHash_asU8(), touched);
          }
        }
      }
    }
    for (const key of touched) {
      if (this.#current(key) === undefined) this.#absentAt.set(key, this.#steps(key).length);
    }
  }

  /** Current values, as hex of key and value. */
  state(): Map<string, string> {
    return new Map([...this.#values].filter(([key]) => this.#current(key) !== undefined));
  }

  #steps = (key: string): Step[] => this.#history.get(key) ?? [];
  #current = (key: string): string | undefined => this.#steps(key).at(-1)?.version;

  #write(
    key: string,
    txId: string,
    height: number,
    index: number,
    isDelete: boolean,
    value: Uint8Array,
    touched: Set<string>,
  ): void {
    this.#push(key, { txId, height, version: isDelete ? undefined : `${height}:${index}` }, touched);
    this.#values.set(key, Buffer.from(value).toString("hex"));
  }

  /** Metadata moves the version of a key that is there. */
  #touch(key: string, txId: string, height: number, index: number, touched: Set<string>): void {
    const last = this.#steps(key).at(-1);
    if (last?.version === undefined || last.txId === txId) return;
    this.#push(key, { txId, height, version: `${height}:${index}` }, touched);
  }

  #push(key: string, step: Step, touched: Set<string>): void {
    this.#history.set(key, [...this.#steps(key), step]);
    touched.add(key);
  }

  #compare(namespace: string, set: KvRwSet, height: number, touched: Set<string>, found: Replayed): void {
    for (const one of set.getReadsList()) {
      this.#compareKey(keyOf(namespace, "", latin1(one.getKey())), versionText(one.getVersion()), touched, found.reads);
    }
    for (const range of set.getRangeQueriesInfoList()) this.#compareRange(namespace, range, height, found.ranges);
  }

  #compareKey(key: string, version: string | undefined, touched: Set<string>, into: Found): void {
    if (this.#current(key) === version && !touched.has(key)) return;
    this.#blame(key, version, into);
  }

  #blame(key: string, version: string | undefined, into: Found): void {
    const steps = this.#steps(key);
    const known =
      version === undefined
        ? (this.#absentAt.get(key) ?? 0)
        : steps.findLastIndex((step) => step.version === version) + 1;
    into[key] = [...new Set([...(into[key] ?? []), ...steps.slice(known).map(({ txId }) => txId)])];
  }

  #compareRange(namespace: string, range: Range, height: number, into: Found): void {
    const keys = this.#inRange(namespace, range);
    const summary = range.getReadsMerkleHashes();
    const returned = summary
      ? this.#simulated(keys, summary, height)
      : (range.getRawReads()?.getKvReadsList() ?? []).map(
          (one) => [keyOf(namespace, "", latin1(one.getKey())), versionText(one.getVersion()) as string] as const,
        );
    const recorded = new Map(returned);
    for (const key of new Set([...keys, ...recorded.keys()])) {
      if (this.#current(key) !== recorded.get(key)) this.#blame(key, recorded.get(key), into);
    }
  }

  #inRange(namespace: string, range: Range): string[] {
    const [start, end] = [latin1(range.getStartKey()), latin1(range.getEndKey())];
    const prefix = keyOf(namespace, "", "");
    const isInside = (key: string): boolean =>
      key >= start && (end === "" || key < end || (!range.getItrExhausted() && key === end));
    return [...this.#history.keys()]
      .filter((key) => key.startsWith(prefix) && isInside(key.slice(prefix.length)))
      .sort((a, b) => (a < b ? -1 : 1));
  }

  /** What the range held after the newest block whose content has the recorded summary. */
  #simulated(keys: readonly string[], summary: Summary, height: number): (readonly [string, string])[] {
    for (let block = height - 1; block >= 0; block--) {
      const held = keys.flatMap((key) => {
        const version = this.#steps(key).findLast((step) => step.height <= block)?.version;
        return version === undefined ? [] : [[key, version] as const];
      });
      if (hasSummary(held, summary)) return held;
    }
    throw new Error("no block has the recorded summary");
  }
}

type Found = Record<string, readonly string[]>;

const keyOf = (namespace: string, collection: string, key: string): string => `${namespace}|${collection}|${key}`;
const latin1 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
const versionText = (version: Version | undefined): string | undefined =>
  version && `${version.getBlockNum()}:${version.getTxNum()}`;

/** fabric core/ledger/kvledger/txmgmt/rwsetutil/query_results_helper.go, for the two levels that the recordings have. */
function hasSummary(held: readonly (readonly [string, string])[], summary: Summary): boolean {
  const degree = summary.getMaxDegree();
  if (held.length <= degree) return false;
  const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
  const leaves: Buffer[] = [];
  for (let from = 0; from < held.length; from += degree + 1) {
    const reads = new QueryReads();
    for (const [id, version] of held.slice(from, from + degree + 1)) {
      const read = reads.addKvReads();
      read.setKey(Buffer.from(id.split("|").slice(2).join("|"), "latin1").toString("utf8"));
      const [height, index] = version.split(":").map(Number) as [number, number];
      const at = new ledger.rwset.kvrwset.Version();
      at.setBlockNum(height);
      at.setTxNum(index);
      read.setVersion(at);
    }
    leaves.push(sha256(reads.serializeBinary()));
  }
  if (leaves.length > degree) throw new Error("more levels than this replay knows");
  const hashes = summary.getMaxLevelHashesList_asU8();
  return (
    summary.getMaxLevel() === 1 &&
    hashes.length === leaves.length &&
    leaves.every((leaf, index) => leaf.equals(hashes[index] as Uint8Array))
  );
}

interface Sets {
  readonly namespace: string;
  readonly publicSet: KvRwSet;
  readonly collections: readonly { readonly name: string; readonly set: ledger.rwset.kvrwset.HashedRWSet }[];
}

/** Undefined for what is no endorser transaction. */
function read(bytes: Uint8Array): { txId: string; sets: Sets[] } | undefined {
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() as Uint8Array);
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const sets = peer.Transaction.deserializeBinary(payload.getData_asU8())
    .getActionsList()
    .flatMap((action) => {
      const endorsed = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8()).getAction();
      const response = peer.ProposalResponsePayload.deserializeBinary(
        endorsed?.getProposalResponsePayload_asU8() as Uint8Array,
      );
      const results = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8();
      return ledger.rwset.TxReadWriteSet.deserializeBinary(results).getNsRwsetList();
    })
    .map((set) => ({
      namespace: set.getNamespace(),
      publicSet: KVRWSet.deserializeBinary(set.getRwset_asU8()),
      collections: set.getCollectionHashedRwsetList().map((collection) => ({
        name: collection.getCollectionName(),
        set: HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8()),
      })),
    }));
  return { txId: header.getTxId(), sets };
}
