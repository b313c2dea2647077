import type { AnswerBody } from "./answerBody.ts";

const LINE_END = "\r\n";
const SIZE = /^[0-9a-fA-F]{1,12}(?:[ \t]*;.*)?$/;

/** Reads a body in chunks (RFC 9112, section 7.1). */
export class ChunkedBody {
  readonly #body: AnswerBody;
  #left = 0;
  #expects: "size" | "data" | "end of data" | "trailers" | "nothing" = "size";

  constructor(body: AnswerBody) {
    this.#body = body;
  }

  get isComplete(): boolean {
    return this.#expects === "nothing";
  }

  /** @returns how many of the bytes were taken; the others come again, with those behind them. @throws Error */
  take(bytes: Buffer): number {
    let at = 0;
    while (this.#expects !== "nothing") {
      if (this.#expects === "data") {
        const data = bytes.subarray(at, at + this.#left);
        this.#body.append(data);
        at += data.length;
        this.#left -= data.length;
        if (this.#left > 0) return at;
        this.#expects = "end of data";
      }
      const end = bytes.indexOf(LINE_END, at);
      if (end < 0) return at;
      this.#line(bytes.toString("latin1", at, end));
      at = end + LINE_END.length;
    }
    return at;
  }

  #line(line: string): void {
    if (this.#expects === "trailers") {
      if (line === "") this.#expects = "nothing";
    } else if (this.#expects === "end of data") {
      if (line !== "") throw new Error("a chunk is longer than it says");
      this.#expects = "size";
    } else {
      if (!SIZE.test(line)) throw new Error("a chunk without a size");
      this.#left = Number.parseInt(line, 16);
      this.#expects = this.#left > 0 ? "data" : "trailers";
    }
  }
}
