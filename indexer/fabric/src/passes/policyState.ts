import {
  type ChaincodeDefinition,
  type DecodedEnvelope,
  type FabricBlock,
  isDeletion,
  type KeySet,
  MetadataIndex,
  readDefinition,
  toHex,
  validationParameter,
  WireError,
} from "@ledgerscope/proof";
import { STORE } from "@ledgerscope/schema";
import { VALID } from "../decode/validationCodes.ts";
import { EXPIRING, keyHistory, position } from "../derive/keyHistory.ts";
import { isStoredFromGenesis } from "../verify/storedConfig.ts";
import { IN_SCOPE, type StoredScope, scopeParams } from "../verify/storedScope.ts";

/** Keys asked for at a time: parameters travel in the address of the request. */
const KEYS_PER_QUERY = 200;
const EMPTY = new Uint8Array(0);

/** Where definitions stand: lifecycle's, and LSCC's of Fabric 1.x. */
const DEFINING: readonly string[] = ["_lifecycle", "lscc"];

type Blocks = readonly { readonly block: FabricBlock; readonly envelopes: readonly DecodedEnvelope[] }[];

/** A key that exists. */
interface KeyState {
  /** Of its last write, of value or metadata: what expires counts from there. */
  readonly height: number;
  readonly policy: Uint8Array;
}

/**
 * What a channel's state says of endorsement policies at a height: chaincode definitions, and the policies of
 * single keys. It starts from stored rows and moves on block by block.
 */
export class PolicyState {
  readonly #scope: StoredScope;
  /** Values of the defining namespaces, by namespace and key. */
  readonly #defining = new Map<string, Uint8Array>();
  readonly #definitions = new Map<string, ChaincodeDefinition | undefined>();
  /** Namespaces in which any key has ever had metadata. */
  readonly #withMetadata: Set<string>;
  /** The keys that the blocks at hand write, as far as these have been applied; one that is not there does not exist. */
  #keys = new Map<string, KeyState>();
  /** Blocks after which private data is purged, by namespace and collection. */
  readonly #expiring: ReadonlyMap<string, number>;
  /** The next block. */
  #height: number;

  #isComplete: boolean;

  private constructor(
    scope: StoredScope,
    height: number,
    withMetadata: Set<string>,
    expiring: ReadonlyMap<string, number>,
    isComplete: boolean,
  ) {
    this.#scope = scope;
    this.#height = height;
    this.#expiring = expiring;
    this.#withMetadata = withMetadata;
    this.#isComplete = isComplete;
  }

  /** Every block up to here was stored or applied: what is not known does not exist. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** A block is missing: what it changed is not known. */
  forget(): void {
    this.#isComplete = false;
  }

  /** The state before a block. */
  static async open(scope: StoredScope, before: number): Promise<PolicyState> {
    const params = { ...scopeParams(scope), before };
    const withMetadata = new Set<string>();
    const namespaces = `SELECT DISTINCT t.namespace AS namespace FROM ${STORE}.fabric_writes AS t
WHERE ${IN_SCOPE} AND t.is_metadata AND t.validation_code = 0 AND t.height < {before:UInt64}`;
    for await (const { namespace } of scope.stored.rows<{ namespace: string }>(namespaces, params)) {
      withMetadata.add(namespace);
    }
    const expiring = await readExpiring(scope);
    const state = new PolicyState(scope, before, withMetadata, expiring, await isStoredFromGenesis(scope, before));
    const writes = `SELECT t.namespace AS namespace, lower(hex(t.key)) AS key, t.is_delete AS isDelete,
  lower(hex(t.value)) AS value
FROM ${STORE}.fabric_writes AS t
WHERE ${IN_SCOPE} AND t.namespace IN ('_lifecycle', 'lscc') AND t.collection = '' AND NOT t.is_metadata
  AND t.validation_code = 0 AND t.height < {before:UInt64}
ORDER BY t.height, t.tx_index, t.action_index`;
    type Write = { namespace: string; key: string; isDelete: boolean; value: string };
    for await (const { namespace, key, isDelete, value } of scope.stored.rows<Write>(writes, params)) {
      state.#define(namespace, Buffer.from(key, "hex"), isDelete ? undefined : Buffer.from(value, "hex"));
    }
    return state;
  }

  definition(namespace: string, hasLifecycle: boolean): ChaincodeDefinition | undefined {
    const id = `${hasLifecycle} ${namespace}`;
    if (!this.#definitions.has(id)) {
      const read = (space: string, key: string): Uint8Array | undefined => this.#defining.get(`${space} ${key}`);
      this.#definitions.set(id, readDefinition(namespace, read, hasLifecycle));
    }
    return this.#definitions.get(id);
  }

  keyPolicy(namespace: string, collection: string, key: Uint8Array): Uint8Array {
    if (!this.#withMetadata.has(namespace)) return EMPTY;
    return this.#existing(namespace, collection, key)?.policy ?? EMPTY;
  }

  #existing(namespace: string, collection: string, key: Uint8Array): KeyState | undefined {
    const state = this.#keys.get(place(namespace, collection, key));
    const blocks = state && this.#expiring.get(`${namespace}\n${collection}`);
    // Purged at the end of that block (fabric pvtstatepurgemgmt), with its metadata.
    return state && blocks !== undefined && state.height + blocks + 1 < this.#height ? undefined : state;
  }

  /** Reads what these blocks, the next ones, will ask for. Their policies are those from before the first. */
  async prepare(blocks: Blocks): Promise<void> {
    const first = blocks[0]?.block.number;
    this.#keys = new Map();
    if (first === undefined) return;
    this.#height = first;
    const sets = blocks.flatMap(({ envelopes }) =>
      envelopes.flatMap(({ actions }) => actions.flatMap(({ keySets }) => keySets)),
    );
    const namespaces = new Set(this.#withMetadata);
    for (const { namespace, metadataWrites } of sets) if (metadataWrites.length > 0) namespaces.add(namespace);
    const keys = new Map<string, Set<string>>();
    for (const set of sets) if (namespaces.has(set.namespace)) gatherKeys(set, keys);
    for (const [namespace, wanted] of keys) {
      const list = [...wanted];
      for (let at = 0; at < list.length; at += KEYS_PER_QUERY) {
        await this.#readKeys(first, namespace, list.slice(at, at + KEYS_PER_QUERY));
      }
    }
  }

  /** Moves on behind a block. */
  apply(block: FabricBlock, envelopes: readonly DecodedEnvelope[]): void {
    const filter = block.metadata[MetadataIndex.transactionsFilter];
    for (const [index, { actions }] of envelopes.entries()) {
      if (filter?.[index] !== VALID) continue;
      for (const { keySets } of actions) for (const set of keySets) this.#applySet(block.number, set);
    }
    this.#height = block.number + 1;
  }

  /** Metadata of a key that does not exist is void, also where the set itself deletes it (fabric txmgmt/validation/tx_ops.go). */
  #applySet(height: number, set: KeySet): void {
    const { namespace, collection } = set;
    const isDefining = collection === "" && DEFINING.includes(namespace);
    if (set.metadataWrites.length > 0) this.#withMetadata.add(namespace);
    for (const write of set.writes) {
      const isGone = isDeletion(set, write);
      if (isDefining) this.#define(namespace, write.key, isGone ? undefined : write.value.slice());
      const policy = this.#existing(namespace, collection, write.key)?.policy ?? EMPTY;
      const at = place(namespace, collection, write.key);
      if (isGone) this.#keys.delete(at);
      else this.#keys.set(at, { height, policy });
    }
    for (const { key, entries } of set.metadataWrites) {
      if (!this.#existing(namespace, collection, key)) continue;
      this.#keys.set(place(namespace, collection, key), { height, policy: policyOf(entries).slice() });
    }
  }

  #define(namespace: string, key: Uint8Array, value: Uint8Array | undefined): void {
    const id = `${namespace} ${Buffer.from(key).toString("utf8")}`;
    if (value) this.#defining.set(id, value);
    else this.#defining.delete(id);
    this.#definitions.clear();
  }

  /** Those that exist before the block, with their last metadata. */
  async #readKeys(before: number, namespace: string, keys: readonly string[]): Promise<void> {
    const chosen = `channel = {channel:String} AND namespace = {namespace:String}
      AND key IN (arrayMap(x -> unhex(x), {keys:Array(String)}))`;
    const sql = `SELECT collection, lower(hex(key)) AS key, toString(max(height)) AS height,
  lower(hex(argMaxIf(entries, pos, has_metadata))) AS entries
FROM (
  SELECT collection, key, height, pos, max(if(deleted, pos, 0)) OVER (PARTITION BY collection, key) AS deleted_at
  FROM (${keyHistory({ keys: chosen })})
) AS written
LEFT JOIN (
  SELECT collection, key, ${position("height", "tx_index")} AS pos, argMax(value, action_index) AS entries,
    true AS has_metadata
  FROM ${STORE}.fabric_writes
  WHERE network = {network:String} AND height < {to:UInt64} AND validation_code = 0 AND is_metadata AND ${chosen}
  GROUP BY collection, key, height, tx_index
) AS described USING (collection, key, pos)
WHERE pos > deleted_at
GROUP BY collection, key`;
    const params = { ...scopeParams(this.#scope), to: before, namespace, keys };
    type Found = { collection: string; key: string; height: string; entries: string };
    for await (const { collection, key, height, entries } of this.#scope.stored.rows<Found>(sql, params)) {
      const policy = policyOf(Buffer.from(entries, "hex"));
      this.#keys.set(place(namespace, collection, Buffer.from(key, "hex")), { height: Number(height), policy });
    }
  }
}

function gatherKeys({ namespace, writes, metadataWrites }: KeySet, keys: Map<string, Set<string>>): void {
  const wanted = keys.get(namespace) ?? new Set<string>();
  keys.set(namespace, wanted);
  for (const { key } of writes) wanted.add(toHex(key));
  for (const { key } of metadataWrites) wanted.add(toHex(key));
}

/** Of every stored definition: Fabric allows no change of it. */
async function readExpiring(scope: StoredScope): Promise<ReadonlyMap<string, number>> {
  const expiring = new Map<string, number>();
  const sql = `SELECT namespace, collection, toString(blocks) AS blocks FROM (${EXPIRING}) WHERE channel = {channel:String}`;
  type Found = { namespace: string; collection: string; blocks: string };
  for await (const { namespace, collection, blocks } of scope.stored.rows<Found>(sql, scopeParams(scope))) {
    expiring.set(`${namespace}\n${collection}`, Number(blocks));
  }
  return expiring;
}

/** No message: whatever reads it as a policy says so, and no transaction meets it. */
const UNREADABLE = Uint8Array.of(0);

function policyOf(entries: Uint8Array): Uint8Array {
  try {
    return validationParameter(entries);
  } catch (error) {
    if (error instanceof WireError) return UNREADABLE;
    throw error;
  }
}

const place = (namespace: string, collection: string, key: Uint8Array): string =>
  `${namespace}\n${collection}\n${Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1")}`;
