import { type Exchange, HttpConnection } from "./httpConnection.ts";

/** Connections to one server, kept for the next request. How many there are is for their users to bound. */
export class HttpPool {
  readonly #url: URL;
  readonly #timeoutMs: number;
  readonly #all = new Set<HttpConnection>();
  #idle: HttpConnection[] = [];

  constructor(url: URL, timeoutMs: number) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
  }

  /** As `HttpConnection.post`. A server may close a connection just as it is used again: then another one is made. */
  async post(exchange: Exchange): Promise<void> {
    for (;;) {
      const connection = this.#take();
      let hasBegun = false;
      const begin: Exchange["begin"] = (head) => {
        hasBegun = true;
        return exchange.begin(head);
      };
      try {
        await connection.post({ ...exchange, begin });
        if (connection.isOpen) this.#idle.push(connection);
        return;
      } catch (error) {
        const wasStale = connection.answered > 0 && !hasBegun && !isTimeout(error);
        if (!wasStale || exchange.signal?.aborted) throw error;
      } finally {
        if (!connection.isOpen) this.#all.delete(connection);
      }
    }
  }

  #take(): HttpConnection {
    for (;;) {
      const idle = this.#idle.pop();
      if (!idle) break;
      if (idle.isOpen) return idle;
      this.#all.delete(idle);
    }
    const made = new HttpConnection(this.#url, this.#timeoutMs);
    this.#all.add(made);
    return made;
  }

  close(): void {
    for (const connection of this.#all) connection.close();
    this.#all.clear();
    this.#idle = [];
  }
}

/** Whether the other side took too long, here or by the system's own measure. */
export const isTimeout = (error: unknown): boolean => (error as { code?: unknown }).code === "ETIMEDOUT";
