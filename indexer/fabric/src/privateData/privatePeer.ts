import { type ClientDuplexStream, status as grpcStatus, type ServiceError } from "@grpc/grpc-js";
import { common } from "@hyperledger/fabric-protos";
import type { FabricClient } from "../deliver/fabricClient.ts";
import { connectionProblem, type NodeProblem, statusProblem } from "../deliver/nodeProblem.ts";
import type { PrivateResponse, PrivateSet } from "./privateSets.ts";

const SUCCESS = 200;
/** How long a peer is waited for, in milliseconds. */
const ANSWER_MS = 10_000;

/** What a peer gave for one block, or why it gave nothing. */
export type PrivateAnswer =
  | { readonly sets: readonly PrivateSet[]; readonly problem?: undefined }
  | { readonly problem: NodeProblem; readonly sets?: undefined };

type Stream = ClientDuplexStream<Uint8Array, PrivateResponse>;

/** Asks one peer for the private data of single blocks, one after the other on one stream. */
export class PrivatePeer {
  readonly #client: FabricClient;
  readonly #channel: string;
  #stream: Stream | undefined;
  #answered: ((response: PrivateResponse | NodeProblem) => void) | undefined;

  constructor(client: FabricClient, channel: string) {
    this.#client = client;
    this.#channel = channel;
  }

  get name(): string {
    return this.#client.node.name;
  }

  /** One request at a time. */
  async ask(height: number): Promise<PrivateAnswer> {
    const { node, identity } = this.#client;
    const timer = setTimeout(
      () => this.#answer({ kind: "unreachable", message: `${node.name} (${node.address}) does not answer` }),
      ANSWER_MS,
    );
    try {
      const first = this.#next();
      this.#client.seek(this.#open(), { from: height, to: height, content: "blocks" });
      const given = await first;
      if ("kind" in given) return this.#failed(given);
      if (given.sets === undefined) {
        if (given.status === common.Status.NOT_FOUND) {
          return this.#failed({ kind: "unreachable", message: `${node.name} does not have block ${height} yet` });
        }
        const problem = statusProblem(node, given.status, this.#channel, identity);
        // Who answers can be reached: asked again it says the same.
        const isPassing = given.status === common.Status.SERVICE_UNAVAILABLE;
        return this.#failed(isPassing ? problem : { ...problem, kind: "config" });
      }
      const last = await this.#next();
      if ("kind" in last) return this.#failed(last);
      if (last.status !== SUCCESS) {
        return this.#failed({ kind: "lie", message: `${node.name} did not end the answer for block ${height}` });
      }
      return { sets: given.sets };
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    const stream = this.#stream;
    this.#stream = undefined;
    stream?.cancel();
  }

  #failed(problem: NodeProblem): PrivateAnswer {
    this.close();
    return { problem };
  }

  #queue: (PrivateResponse | NodeProblem)[] = [];

  #next(): Promise<PrivateResponse | NodeProblem> {
    const waiting = this.#queue.shift();
    if (waiting) return Promise.resolve(waiting);
    return new Promise((resolve) => {
      this.#answered = resolve;
    });
  }

  #answer(response: PrivateResponse | NodeProblem): void {
    const answered = this.#answered;
    this.#answered = undefined;
    if (answered) answered(response);
    else this.#queue.push(response);
  }

  #open(): Stream {
    if (this.#stream) return this.#stream;
    const stream = this.#client.deliverWithPrivateData();
    this.#stream = stream;
    this.#queue = [];
    const { node } = this.#client;
    const tell = (response: PrivateResponse | NodeProblem): void => {
      if (stream === this.#stream) this.#answer(response);
    };
    stream.on("data", tell);
    stream.on("error", (error: ServiceError) =>
      tell(
        error.code === grpcStatus.UNIMPLEMENTED
          ? { kind: "config", message: `${node.name} cannot show private data: peers can since Fabric 2.0` }
          : connectionProblem(node, error),
      ),
    );
    stream.on("end", () => tell({ kind: "unreachable", message: `${node.name} ended the stream` }));
    return stream;
  }
}
