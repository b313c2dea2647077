import { once } from "node:events";
import type { ServerDuplexStream } from "@grpc/grpc-js";
import { orderer } from "@hyperledger/fabric-protos";
import { decodeIdentity, isConfigBlock } from "@ledgerscope/proof";
import type { AccessPolicy, SignedRequest } from "./channelAccess.ts";
import { encodeBlock, encodeHeaderWithSignatures } from "./encodeBlock.ts";
import type { Node } from "./node.ts";
import { integer } from "./protobuf.ts";
import { readSeek, type Seek, SeekError, type Span, Status, spanOf } from "./seek.ts";

/** One of Fabric's block streams. */
export interface DeliverKind {
  /** Policy that a client has to meet. */
  readonly policy: AccessPolicy;
  /** The answer that carries a block, given as bytes of `common.Block`, for a client of that MSP. */
  answer(block: Buffer, number: number, mspId: string): Buffer;
}

type Stream = ServerDuplexStream<Buffer, Buffer>;

/**
 * Serves one stream: a client sends a seek envelope, gets its blocks and a status, and after SUCCESS may send the
 * next one (fabric common/deliver/deliver.go, `Handle`).
 */
export function deliver(stream: Stream, node: Node, kind: DeliverKind): void {
  const over = new AbortController();
  const end = (): void => over.abort();
  stream.on("cancelled", end).on("error", end).on("close", end);
  let served: Promise<unknown> = Promise.resolve();
  const serve = async (envelope: Buffer): Promise<void> => {
    if (over.signal.aborted) return;
    const status = await answer(envelope, stream, node, kind, over.signal);
    await send(stream, integer(1, status), over.signal);
    if (status === Status.success) return;
    over.abort();
    stream.end();
  };
  const ignoreEnd = (error: unknown): void => {
    if (!over.signal.aborted) stream.destroy(error as Error);
  };
  stream.on("data", (envelope: Buffer) => {
    served = served.then(() => serve(envelope)).catch(ignoreEnd);
  });
  stream.on("end", () => void served.then(() => stream.end()));
}

async function answer(
  envelope: Buffer,
  stream: Stream,
  node: Node,
  kind: DeliverKind,
  signal: AbortSignal,
): Promise<Status> {
  try {
    const seek = readSeek(envelope, node.chain.ledger.channel, node.connectionOf(stream));
    const session = new Session(node, seek, kind.policy);
    await session.check();
    const span = spanOf(seek, node.chain.height);
    await sendBlocks(span, seek, session, { stream, node, kind, signal });
    return Status.success;
  } catch (error) {
    if (error instanceof SeekError) {
      node.log(`deliver: ${error.message}`);
      return error.status;
    }
    throw error;
  }
}

interface Serving {
  readonly stream: Stream;
  readonly node: Node;
  readonly kind: DeliverKind;
  readonly signal: AbortSignal;
}

async function sendBlocks({ start, stop }: Span, seek: Seek, session: Session, serving: Serving): Promise<void> {
  const { stream, node, kind, signal } = serving;
  const mayWait = seek.info.getBehavior() === orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY;
  const wantsHeaders = seek.info.getContentType() === orderer.SeekInfo.SeekContentType.HEADER_WITH_SIG;
  const { blocks } = node.chain.ledger;
  const { mspId } = decodeIdentity(seek.headers.creator);
  for (let number = start; number <= stop; number++) {
    if (number >= node.chain.height && !mayWait) throw new SeekError(Status.notFound, `block ${number} is not there`);
    await node.chain.waitFor(number, signal);
    await session.check();
    const disruption = await node.blocks.disruption(number, signal);
    if (disruption === "drop") {
      node.cut(stream);
      throw new Error("the connection was cut");
    }
    if (disruption !== undefined) throw new SeekError(disruption, `a fault before block ${number}`);
    const isShort = wantsHeaders && !isConfigBlock(blocks[number] as (typeof blocks)[0]);
    const bytes = node.blocks.bytes(number, isShort ? encodeHeaderWithSignatures : encodeBlock);
    await send(stream, kind.answer(bytes, number, mspId), signal);
  }
}

async function send(stream: Stream, message: Buffer, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (!stream.write(message)) await once(stream, "drain", { signal });
}

/** A client's right to read, asked again when its certificate expires or the configuration changes. */
class Session {
  readonly #node: Node;
  readonly #request: SignedRequest;
  readonly #policy: AccessPolicy;
  #sequence = -1;

  constructor(node: Node, { headers }: Seek, policy: AccessPolicy) {
    this.#node = node;
    this.#request = { message: headers.payload, signature: headers.signature, creator: headers.creator };
    this.#policy = policy;
  }

  /** @throws SeekError FORBIDDEN */
  async check(): Promise<void> {
    const { access, chain } = this.#node;
    const sequence = access.sequence(chain.height);
    if (sequence > this.#sequence) {
      const problem = await access.policyProblem(this.#request, this.#policy, chain.height);
      if (problem !== "") throw new SeekError(Status.forbidden, problem);
      this.#sequence = sequence;
    }
    const expired = await access.expiryProblem(this.#request, chain.height);
    if (expired !== "") throw new SeekError(Status.forbidden, `the client's certificate ${expired}`);
  }
}
