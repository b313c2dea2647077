import type { ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import { type DeliverKind, deliver } from "./deliver.ts";
import { filteredBlock } from "./filteredBlock.ts";
import type { Node } from "./node.ts";
import { integer, lengthDelimited } from "./protobuf.ts";

/** A gRPC service whose messages stay bytes, so that recorded ones are served as they are. */
export interface RawService {
  readonly definition: ServiceDefinition;
  readonly handlers: UntypedServiceImplementation;
}

const pass = (bytes: Buffer): Buffer => bytes;

/** A method on bytes. */
export function rawMethod(path: string, isStream: boolean): ServiceDefinition[string] {
  return {
    path,
    requestStream: isStream,
    responseStream: isStream,
    requestSerialize: pass,
    requestDeserialize: pass,
    responseSerialize: pass,
    responseDeserialize: pass,
  };
}

const PEER_READERS = "/Channel/Application/Readers";

/** `protos.Deliver`, the block streams of a peer (fabric core/peer/deliverevents.go). */
export function peerDeliver(node: Node): RawService {
  const kinds: Readonly<Record<string, DeliverKind>> = {
    Deliver: { policy: PEER_READERS, answer: (block) => lengthDelimited(2, block) },
    DeliverFiltered: { policy: PEER_READERS, answer: (block) => lengthDelimited(3, filteredBlock(block)) },
    DeliverWithPrivateData: {
      policy: PEER_READERS,
      answer: (block, number, mspId) => lengthDelimited(4, withPrivateData(node, block, number, mspId)),
    },
  };
  return streams("protos.Deliver", kinds, node);
}

/**
 * `protos.BlockAndPrivateData`. A peer gives private data to members of a collection; which those are is not
 * recorded, and the recording holds what the peer's own organisation may see: so it is told to that one.
 */
function withPrivateData(node: Node, block: Buffer, number: number, mspId: string): Buffer {
  const held = mspId === node.mspId ? node.privateData(number) : [];
  const entries = held.map(([place, bytes]) =>
    lengthDelimited(2, Buffer.concat([integer(1, place), lengthDelimited(2, bytes)])),
  );
  return Buffer.concat([lengthDelimited(1, block), ...entries]);
}

/** `orderer.AtomicBroadcast`; Broadcast is not there, as nothing is ordered. */
export function ordererDeliver(node: Node): RawService {
  return streams(
    "orderer.AtomicBroadcast",
    { Deliver: { policy: "/Channel/Readers", answer: (block) => lengthDelimited(2, block) } },
    node,
  );
}

function streams(service: string, kinds: Readonly<Record<string, DeliverKind>>, node: Node): RawService {
  const names = Object.keys(kinds);
  return {
    definition: Object.fromEntries(names.map((name) => [name, rawMethod(`/${service}/${name}`, true)])),
    handlers: Object.fromEntries(
      names.map((name) => [
        name,
        (stream: Parameters<typeof deliver>[0]) => deliver(stream, node, kinds[name] as DeliverKind),
      ]),
    ),
  };
}
