import type { IncomingMessage, ServerResponse } from "node:http";

/** Users of the server: each holds one open response. */
export class Leases {
  readonly #held = new Set<ServerResponse>();
  readonly #onIdle: (() => void) | undefined;
  readonly #graceMs: number;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  /** @param onIdle called once `graceMs` have passed without a lease; undefined: the server does not depend on them. */
  constructor(onIdle: (() => void) | undefined, options: { firstGraceMs: number; graceMs: number }) {
    this.#onIdle = onIdle;
    this.#graceMs = options.graceMs;
    this.#wait(options.firstGraceMs);
  }

  #wait(graceMs: number): void {
    if (this.#onIdle && !this.#ended) this.#timer = setTimeout(this.#onIdle, graceMs);
  }

  /** @param greeting one line, by which the user knows that it reached the server it looked for. */
  grant(_request: IncomingMessage, response: ServerResponse, greeting: string): void {
    clearTimeout(this.#timer);
    this.#held.add(response);
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write(`${greeting}\n`);
    response.once("close", () => {
      this.#held.delete(response);
      if (this.#held.size === 0) this.#wait(this.#graceMs);
    });
  }

  /** Lets go of every user. */
  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    for (const response of this.#held) response.destroy();
  }
}
