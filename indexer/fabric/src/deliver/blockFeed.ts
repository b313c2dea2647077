import { WireError } from "@ledgerscope/proof";
import { BlockFormatError } from "../source/blockFile.ts";
import type { DeliverResponse } from "./deliverResponse.ts";
import type { DeliverStream, FabricClient } from "./fabricClient.ts";
import type { FabricNode } from "./liveConfig.ts";
import { connectionProblem, type NodeProblem, statusProblem } from "./nodeProblem.ts";
import { nowMs } from "./nowMs.ts";
import { type ServedBlock, servedBlock } from "./servedBlock.ts";
import type { Seek } from "./signedEnvelope.ts";

/** Wait before a node is asked again, at first and at most, in milliseconds; it doubles each time. */
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 5_000;
/** What may be read ahead, in bytes as served; then the node is told to wait (HTTP/2 flow control). */
const AHEAD_BYTES = 16 << 20;
/** What an object costs beside its bytes, about. */
const OBJECT_BYTES = 1_000;
const SUCCESS = 200;

/**
 * The blocks of one node from a height on, in order and without holes, over as many connections as it takes:
 * when one breaks the next resumes at the block that is due.
 */
export class BlockFeed {
  /** Why it serves nothing just now. */
  problem: NodeProblem | undefined;
  /** When it last served what was asked of it, Unix milliseconds; before that, when it was first asked. */
  wellMs = nowMs();
  /** Newest height that the node told of, -1 before it did. */
  newest = -1;
  /** When a block that was due last came, Unix milliseconds; before that, when it was asked to follow. */
  deliveredMs = nowMs();
  /** How often in a row it sent something else than the block that was due. */
  lies = 0;
  readonly #client: FabricClient;
  readonly #channel: string;
  readonly #changed: () => void;
  #queue: ServedBlock[] = [];
  #bytes = 0;
  #stream: DeliverStream | undefined;
  #retry: NodeJS.Timeout | undefined;
  #delayMs = FIRST_DELAY_MS;
  /** Height that is due. */
  #due: number | "newest" = 0;
  /** Newest height when the node was asked last. */
  #newestAsked = -1;
  #content: Seek["content"] = "blocks";
  #isClosed = false;

  /** @param changed is called when something came, or went wrong. */
  constructor(client: FabricClient, channel: string, changed: () => void) {
    this.#client = client;
    this.#channel = channel;
    this.#changed = changed;
  }

  get node(): FabricNode {
    return this.#client.node;
  }

  get name(): string {
    return this.node.name;
  }

  /** Begins, or begins anew; what had been read ahead is dropped. @param from "newest": with the newest block. */
  follow(from: number | "newest", content: Seek["content"]): void {
    this.#stop();
    this.#queue = [];
    this.#bytes = 0;
    this.#due = from;
    this.#content = content;
    this.deliveredMs = nowMs();
    this.#open();
  }

  /** The oldest block that was read and not taken. */
  get first(): ServedBlock | undefined {
    return this.#queue[0];
  }

  /** Takes the oldest block. */
  shift(): ServedBlock | undefined {
    const taken = this.#queue.shift();
    if (!taken) return undefined;
    this.#bytes -= taken.raw.length + OBJECT_BYTES;
    if (this.#bytes < AHEAD_BYTES / 2) this.#stream?.resume();
    return taken;
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
    this.#queue = [];
  }

  #stop(): void {
    clearTimeout(this.#retry);
    const stream = this.#stream;
    this.#stream = undefined;
    stream?.cancel();
  }

  /** One stream serves two requests: the newest block's header, which tells how far it is, then all from the one due. */
  #open(): void {
    if (this.#isClosed) return;
    const stream = this.#client.deliver();
    this.#stream = stream;
    let asked: "newest" | "due" = "newest";
    let answers = 0;
    stream.on("data", (response: DeliverResponse) => {
      if (stream !== this.#stream) return;
      if (response.block) {
        if (asked === "newest") this.#noteNewest(response.block, ++answers);
        else this.#add(response.block);
      } else if (response.status === SUCCESS && asked === "newest") {
        asked = "due";
        this.#seekDue(stream);
      } else {
        this.#fail(statusProblem(this.node, response.status ?? 0, this.#channel, this.#client.identity));
      }
    });
    stream.on("error", (error: Error) => {
      if (stream === this.#stream) this.#fail(connectionProblem(this.node, error));
    });
    stream.on("end", () => {
      if (stream === this.#stream) this.#fail({ kind: "unreachable", message: `${this.name} ended the stream` });
    });
    this.#client.seek(stream, { from: "newest", content: "headers" });
  }

  #noteNewest(raw: Uint8Array, answers: number): void {
    if (answers > 1) {
      this.#fail({ kind: "lie", message: `${this.name} sent ${answers} blocks where its newest one was asked for` });
      return;
    }
    const served = this.#read(raw, nowMs());
    if (!served) return;
    this.newest = served.header.number;
    this.#newestAsked = this.newest;
  }

  #seekDue(stream: DeliverStream): void {
    const due = this.#due === "newest" ? this.newest : this.#due;
    // Fabric answers NOT_FOUND where the height lies above the next one (fileledger/impl.go, Iterator).
    if (due > this.newest + 1) {
      this.#fail({ kind: "unreachable", message: `${this.name} is at block ${this.newest}, block ${due} is due` });
      return;
    }
    // Who lied has to send the block first.
    if (this.problem?.kind !== "lie") {
      this.problem = undefined;
      if (due > this.newest) this.wellMs = nowMs();
    }
    this.#client.seek(stream, { from: due, content: this.#content });
    this.#changed();
  }

  #add(raw: Uint8Array): void {
    const arrivedMs = nowMs();
    const served = this.#read(raw, arrivedMs);
    if (!served) return;
    const { number } = served.header;
    if (this.#due !== "newest" && number !== this.#due) {
      this.#fail({
        kind: "lie",
        message: `${this.name} sent block ${number} where block ${this.#due} was due`,
      });
      return;
    }
    this.#due = number + 1;
    this.#delayMs = FIRST_DELAY_MS;
    this.problem = undefined;
    this.lies = 0;
    this.deliveredMs = arrivedMs;
    this.wellMs = arrivedMs;
    this.newest = Math.max(this.newest, number);
    this.#queue.push(served);
    this.#bytes += raw.length + OBJECT_BYTES;
    if (this.#bytes >= AHEAD_BYTES) this.#stream?.pause();
    this.#changed();
  }

  #read(raw: Uint8Array, arrivedMs: number): ServedBlock | undefined {
    try {
      return servedBlock(raw, arrivedMs, this.#newestAsked);
    } catch (error) {
      if (!(error instanceof BlockFormatError || error instanceof WireError)) throw error;
      this.#fail({ kind: "lie", message: `${this.name} sent what is no block: ${error.message}` });
      return undefined;
    }
  }

  /** What was read ahead stays; the rest is asked for again after a while. */
  #fail(problem: NodeProblem): void {
    this.#stop();
    if (this.#isClosed) return;
    this.problem = problem;
    this.newest = -1;
    if (problem.kind === "lie") this.lies++;
    const delayMs = this.#delayMs * (0.5 + Math.random() / 2);
    this.#delayMs = Math.min(MAX_DELAY_MS, this.#delayMs * 2);
    this.#retry = setTimeout(() => this.#open(), delayMs);
    this.#changed();
  }
}
