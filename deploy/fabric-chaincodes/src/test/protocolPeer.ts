import { randomUUID } from "node:crypto";
import { type ClientDuplexStream, credentials } from "@grpc/grpc-js";
import { ledger, peer } from "@hyperledger/fabric-protos";
import { type Call, makeProposal, type Proposal, timestamp } from "./proposal.ts";
import { WorldState, type Write } from "./worldState.ts";

const { Type } = peer.ChaincodeMessage;
/** Small, so that iterators come back for more. */
const PAGE = 3;
/** As a peer's. */
const LARGEST_MESSAGE_BYTES = 100 * 1024 * 1024;

/** What a simulation came to. Nothing of it is in the state before `commit`. */
export interface Simulation {
  readonly txId: string;
  readonly timeMs: number;
  readonly status: number;
  readonly message: string;
  readonly payload: string;
  readonly writes: readonly Write[];
  readonly policies: ReadonlyMap<string, Uint8Array>;
  readonly event: { readonly name: string; readonly payload: string } | undefined;
  /** Of chaincodes that this one called. */
  readonly nested: readonly { readonly peer: ProtocolPeer; readonly simulation: Simulation }[];
}

interface Running {
  readonly call: Call;
  readonly proposal: Proposal;
  readonly writes: Write[];
  readonly policies: Map<string, Uint8Array>;
  readonly iterators: Map<string, Uint8Array[]>;
  readonly nested: { peer: ProtocolPeer; simulation: Simulation }[];
  readonly done: (simulation: Simulation) => void;
  readonly failed: (cause: Error) => void;
}

/**
 * The peer's side of Fabric's chaincode protocol (ChaincodeMessage over gRPC), with the state in memory: it
 * registers a chaincode served elsewhere, simulates transactions on committed state (a transaction does not see its
 * own writes) and applies their writes. It is not a peer: no signatures, no policies, no versions, no blocks.
 */
export class ProtocolPeer {
  readonly channel: string;
  readonly state = new WorldState();
  /** Chaincodes on the same channel, for calls from this one. */
  readonly others = new Map<string, ProtocolPeer>();
  readonly #client: peer.ChaincodeClient;
  readonly #stream: ClientDuplexStream<peer.ChaincodeMessage, peer.ChaincodeMessage>;
  readonly #running = new Map<string, Running>();
  /** The package id that the chaincode registered with. */
  readonly registered: Promise<string>;

  constructor(address: string, channel = "mychannel") {
    this.channel = channel;
    this.#client = new peer.ChaincodeClient(address, credentials.createInsecure(), {
      "grpc.max_receive_message_length": LARGEST_MESSAGE_BYTES,
    });
    this.#stream = this.#client.connect();
    this.registered = new Promise((resolve, reject) => {
      const fail = (cause: Error) => {
        reject(cause);
        for (const running of this.#running.values()) running.failed(cause);
      };
      this.#stream.on("error", fail);
      this.#stream.on("end", () => fail(new Error("the chaincode went away")));
      this.#stream.on("data", (message: peer.ChaincodeMessage) => {
        if (message.getType() !== Type.REGISTER) return void this.#handle(message);
        for (const type of [Type.REGISTERED, Type.READY]) this.#send(type, "", new Uint8Array());
        resolve(peer.ChaincodeID.deserializeBinary(message.getPayload_asU8()).getName());
      });
    });
  }

  close(): void {
    this.#stream.end();
    this.#client.close();
  }

  async simulate(call: Call, proposal = makeProposal(this.channel, call)): Promise<Simulation> {
    return this.#run(call, proposal);
  }

  commit(simulation: Simulation): void {
    if (simulation.status !== 200) throw new Error(`a refused transaction is not committed: ${simulation.message}`);
    this.state.apply(simulation.txId, simulation.timeMs, simulation.writes);
    for (const [key, policy] of simulation.policies) {
      if (this.state.get("", key)) this.state.metadata.set(key, new Map([["VALIDATION_PARAMETER", policy]]));
    }
    for (const { peer: other, simulation: part } of simulation.nested) other.commit(part);
  }

  /** Simulates and, where the chaincode agrees, commits. */
  async submit(call: Call): Promise<Simulation> {
    const simulation = await this.simulate(call);
    if (simulation.status === 200) this.commit(simulation);
    return simulation;
  }

  async #run(call: Call, proposal: Proposal): Promise<Simulation> {
    await this.registered;
    return new Promise((done, failed) => {
      const fresh = { writes: [], policies: new Map(), iterators: new Map(), nested: [] };
      this.#running.set(proposal.txId, { call, proposal, ...fresh, done, failed });
      this.#send(Type.TRANSACTION, proposal.txId, proposal.input, proposal.signed);
    });
  }

  async #handle(message: peer.ChaincodeMessage): Promise<void> {
    const txId = message.getTxid();
    const running = this.#running.get(txId);
    if (!running) return;
    if (message.getType() === Type.COMPLETED) return this.#complete(running, message);
    try {
      this.#send(Type.RESPONSE, txId, await this.#answer(running, message));
    } catch (cause) {
      this.#send(Type.ERROR, txId, Buffer.from(String(cause)));
    }
  }

  async #answer(running: Running, message: peer.ChaincodeMessage): Promise<Uint8Array> {
    const bytes = message.getPayload_asU8();
    const nothing = new Uint8Array();
    switch (message.getType()) {
      case Type.GET_STATE: {
        const asked = peer.GetState.deserializeBinary(bytes);
        return this.state.get(asked.getCollection(), asked.getKey()) ?? nothing;
      }
      case Type.GET_PRIVATE_DATA_HASH: {
        const asked = peer.GetState.deserializeBinary(bytes);
        return this.state.hash(asked.getCollection(), asked.getKey()) ?? nothing;
      }
      case Type.PUT_STATE: {
        const put = peer.PutState.deserializeBinary(bytes);
        running.writes.push({ collection: put.getCollection(), key: put.getKey(), value: put.getValue_asU8() });
        return nothing;
      }
      case Type.DEL_STATE: {
        const del = peer.DelState.deserializeBinary(bytes);
        running.writes.push({ collection: del.getCollection(), key: del.getKey(), value: undefined });
        return nothing;
      }
      case Type.PURGE_PRIVATE_DATA: {
        const purge = peer.PurgePrivateState.deserializeBinary(bytes);
        running.writes.push({ collection: purge.getCollection(), key: purge.getKey(), value: undefined });
        return nothing;
      }
      case Type.PUT_STATE_METADATA: {
        const put = peer.PutStateMetadata.deserializeBinary(bytes);
        running.policies.set(put.getKey(), put.getMetadata()?.getValue_asU8() ?? nothing);
        return nothing;
      }
      case Type.GET_STATE_BY_RANGE: {
        const range = peer.GetStateByRange.deserializeBinary(bytes);
        const found = this.state.range(range.getCollection(), range.getStartkey(), range.getEndkey());
        return page(running, randomUUID(), found.map(keyValue));
      }
      case Type.GET_HISTORY_FOR_KEY: {
        const { key } = peer.GetHistoryForKey.deserializeBinary(bytes).toObject();
        return page(running, randomUUID(), this.state.history(key).map(modification));
      }
      case Type.QUERY_STATE_NEXT: {
        const { id } = peer.QueryStateNext.deserializeBinary(bytes).toObject();
        return page(running, id, running.iterators.get(id) ?? []);
      }
      case Type.QUERY_STATE_CLOSE: {
        const { id } = peer.QueryStateClose.deserializeBinary(bytes).toObject();
        running.iterators.delete(id);
        return response(id, [], false);
      }
      case Type.INVOKE_CHAINCODE:
        return this.#invokeOther(running, peer.ChaincodeSpec.deserializeBinary(bytes));
      default:
        throw new Error(`message type ${message.getType()} is not served`);
    }
  }

  async #invokeOther(running: Running, spec: peer.ChaincodeSpec): Promise<Uint8Array> {
    // The shim names the chaincode as `name/channel`.
    const name = (spec.getChaincodeId()?.getName() ?? "").split("/")[0] ?? "";
    const other = this.others.get(name);
    if (!other) throw new Error(`chaincode ${name} not found`);
    const input = spec.getInput() ?? new peer.ChaincodeInput();
    const simulation = await other.#run(running.call, { ...running.proposal, input: input.serializeBinary() });
    running.nested.push({ peer: other, simulation });
    const answer = new peer.Response();
    answer.setStatus(simulation.status);
    answer.setMessage(simulation.message);
    answer.setPayload(Buffer.from(simulation.payload));
    const message = new peer.ChaincodeMessage();
    message.setType(Type.COMPLETED);
    message.setPayload(answer.serializeBinary());
    return message.serializeBinary();
  }

  #complete(running: Running, message: peer.ChaincodeMessage): void {
    const { call, proposal, writes, policies, nested } = running;
    this.#running.delete(proposal.txId);
    const answer = peer.Response.deserializeBinary(message.getPayload_asU8());
    const event = message.getChaincodeEvent();
    running.done({
      txId: proposal.txId,
      timeMs: call.timeMs,
      status: answer.getStatus(),
      message: answer.getMessage(),
      payload: Buffer.from(answer.getPayload_asU8()).toString(),
      writes,
      policies,
      event: event && { name: event.getEventName(), payload: Buffer.from(event.getPayload_asU8()).toString() },
      nested,
    });
  }

  #send(
    type: peer.ChaincodeMessage.TypeMap[keyof peer.ChaincodeMessage.TypeMap],
    txId: string,
    payload: Uint8Array,
    proposal?: peer.SignedProposal,
  ): void {
    const message = new peer.ChaincodeMessage();
    message.setType(type);
    message.setTxid(txId);
    message.setChannelId(this.channel);
    message.setPayload(payload);
    if (proposal) message.setProposal(proposal);
    this.#stream.write(message);
  }
}

function keyValue({ key, value }: { key: string; value: Uint8Array }): Uint8Array {
  const item = new ledger.queryresult.KV();
  item.setKey(key);
  item.setValue(value);
  return item.serializeBinary();
}

function modification(version: { txId: string; timeMs: number; value: Uint8Array | undefined }): Uint8Array {
  const item = new ledger.queryresult.KeyModification();
  item.setTxId(version.txId);
  item.setTimestamp(timestamp(version.timeMs));
  item.setIsDelete(version.value === undefined);
  item.setValue(version.value ?? new Uint8Array());
  return item.serializeBinary();
}

/** The next page of results; the rest waits under the iterator's id. */
function page(running: Running, id: string, results: readonly Uint8Array[]): Uint8Array {
  running.iterators.set(id, results.slice(PAGE));
  return response(id, results.slice(0, PAGE), results.length > PAGE);
}

function response(id: string, results: readonly Uint8Array[], more: boolean): Uint8Array {
  const message = new peer.QueryResponse();
  message.setId(id);
  message.setHasMore(more);
  message.setResultsList(
    results.map((bytes) => {
      const result = new peer.QueryResultBytes();
      result.setResultbytes(bytes);
      return result;
    }),
  );
  return message.serializeBinary();
}
