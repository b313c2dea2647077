import { ConfigError, LedgerscopeError, RetryableError, retry } from "@ledgerscope/core";
import { OversizedAnswer } from "./oversizedAnswer.ts";
import { printableUrl } from "./printableUrl.ts";
import { type EndpointOptions, RpcEndpoint } from "./rpcEndpoint.ts";
import { RpcError } from "./rpcError.ts";

/** Rounds over all endpoints; with the backoff of `retry`, about 12 seconds before giving up. */
const ROUNDS = 8;
/** … when it is opened and nobody has answered yet. */
const OPEN_ROUNDS = 3;
const OVERSIZED_TRIES = 3;
/** How long an endpoint that failed is left alone while another works, at first and at most, in milliseconds. */
const FIRST_REST_MS = 1_000;
const MAX_REST_MS = 60_000;
/** How often the heads of all endpoints are compared, in milliseconds. */
const COMPARE_MS = 5_000;
/** An endpoint that is so many blocks behind another is not asked. */
const STALE_BLOCKS = 5;

export interface ClientOptions extends EndpointOptions {
  /** Begins error sentences: `networks.mainnet`. */
  readonly key: string;
  /** The chain that the endpoints must serve. @default that of the first endpoint that answers */
  readonly chainId?: bigint;
}

export interface WorkOptions {
  readonly signal?: AbortSignal;
  /** Names of endpoints to be asked last. */
  readonly avoid?: readonly string[];
  /** Endpoints that lack it are not asked: a method, a tag, `batch`. */
  readonly needs?: string;
  /** Name of the one endpoint that is asked, and no other. */
  readonly only?: string;
  /** Most rounds over all endpoints. */
  readonly rounds?: number;
}

/** The answer was sound, but the endpoint does not have what was asked for, perhaps not yet. */
export class MissingError extends RetryableError {}

/** One endpoint and how it has been doing. */
class Member {
  readonly endpoint: RpcEndpoint;
  /** Whether it has said that it serves our chain, since it failed last. */
  identified = false;
  /** Newest block that it told. */
  head = -1;
  #failures = 0;
  #restsUntilMs = 0;

  constructor(endpoint: RpcEndpoint) {
    this.endpoint = endpoint;
  }

  get rests(): boolean {
    return Date.now() < this.#restsUntilMs;
  }

  works(): void {
    this.#failures = 0;
  }

  /** Requests that fail together count once. */
  fails(): void {
    if (this.rests) return;
    this.#restsUntilMs = Date.now() + Math.min(MAX_REST_MS, FIRST_REST_MS * 2 ** this.#failures++);
    // What comes back may be another node.
    this.identified = false;
  }
}

/**
 * The endpoints of one chain: the first in the list that works is asked. One that fails, serves another chain,
 * or lags behind is left alone for a while, and shows that it serves our chain before it is asked again.
 */
export class RpcClient {
  readonly #members: readonly Member[];
  readonly #options: ClientOptions;
  #chainId: bigint | undefined;
  #comparedMs = 0;

  constructor(urls: readonly string[], options: ClientOptions) {
    this.#members = distinctNames(urls).map(({ url, name }) => new Member(new RpcEndpoint(url, options, name)));
    this.#options = options;
    this.#chainId = options.chainId;
  }

  /** Chain id (EIP-155) that the configuration or the endpoints say. */
  get chainId(): bigint | undefined {
    return this.#chainId;
  }

  get endpoints(): readonly RpcEndpoint[] {
    return this.#members.map(({ endpoint }) => endpoint);
  }

  /**
   * Asks every endpoint which chain it serves; those that do not answer are asked again when they are needed.
   * @throws ConfigError when they serve different chains, or not the configured one.
   * @throws RetryableError when none answers.
   */
  async open(signal?: AbortSignal): Promise<void> {
    const ids = await Promise.all(
      this.#members.map(async ({ endpoint }) => {
        const id = await chainIdOf(endpoint, signal).catch((error: unknown) => error);
        return { endpoint, id };
      }),
    );
    const known = ids.filter((one): one is { endpoint: RpcEndpoint; id: bigint } => typeof one.id === "bigint");
    const [first] = known;
    // Whoever opens it may try again; whoever only asks whether it is there wants to know.
    if (!first) await this.use(async () => {}, { rounds: OPEN_ROUNDS, ...(signal ? { signal } : {}) });
    this.#chainId ??= first?.id;
    const other = known.find(({ id }) => id !== this.#chainId);
    if (other) throw this.#otherChain(other.endpoint, other.id, first?.endpoint);
    for (const member of this.#members) member.identified = known.some(({ endpoint }) => endpoint === member.endpoint);
  }

  /**
   * Runs `work` with one endpoint; when it fails, with the next, and when all have failed, again after a while.
   * What belongs together is asked of one endpoint, in one `work`.
   * @throws what the last round threw: RetryableError before RpcError before ConfigError.
   */
  use<T>(work: (endpoint: RpcEndpoint) => Promise<T>, options: WorkOptions = {}): Promise<T> {
    const { signal, rounds = ROUNDS } = options;
    let oversized = 0;
    const round = async (): Promise<T> => {
      try {
        return await this.#round(work, options);
      } catch (error) {
        // It may be a fault that passes; it costs too much to find out often.
        if (!(error instanceof OversizedAnswer) || ++oversized === OVERSIZED_TRIES) throw error;
        throw new RetryableError(error.message, { cause: error });
      }
    };
    return retry(round, { tries: rounds, ...(signal ? { signal } : {}) });
  }

  /** False when every endpoint has said that it does not offer the method. */
  offers(method: string): boolean {
    return this.#members.some(({ endpoint }) => !endpoint.lacks.has(method));
  }

  async #round<T>(
    work: (endpoint: RpcEndpoint) => Promise<T>,
    { signal, avoid, needs, only }: WorkOptions,
  ): Promise<T> {
    const errors: LedgerscopeError[] = [];
    for (const member of this.#ranked(avoid ?? [])) {
      const { endpoint } = member;
      if (only !== undefined && endpoint.name !== only) continue;
      if (needs !== undefined && endpoint.lacks.has(needs)) {
        errors.push(new RpcError(`${endpoint.name} does not offer ${needs}`, -32601));
        continue;
      }
      try {
        await this.#identify(member, signal);
        const result = await work(endpoint);
        member.works();
        return result;
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof LedgerscopeError)) throw error;
        if (!(error instanceof MissingError || error instanceof RpcError)) member.fails();
        errors.push(error);
      }
    }
    throw worstOf(errors);
  }

  /** In the order of the configuration; those that rest, and those to be avoided, at the end. */
  #ranked(avoid: readonly string[]): readonly Member[] {
    const weight = (member: Member): number => (avoid.includes(member.endpoint.name) ? 2 : 0) + (member.rests ? 1 : 0);
    return [...this.#members].sort((a, b) => weight(a) - weight(b));
  }

  async #identify(member: Member, signal: AbortSignal | undefined): Promise<void> {
    if (member.identified) return;
    const id = await chainIdOf(member.endpoint, signal);
    this.#chainId ??= id;
    if (id !== this.#chainId) throw this.#otherChain(member.endpoint, id);
    member.identified = true;
  }

  /** Every endpoint says once more which chain it serves, before it is asked again. */
  doubt(): void {
    for (const member of this.#members) member.identified = false;
  }

  /**
   * Notes how far an endpoint is; now and then asks the others too.
   * @throws RetryableError when it has fallen behind another: a node that hangs still answers.
   */
  async noteHead(endpoint: RpcEndpoint, head: number, signal?: AbortSignal): Promise<void> {
    const member = this.#members.find((one) => one.endpoint === endpoint);
    if (!member || this.#members.length === 1) return;
    member.head = head;
    if (Date.now() - this.#comparedMs < COMPARE_MS) return;
    this.#comparedMs = Date.now();
    await Promise.all(this.#members.map((other) => (other === member ? undefined : this.#askHead(other, signal))));
    const best = this.#members.reduce((a, b) => (b.head > a.head ? b : a));
    if (best.head - head < STALE_BLOCKS) return;
    // Asked again at the end of its rest: it must be compared at once then.
    this.#comparedMs = 0;
    throw new RetryableError(
      `${endpoint.name} is stuck or far behind: its newest block is ${head}, that of ${best.endpoint.name} ${best.head}`,
    );
  }

  async #askHead(member: Member, signal: AbortSignal | undefined): Promise<void> {
    member.head = -1;
    if (member.rests) return;
    try {
      await this.#identify(member, signal);
      member.head = Number(await member.endpoint.ask("eth_blockNumber", [], signal ? { signal } : {}));
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof LedgerscopeError)) throw error;
      if (!(error instanceof RpcError)) member.fails();
    }
  }

  #otherChain(endpoint: RpcEndpoint, id: bigint, first?: RpcEndpoint): ConfigError {
    const { key, chainId } = this.#options;
    if (chainId !== undefined) {
      return new ConfigError(`${key}: chain_id is ${chainId}, ${endpoint.name} serves chain ${id}`);
    }
    return new ConfigError(
      `${key}.rpc: ${first?.name ?? "another endpoint"} serves chain ${this.#chainId}, ` +
        `${endpoint.name} serves chain ${id}: list endpoints of one chain only`,
    );
  }

  close(): void {
    for (const endpoint of this.endpoints) endpoint.close();
  }
}

/** Endpoints of one host differ by what may be secret: they are numbered. */
function distinctNames(urls: readonly string[]): { readonly url: string; readonly name: string }[] {
  const names = urls.map(printableUrl);
  return urls.map((url, index) => {
    const name = names[index] as string;
    const before = names.slice(0, index).filter((other) => other === name).length;
    return { url, name: before > 0 ? `${name} (${before + 1})` : name };
  });
}

async function chainIdOf(endpoint: RpcEndpoint, signal?: AbortSignal): Promise<bigint> {
  const answer = await endpoint.ask("eth_chainId", [], signal ? { signal } : {});
  try {
    return BigInt(answer as string);
  } catch {
    throw new RetryableError(`${endpoint.name} answered eth_chainId with ${JSON.stringify(answer)}`);
  }
}

/** The one that says most about what to do; several are told in one sentence. */
function worstOf(errors: readonly LedgerscopeError[]): LedgerscopeError {
  const passing = errors.filter((error) => error instanceof RetryableError);
  const [first] = passing;
  if (first && passing.length === 1) return first;
  if (first) {
    const waits = passing.map(({ retryAfterMs }) => retryAfterMs ?? 0);
    const least = Math.min(...waits);
    return new RetryableError(`all endpoints failed: ${passing.map(({ message }) => message).join("; ")}`, {
      cause: first,
      ...(least > 0 ? { retryAfterMs: least } : {}),
    });
  }
  return errors.find((error) => error instanceof RpcError) ?? (errors[0] as LedgerscopeError);
}
