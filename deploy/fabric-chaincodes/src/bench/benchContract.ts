import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type Context, Contract } from "fabric-contract-api";
import { KeyEndorsementPolicy } from "fabric-shim";
import { canonicalJson } from "../canonicalJson.ts";

/** Fabric's own limit for one message is 100 MB; what is bigger than this only tests the machine. */
const LARGEST_VALUE_BYTES = 16 * 1024 * 1024;
const LONGEST_SLEEP_MS = 10 * 60_000;

/** Different in every process: two peers served by two processes never agree on it. */
const instance = randomBytes(8).toString("hex");

/**
 * Provokes what happens to transactions on a Fabric network. Every argument is text; every function takes a
 * key that nobody has written before. Namespace of functions: `bench:`, or none.
 */
export class BenchContract extends Contract {
  constructor() {
    super("bench");
  }

  /** Writes without reading: never in conflict. */
  async put(ctx: Context, key: string, value: string): Promise<string> {
    await ctx.stub.putState(key, Buffer.from(value));
    return value;
  }

  /** @returns the value as text, nothing where there is none */
  async get(ctx: Context, key: string): Promise<string> {
    return text(await ctx.stub.getState(key));
  }

  /** Reads and writes one key: two of them in one block conflict (MVCC_READ_CONFLICT). */
  async increment(ctx: Context, key: string): Promise<string> {
    const next = String(integer(text(await ctx.stub.getState(key)) || "0") + 1);
    await ctx.stub.putState(key, Buffer.from(next));
    return next;
  }

  /** Reads and writes two keys; balances begin at 0 and may be negative. */
  async transfer(ctx: Context, from: string, to: string, amount: string): Promise<string> {
    const change = integer(amount);
    const payer = integer(text(await ctx.stub.getState(from)) || "0") - change;
    const payee = integer(text(await ctx.stub.getState(to)) || "0") + change;
    await ctx.stub.putState(from, Buffer.from(String(payer)));
    await ctx.stub.putState(to, Buffer.from(String(payee)));
    return canonicalJson({ [from]: payer, [to]: payee });
  }

  /** Counts keys in [from, to) and writes the count: a key that comes or goes meanwhile is a phantom (PHANTOM_READ_CONFLICT). */
  async rangeCount(ctx: Context, from: string, to: string, resultKey: string): Promise<string> {
    let count = 0;
    for await (const _ of ctx.stub.getStateByRange(from, to)) count++;
    await ctx.stub.putState(resultKey, Buffer.from(String(count)));
    return String(count);
  }

  /** Deletes without reading. */
  async remove(ctx: Context, key: string): Promise<void> {
    await ctx.stub.deleteState(key);
  }

  async putComposite(ctx: Context, type: string, a: string, b: string, value: string): Promise<void> {
    await ctx.stub.putState(ctx.stub.createCompositeKey(type, [a, b]), Buffer.from(value));
  }

  /** @returns how many composite keys of `type` begin with `a` */
  async countComposite(ctx: Context, type: string, a: string): Promise<string> {
    let count = 0;
    for await (const _ of ctx.stub.getStateByPartialCompositeKey(type, [a])) count++;
    return String(count);
  }

  /** @returns every version of a key, newest first: `[{ txId, isDelete, value }]` */
  async history(ctx: Context, key: string): Promise<string> {
    const versions = [];
    for await (const { txId, isDelete, value } of ctx.stub.getHistoryForKey(key)) {
      versions.push({ txId, isDelete: Boolean(isDelete), value: text(value) });
    }
    return canonicalJson(versions);
  }

  /**
   * From now on every one of these organisations must endorse what writes the key (key-level endorsement).
   * The key is written too, since a policy clings to a value only.
   *
   * @param mspIds separated by commas
   */
  async setKeyPolicy(ctx: Context, key: string, mspIds: string): Promise<void> {
    const old = await ctx.stub.getState(key);
    await ctx.stub.putState(key, old.length > 0 ? old : Buffer.from("0"));
    const policy = new KeyEndorsementPolicy();
    policy.addOrgs("PEER", ...mspIds.split(","));
    await ctx.stub.setStateValidationParameter(key, policy.getPolicy());
  }

  /** The value comes in the transient map as `value`: only its hash goes into the block. */
  async putPrivate(ctx: Context, collection: string, key: string): Promise<void> {
    const value = ctx.stub.getTransient().get("value");
    if (!value) throw new Error("putPrivate needs the transient field: value");
    await ctx.stub.putPrivateData(collection, key, value);
  }

  async getPrivate(ctx: Context, collection: string, key: string): Promise<string> {
    return text(await ctx.stub.getPrivateData(collection, key));
  }

  /** Removes the value and its history from every member's disk (Fabric 2.5 and later). */
  async purgePrivate(ctx: Context, collection: string, key: string): Promise<void> {
    await ctx.stub.purgePrivateData(collection, key);
  }

  /** Writes a value of so many bytes, up to 16 MiB: the first 16 are the key's, then it repeats the alphabet. */
  async large(ctx: Context, key: string, bytes: string): Promise<string> {
    const size = integer(bytes);
    if (size < 1 || size > LARGEST_VALUE_BYTES)
      throw new Error(`large takes 1 to ${LARGEST_VALUE_BYTES} bytes, not ${size}`);
    const value = Buffer.alloc(size, "abcdefghijklmnopqrstuvwxyz");
    value.write(key.slice(0, 16));
    await ctx.stub.putState(key, value);
    return String(size);
  }

  /** A chaincode event; a transaction carries one at most, the last that was set. */
  async event(ctx: Context, name: string, payload: string): Promise<void> {
    ctx.stub.setEvent(name, Buffer.from(payload));
  }

  /**
   * Calls a function of another chaincode on this channel; its reads and writes become part of this transaction.
   * The other definition must be served by another process: one handler runs one transaction at a time under one id.
   *
   * @param args JSON array of texts
   */
  async nested(ctx: Context, chaincode: string, name: string, args: string): Promise<string> {
    const list: unknown = JSON.parse(args);
    if (!Array.isArray(list)) throw new Error("nested takes its arguments as a JSON array of texts");
    const response = await ctx.stub.invokeChaincode(chaincode, [name, ...list.map(String)], ctx.stub.getChannelID());
    if (response.status !== 200) throw new Error(`${chaincode} answered ${response.status}: ${response.message}`);
    return text(response.payload);
  }

  /** Refuses: no endorsement, nothing on the ledger. */
  async fail(_ctx: Context, message: string): Promise<void> {
    throw new Error(message);
  }

  /** Endorses slowly, then writes. A peer gives a transaction `chaincode.executetimeout`, 30 s unless configured. */
  async sleep(ctx: Context, key: string, ms: string): Promise<void> {
    const duration = integer(ms);
    if (duration < 0 || duration > LONGEST_SLEEP_MS)
      throw new Error(`sleep takes 0 to ${LONGEST_SLEEP_MS} ms, not ${duration}`);
    await setTimeout(duration);
    await ctx.stub.putState(key, Buffer.from(ms));
  }

  /** Writes random bytes: no two endorsers agree (ProposalResponsePayloads do not match). */
  async nondeterministic(ctx: Context, key: string): Promise<void> {
    await ctx.stub.putState(key, randomBytes(16));
  }

  /** Writes what is different in every process: endorsers agree exactly where one process serves them all. */
  async differsByProcess(ctx: Context, key: string): Promise<string> {
    await ctx.stub.putState(key, Buffer.from(instance));
    return instance;
  }
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("utf8");
}

function integer(value: string): number {
  if (!/^-?\d{1,15}$/.test(value)) throw new Error(`${JSON.stringify(value.slice(0, 40))} is not an integer`);
  return Number(value);
}
