import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { type ClientDuplexStream, credentials as grpcCredentials } from "@grpc/grpc-js";
import { type common, orderer, peer } from "@hyperledger/fabric-protos";
import type { Credentials } from "../clients/credentials.ts";
import { seekEnvelope } from "./seekEnvelope.ts";

/** How long to wait before a node that went away is asked again, in milliseconds. */
const AGAIN_MS = 500;
const UNLIMITED = { "grpc.max_receive_message_length": -1 };

/** A block as one node delivers it. */
export interface Delivered {
  readonly block: common.Block;
  /** Private data that the peer holds: place in the block → `TxPvtReadWriteSet`, base64. */
  readonly privateData: Readonly<Record<string, string>>;
}

export interface FollowedNode {
  readonly kind: "peer" | "orderer";
  readonly address: string;
  /** Path of a PEM file. */
  readonly tlsCa: string;
}

/** What peers and orderers answer alike. */
interface Answer {
  getStatus(): number;
  getBlock(): common.Block | undefined;
  getBlockAndPrivateData?(): peer.BlockAndPrivateData | undefined;
}

/**
 * Hands over every block of a node from block 0 on, each once and in order, until aborted; when the node goes
 * away it is asked again from the next block on. Peers deliver with their private data.
 */
export async function followBlocks(
  node: FollowedNode,
  options: {
    channel: string;
    credentials: Credentials;
    onBlock: (delivered: Delivered) => void;
    /** Told why the node does not deliver at the moment. */
    onProblem: (problem: string) => void;
    signal: AbortSignal;
  },
): Promise<void> {
  let next = 0;
  const tls = grpcCredentials.createSsl(await readFile(node.tlsCa));
  while (!options.signal.aborted) {
    const client =
      node.kind === "peer"
        ? new peer.DeliverClient(node.address, tls, UNLIMITED)
        : new orderer.AtomicBroadcastClient(node.address, tls, UNLIMITED);
    const stream = (
      client instanceof peer.DeliverClient ? client.deliverWithPrivateData() : client.deliver()
    ) as ClientDuplexStream<common.Envelope, Answer>;
    const stop = (): void => stream.cancel();
    options.signal.addEventListener("abort", stop, { once: true });
    stream.write(await seekEnvelope(options.channel, next, options.credentials));
    await new Promise<void>((resolve) => {
      stream.on("data", (answer: Answer) => {
        const delivered = deliveredOf(answer);
        // A status instead of a block: the node has closed the stream, or refuses.
        if (!delivered) {
          options.onProblem(`it answers with status ${answer.getStatus()}`);
          return stream.cancel();
        }
        if (delivered.block.getHeader()?.getNumber() !== next) return;
        next++;
        options.onBlock(delivered);
      });
      // The node is down, restarting or stopped: tried again below.
      stream.on("error", (error) => {
        if (!options.signal.aborted) options.onProblem(error.message);
        resolve();
      });
      stream.on("end", () => resolve());
    });
    options.signal.removeEventListener("abort", stop);
    client.close();
    await sleep(AGAIN_MS, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

function deliveredOf(answer: Answer): Delivered | undefined {
  const both = answer.getBlockAndPrivateData?.();
  const block = both?.getBlock() ?? answer.getBlock();
  if (!block) return undefined;
  const privateData: Record<string, string> = {};
  for (const [place, data] of both?.getPrivateDataMapMap().entries() ?? [])
    privateData[String(place)] = Buffer.from(data.serializeBinary()).toString("base64");
  return { block, privateData };
}
