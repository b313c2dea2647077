import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { text } from "node:stream/consumers";
import type { AnalystAccount, Warehouse } from "@ledgerscope/warehouse";
import { parameterText } from "./parameterText.ts";
import { readException, SqlError } from "./sqlError.ts";

export interface AnalystQuestion {
  readonly sql: string;
  /** Values of `{name:Type}` placeholders. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Format of the answer where the statement names none. */
  readonly format: string;
  /** Names the running statement for {@link AnalystReader.kill}. */
  readonly queryId: string;
  /** Settings of the engine: how values are written, limits to lower. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** The statement ends with it. */
  readonly signal?: AbortSignal;
}

const NO_ANSWER = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE"]);

/**
 * Asks the warehouse with the rights of the analyst, by its HTTP protocol and nothing between: answers of any size are
 * streams, whose pace is the reader's.
 */
export class AnalystReader {
  readonly #warehouse: Warehouse;
  readonly #account: AnalystAccount;

  constructor(warehouse: Warehouse, account: AnalystAccount) {
    this.#warehouse = warehouse;
    this.#account = account;
  }

  /**
   * @returns the answer from its first byte on. A stream that breaks off was cut by an error.
   * @throws SqlError what the engine says instead of an answer.
   */
  async ask(question: AnalystQuestion): Promise<IncomingMessage> {
    try {
      return await this.#send(question);
    } catch (error) {
      if (!NO_ANSWER.has(String((error as NodeJS.ErrnoException).code)) || question.signal?.aborted) throw error;
      // The folder's server has ended: joined anew, or started, it has another address.
      await this.#warehouse.query("SELECT 1");
      return await this.#send(question);
    }
  }

  /** All rows of a small answer. @throws SqlError */
  async rows<T>(sql: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<T[]> {
    const queryId = `sql-${crypto.randomUUID()}`;
    const answer = await this.ask({ sql, parameters, format: "JSONEachRow", queryId });
    return (await text(answer))
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as T);
  }

  /** Ends a running statement, if it is still running. Only the API's own account may end another's statement. */
  async kill(queryId: string): Promise<void> {
    await this.#warehouse.command("KILL QUERY WHERE query_id = {id:String} ASYNC", { id: queryId });
  }

  async #send({ sql, parameters, format, queryId, settings = {}, signal }: AnalystQuestion): Promise<IncomingMessage> {
    const url = new URL(this.#warehouse.url);
    url.searchParams.set("query_id", queryId);
    url.searchParams.set("default_format", format);
    for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, String(value));
    const fields = Object.entries(parameters).map(([name, value]) => [`param_${name}`, parameterText(value)] as const);
    const { type, body } = form([["query", sql], ...fields]);
    const answer = await post(
      url,
      {
        headers: {
          "Content-Type": type,
          "Content-Length": body.length,
          "X-ClickHouse-User": this.#account.username,
          "X-ClickHouse-Key": this.#account.password,
        },
        ...(signal ? { signal } : {}),
      },
      body,
    );
    if (answer.statusCode === 200) return answer;
    throw new SqlError(readException(await text(answer), sql));
  }
}

/** Without a bound of time: the engine has its own. */
function post(url: URL, options: RequestOptions, body: Buffer): Promise<IncomingMessage> {
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { ...options, method: "POST" }, resolve);
    request.once("error", reject);
    request.end(body);
  });
}

/** `multipart/form-data`: a URL has no room for long values. */
function form(fields: readonly (readonly [name: string, value: string])[]): { type: string; body: Buffer } {
  const boundary = crypto.randomUUID();
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.from(`${parts.join("")}--${boundary}--\r\n`),
  };
}
