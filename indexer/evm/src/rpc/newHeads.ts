import type { WebSocket } from "undici";

/** Wait before a lost connection is made again, at first and at most, in milliseconds. */
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 30_000;

/**
 * Announcements of new heads over a websocket (`eth_subscribe` `newHeads`): the reason to ask for the head now and not
 * at the next poll. What an announcement says is not used: the head is asked for, and every block checked, as ever.
 * A lost connection is made again, the next URL first; meanwhile `live` is false and the caller polls.
 */
export class NewHeads {
  readonly #urls: readonly string[];
  #socket: WebSocket | undefined;
  #opens = false;
  #timer: NodeJS.Timeout | undefined;
  #at = 0;
  #failures = 0;
  #live = false;
  #closed = false;
  #announced = false;
  #waiting: (() => void)[] = [];

  /** @param urls `ws://` or `wss://`; none: never live. */
  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  /** Whether the node will tell of a new head. */
  get live(): boolean {
    return this.#live;
  }

  /**
   * Resolves with the next announcement, or at once with one that nobody waited for, or after `ms`.
   * @returns whether there was an announcement.
   */
  next(ms: number, signal: AbortSignal): Promise<boolean> {
    this.#connect();
    if (this.#announced || signal.aborted) {
      this.#announced = false;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        this.#waiting = this.#waiting.filter((other) => other !== done);
        resolve(this.#announced);
        this.#announced = false;
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
      this.#waiting.push(done);
    });
  }

  /** There was a new head, and no word of it: the connection is as good as lost. */
  missed(): void {
    if (this.#live) this.#socket?.close();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #connect(): void {
    const url = this.#urls[this.#at % this.#urls.length];
    if (url === undefined || this.#socket || this.#opens || this.#timer || this.#closed) return;
    this.#opens = true;
    // Most networks have no websocket, and to load its client takes a tenth of a second.
    void import("undici").then(({ WebSocket }) => {
      this.#opens = false;
      if (!this.#closed) this.#open(new WebSocket(url));
    });
  }

  #open(socket: WebSocket): void {
    this.#socket = socket;
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_subscribe", params: ["newHeads"] }));
    });
    socket.addEventListener("message", ({ data }) => this.#hear(socket, data));
    socket.addEventListener("close", () => this.#lost(socket));
    // A close follows each error.
    socket.addEventListener("error", () => {});
  }

  #hear(socket: WebSocket, data: unknown): void {
    const message = parse(data);
    if (message?.id === 1) {
      this.#subscribed(socket, message.result !== undefined);
    } else if (message?.method === "eth_subscription") this.#announce();
  }

  #subscribed(socket: WebSocket, accepted: boolean): void {
    if (!accepted) {
      socket.close();
      return;
    }
    this.#live = true;
    this.#failures = 0;
    // Heads may have come before the subscription.
    this.#announce();
  }

  #announce(): void {
    this.#announced = true;
    for (const resolve of [...this.#waiting]) resolve();
  }

  #lost(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#live = false;
    this.#at++;
    // Whoever waits long now has to poll.
    this.#announce();
    if (this.#closed) return;
    const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures++);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#connect();
    }, delayMs);
    this.#timer.unref();
  }
}

function parse(data: unknown): { id?: unknown; method?: unknown; result?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
