import type { ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { FabricBlock } from "@ledgerscope/proof";
import { type DeliverKind, deliver } from "./deliver.ts";
import { filteredBlock } from "./filteredBlock.ts";
import type { Node } from "./node.ts";
import { lengthDelimited } from "./protobuf.ts";

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
    // Recordings hold no private data: the map beside the block is empty.
    DeliverWithPrivateData: { policy: PEER_READERS, answer: (block) => lengthDelimited(4, lengthDelimited(1, block)) },
  };
  return streams("protos.Deliver", kinds, node);
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

/** A block as an orderer keeps it: what peers add, codes and commit hash, is not there yet. */
export function asOrdered(block: FabricBlock): FabricBlock {
  const TRANSACTIONS_FILTER = 2;
  const COMMIT_HASH = 4;
  const isPeers = (index: number): boolean => index === TRANSACTIONS_FILTER || index === COMMIT_HASH;
  return { ...block, metadata: block.metadata.map((item, index) => (isPeers(index) ? new Uint8Array() : item)) };
}
