import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { AnswerBody } from "./answerBody.ts";
import { ChunkedBody } from "./chunkedBody.ts";
import { type HttpHead, parseHead } from "./httpHead.ts";

/** Bytes that are read at a time where they do not go straight to their place; no head may be longer. */
const SCRATCH_BYTES = 64 * 1024;
/** How long a connection is kept for the next request: most servers close theirs after 5 seconds or more. */
const IDLE_MS = 4_000;
const HEAD_END = "\r\n\r\n";

/** A request and what becomes of its answer. */
export interface Exchange {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal;
  /** The head of the answer has come. @returns where the body goes. @throws to refuse it. */
  begin(head: HttpHead): AnswerBody;
  /** So many more bytes of the body are there. @returns what is waited for before more is read. @throws to refuse the rest. */
  received(bytes: number): Promise<void> | undefined;
}

interface Running {
  readonly exchange: Exchange;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
  head?: HttpHead;
  body?: AnswerBody;
  chunked?: ChunkedBody;
}

/** Whether what comes next goes straight to where the body is kept. */
const isDirect = ({ head, body }: Running): boolean => body !== undefined && typeof head?.framing === "number";

/**
 * A connection that answers one request after the other. The system writes a body whose length is announced straight
 * to where it is kept; every other way to read it in Node copies and hands over pieces of 64 KiB, which takes five to
 * eight times the CPU.
 */
export class HttpConnection {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #timeoutMs: number;
  readonly #scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  #held = 0;
  #running: Running | undefined;
  /** Requests that it has answered. */
  answered = 0;
  /** Whether another request may be sent. */
  isOpen = true;

  /** @param timeoutMs how long the connection, and then each part of an answer, may take. */
  constructor(url: URL, timeoutMs: number) {
    const { protocol, hostname, port, host } = url;
    const isSecure = protocol === "https:";
    const name = hostname.replace(/^\[|\]$/g, "");
    const options = {
      host: name,
      port: Number(port) || (isSecure ? 443 : 80),
      noDelay: true,
      onread: { buffer: () => this.#space(), callback: (bytes: number) => this.#read(bytes) },
    };
    this.#host = host;
    this.#timeoutMs = timeoutMs;
    this.#socket = isSecure
      ? connectTls({ ...options, ...(isIP(name) ? {} : { servername: name }) })
      : connectTcp(options);
    this.#socket
      .on("error", (error) => this.#end(error))
      .on("timeout", () => this.#end(Object.assign(new Error("nothing came in time"), { code: "ETIMEDOUT" })))
      .on("end", () => this.#ended())
      .on("close", () => this.#end(new Error("the connection was closed")));
  }

  /** Settles when the whole answer has come. @throws the reason of the signal, or what went wrong. */
  post(exchange: Exchange): Promise<void> {
    return new Promise<void>((done, failed) => {
      const { path, headers, body, signal } = exchange;
      const abort = (): void => this.#end(signal?.reason as Error);
      const settled = (): void => signal?.removeEventListener("abort", abort);
      signal?.addEventListener("abort", abort, { once: true });
      this.#running = {
        exchange,
        done: () => {
          settled();
          done();
        },
        failed: (error) => {
          settled();
          failed(error);
        },
      };
      if (signal?.aborted) return abort();
      this.#socket.setTimeout(this.#timeoutMs);
      const lines = Object.entries({ host: this.#host, ...headers, "content-length": Buffer.byteLength(body) });
      const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
      this.#socket.write(`POST ${path} HTTP/1.1\r\n${head}\r\n${body}`);
    });
  }

  close(): void {
    this.#end(new Error("the connection was closed"));
  }

  /** Where the next bytes are read to. */
  #space(): Buffer {
    const room = this.#running && isDirect(this.#running) ? this.#running.body?.room() : undefined;
    // A reader without room would be an error: what has come as a whole may still wait for its turn.
    return room && room.length > 0 ? room : this.#scratch.subarray(this.#held);
  }

  /** @returns whether more may be read at once. */
  #read(bytes: number): boolean {
    const running = this.#running;
    try {
      if (!running) throw new Error("an answer that nobody asked for");
      const before = running.body?.length ?? 0;
      if (isDirect(running)) running.body?.filled(bytes);
      else this.#held += bytes;
      const { head, body, chunked } = this.#taken(running);
      if (!head || !body) return true;
      const isWhole = chunked ? chunked.isComplete : body.length === head.framing;
      if (isWhole && this.#held > 0) throw new Error("more than the answer");
      const wait = running.exchange.received(body.length - before);
      if (wait) this.#pause(running, isWhole, wait);
      else if (isWhole) this.#finish(running);
      return this.isOpen && !wait;
    } catch (error) {
      this.#end(error as Error);
      return false;
    }
  }

  #taken(running: Running): Running {
    if (!running.head && !this.#readHead(running)) return running;
    const { body, chunked, head } = running;
    const held = this.#scratch.subarray(0, this.#held);
    if (chunked) this.#drop(chunked.take(held));
    else if (head?.framing === "closed") {
      body?.append(held);
      this.#held = 0;
    }
    if (this.#held === SCRATCH_BYTES) throw new Error("a chunk without a size");
    return running;
  }

  #pause(running: Running, isWhole: boolean, wait: Promise<void>): void {
    this.#socket.setTimeout(0);
    wait.then(
      () => this.#resume(running, isWhole),
      (error: Error) => this.#end(error),
    );
  }

  #resume(running: Running, isWhole: boolean): void {
    if (this.#running !== running) return;
    this.#socket.setTimeout(this.#timeoutMs);
    if (isWhole) this.#finish(running);
    if (this.isOpen) this.#socket.resume();
  }

  /** @returns whether it has come as a whole. */
  #readHead(running: Running): boolean {
    for (;;) {
      const end = this.#scratch.subarray(0, this.#held).indexOf(HEAD_END);
      if (end < 0) {
        if (this.#held === SCRATCH_BYTES) throw new Error("headers without an end");
        return false;
      }
      const head = parseHead(this.#scratch.toString("latin1", 0, end));
      this.#drop(end + HEAD_END.length);
      // Not the answer yet (100 Continue, 103 Early Hints).
      if (head.status < 200) continue;
      running.head = head;
      running.body = running.exchange.begin(head);
      if (head.framing === "chunked") running.chunked = new ChunkedBody(running.body);
      if (typeof head.framing === "number") {
        const part = this.#scratch.subarray(0, Math.min(this.#held, head.framing));
        running.body.append(part);
        this.#drop(part.length);
      }
      return true;
    }
  }

  /** The first bytes of what is held have been taken. */
  #drop(bytes: number): void {
    this.#scratch.copyWithin(0, bytes, this.#held);
    this.#held -= bytes;
  }

  /** The other side sends no more. */
  #ended(): void {
    const running = this.#running;
    if (running?.head?.framing === "closed") this.#finish(running);
    this.#end(new Error("the connection was closed before the answer's end"));
  }

  #finish(running: Running): void {
    this.#running = undefined;
    this.answered++;
    if (running.head?.keepsAlive) this.#socket.setTimeout(IDLE_MS);
    else this.close();
    running.done();
  }

  #end(error: Error): void {
    this.isOpen = false;
    const running = this.#running;
    this.#running = undefined;
    this.#socket.destroy();
    running?.failed(error);
  }
}
