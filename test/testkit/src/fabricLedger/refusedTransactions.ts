import { common } from "@hyperledger/fabric-protos";
import { commitArguments, definitionWrites, sequenceKey } from "./chaincodeDefinition.ts";
import { type Call, endorsedEnvelope, type Version } from "./envelope.ts";
import type { Member, Organisation } from "./organisation.ts";

/** A transaction that a peer refuses. */
export interface RefusedTransaction {
  readonly name:
    | "policy changed in flight"
    | "lifecycle policy"
    | "results that differ"
    | "expired certificate"
    | "forged signature"
    | "same id, other arguments"
    | "unreadable payload"
    | "id of another"
    | "no definition"
    | "key that the state database refuses";
  /** The validation code that a peer gives. */
  readonly code: number;
  /** Bytes of `common.Envelope`. */
  readonly envelope: Uint8Array;
}

export interface RefusedOptions {
  /** Channel and time; the rest is replaced. */
  readonly call: Call;
  readonly organisations: readonly Organisation[];
  /** One of each organisation. */
  readonly peers: readonly Member[];
  readonly clients: readonly Member[];
  readonly chaincode: { readonly name: string; readonly version: string };
  /** Where the definition stands that the endorsers knew; another was committed since. */
  readonly definedAt: Version;
  nonce(): Uint8Array;
  /** Certificates of the organisations begin before this, Unix milliseconds. */
  readonly startMs: number;
}

const HOUR_MS = 3_600_000;

/**
 * One transaction for each way to be refused that takes more than traffic: a peer would give them these codes
 * (peer/transaction.proto; core/committer/txvalidator, core/common/validation).
 */
export async function refusedTransactions(options: RefusedOptions): Promise<readonly RefusedTransaction[]> {
  const { organisations, peers, clients, chaincode, definedAt, nonce, startMs } = options;
  const [first, second] = clients as [Member, Member];
  const [organisation] = organisations as [Organisation];
  const write = (key: string) => ({ key, value: Buffer.from("1") });
  const call = (key: string, change: Partial<Call> = {}): Call => ({
    ...options.call,
    ...{ nonce: nonce(), creator: first, endorsers: peers, chaincode: chaincode.name, version: chaincode.version },
    args: [Buffer.from("put"), Buffer.from(key)],
    simulations: [{ namespace: chaincode.name, reads: [], writes: [write(key)] }],
    ...change,
  });
  const known = {
    namespace: "_lifecycle",
    reads: [{ key: sequenceKey(chaincode.name), version: definedAt }],
    writes: [],
  };
  const inFlight = call("in-flight", { endorsers: peers.slice(0, 1) });
  const other = { name: "other", version: "1.0" };
  const expired = await organisation.issue("expired", "client", new Date(startMs - HOUR_MS));
  const repeated = call("repeated");
  const [one, two] = peers as [Member, Member];
  const differing: Member = { identity: two.identity, sign: () => two.sign(Buffer.from("another result")) };
  return [
    {
      ...{ name: "policy changed in flight", code: 10 },
      envelope: endorsedEnvelope({ ...inFlight, simulations: [known, ...inFlight.simulations] }),
    },
    {
      ...{ name: "lifecycle policy", code: 10 },
      envelope: endorsedEnvelope({
        ...call("", { endorsers: [one], chaincode: "_lifecycle", version: "syscc", args: commitArguments(other) }),
        simulations: [definitionWrites(other)],
      }),
    },
    {
      ...{ name: "results that differ", code: 10 },
      envelope: endorsedEnvelope(call("differing", { endorsers: [one, differing] })),
    },
    { name: "expired certificate", code: 4, envelope: endorsedEnvelope(call("expired", { creator: expired })) },
    {
      ...{ name: "forged signature", code: 4 },
      envelope: endorsedEnvelope(
        call("forged", { creator: { identity: second.identity, sign: (m) => first.sign(m) } }),
      ),
    },
    // Refused itself, so that the next one is what repeats an id.
    { name: "key that the state database refuses", code: 24, envelope: endorsedEnvelope(repeated) },
    {
      ...{ name: "same id, other arguments", code: 9 },
      envelope: endorsedEnvelope({ ...repeated, args: [Buffer.from("put"), Buffer.from("again")] }),
    },
    { name: "unreadable payload", code: 2, envelope: unreadable(first) },
    { name: "id of another", code: 8, envelope: endorsedEnvelope(call("stolen", { txId: "5".repeat(64) })) },
    {
      ...{ name: "no definition", code: 25 },
      envelope: endorsedEnvelope({
        ...call("x", { chaincode: "ghost" }),
        simulations: [{ namespace: "ghost", reads: [], writes: [write("x")] }],
      }),
    },
  ];
}

/** A signed envelope whose payload is no protobuf. */
function unreadable(creator: Member): Uint8Array {
  const payload = Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]);
  const envelope = new common.Envelope();
  envelope.setPayload(payload);
  envelope.setSignature(creator.sign(payload));
  return envelope.serializeBinary();
}
