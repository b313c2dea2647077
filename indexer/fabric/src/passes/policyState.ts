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
import { isStoredFromGenesis } from "../verify/storedConfig.ts";
import { IN_SCOPE, type StoredScope, scopeParams } from "../verify/storedScope.ts";

/** Keys asked for at a time: parameters travel in the address of the request. */
const KEYS_PER_QUERY = 200;
const EMPTY = new Uint8Array(0);

/** Where definitions stand: lifecycle's, and LSCC's of Fabric 1.x. */
const DEFINING: readonly string[] = ["_lifecycle", "lscc"];

type Blocks = readonly { readonly block: FabricBlock; readonly envelopes: readonly DecodedEnvelope[] }[];

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
  /** Policies of the keys that the blocks at hand write, as far as these have been applied. */
  #keyPolicies = new Map<string, Uint8Array>();

  #isComplete: boolean;

  private constructor(scope: StoredScope, withMetadata: Set<string>, isComplete: boolean) {
    this.#scope = scope;
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
    const state = new PolicyState(scope, withMetadata, await isStoredFromGenesis(scope, before));
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
    return this.#keyPolicies.get(place(namespace, collection, key)) ?? EMPTY;
  }

  /** Reads what these blocks, the next ones, will ask for. Their policies are those from before the first. */
  async prepare(blocks: Blocks): Promise<void> {
    const first = blocks[0]?.block.number;
    this.#keyPolicies = new Map();
    if (first === undefined || this.#withMetadata.size === 0) return;
    const keys = new Map<string, Set<string>>();
    for (const { envelopes } of blocks) {
      for (const { actions } of envelopes) {
        for (const { keySets } of actions) for (const set of keySets) this.#gatherKeys(set, keys);
      }
    }
    for (const [namespace, wanted] of keys) {
      const list = [...wanted];
      for (let at = 0; at < list.length; at += KEYS_PER_QUERY) {
        await this.#readKeyPolicies(first, namespace, list.slice(at, at + KEYS_PER_QUERY));
      }
    }
  }

  /** Moves on behind a block. */
  apply(block: FabricBlock, envelopes: readonly DecodedEnvelope[]): void {
    const filter = block.metadata[MetadataIndex.transactionsFilter];
    for (const [index, { actions }] of envelopes.entries()) {
      if (filter?.[index] !== VALID) continue;
      for (const { keySets } of actions) for (const set of keySets) this.#applySet(set);
    }
  }

  #applySet(set: KeySet): void {
    const { namespace, collection } = set;
    const isDefining = collection === "" && DEFINING.includes(namespace);
    if (set.metadataWrites.length > 0) this.#withMetadata.add(namespace);
    for (const write of set.writes) {
      const isGone = isDeletion(set, write);
      if (isDefining) this.#define(namespace, write.key, isGone ? undefined : write.value.slice());
      if (isGone) this.#keyPolicies.delete(place(namespace, collection, write.key));
    }
    for (const { key, entries } of set.metadataWrites) {
      this.#keyPolicies.set(place(namespace, collection, key), policyOf(entries).slice());
    }
  }

  #define(namespace: string, key: Uint8Array, value: Uint8Array | undefined): void {
    const id = `${namespace} ${Buffer.from(key).toString("utf8")}`;
    if (value) this.#defining.set(id, value);
    else this.#defining.delete(id);
    this.#definitions.clear();
  }

  #gatherKeys({ namespace, writes, metadataWrites }: KeySet, keys: Map<string, Set<string>>): void {
    if (!this.#withMetadata.has(namespace)) return;
    const wanted = keys.get(namespace) ?? new Set<string>();
    keys.set(namespace, wanted);
    for (const { key } of writes) wanted.add(toHex(key));
    for (const { key } of metadataWrites) wanted.add(toHex(key));
  }

  /** Of each key the last metadata, unless the key was deleted since. */
  async #readKeyPolicies(before: number, namespace: string, keys: readonly string[]): Promise<void> {
    const sql = `SELECT t.collection AS collection, lower(hex(t.key)) AS key,
  lower(hex(argMax(if(t.is_metadata, t.value, ''), (t.height, t.tx_index, t.action_index, t.is_metadata)))) AS entries
FROM ${STORE}.fabric_writes AS t
WHERE ${IN_SCOPE} AND t.namespace = {namespace:String} AND t.key IN (arrayMap(x -> unhex(x), {keys:Array(String)}))
  AND t.height < {before:UInt64} AND t.validation_code = 0 AND (t.is_metadata OR t.is_delete)
GROUP BY t.collection, t.key`;
    const params = { ...scopeParams(this.#scope), before, namespace, keys };
    type Found = { collection: string; key: string; entries: string };
    for await (const { collection, key, entries } of this.#scope.stored.rows<Found>(sql, params)) {
      const policy = policyOf(Buffer.from(entries, "hex"));
      this.#keyPolicies.set(place(namespace, collection, Buffer.from(key, "hex")), policy);
    }
  }
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
