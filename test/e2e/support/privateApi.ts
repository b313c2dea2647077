import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Api, type ApiOptions, createApi, type Served, type ServeOptions, serve } from "@ledgerscope/api";
import { type BlockRef, backfill, type ChainAdapter, type Range, type Viewer } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { fabric } from "@ledgerscope/fabric";
import type { FamilySchema } from "@ledgerscope/schema";
import { type RecordedBlock, type ReplayServer, replayRpc } from "@ledgerscope/testkit";
import { tracerSchema } from "@ledgerscope/tracer-store";
import { analystOf, createSink, openWarehouse, runPasses, type Warehouse } from "@ledgerscope/warehouse";

/** The fixture's channel, whole, and how it came. */
export const ledger = {
  family: "fabric",
  channel: "mychannel",
  ledger: new URL("../../fixtures/fabric-bft/peer1.blockfile_000000.xz", import.meta.url).pathname,
};

export interface GraphqlResult {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly traceId?: string };
  }[];
  readonly extensions?: { readonly cost: { readonly requested: number; readonly depth: number } };
}

/** An API over an embedded warehouse with real rows, asked as a client asks it. */
export class PrivateApi {
  readonly warehouse: Warehouse;
  readonly logged: { readonly fields: object; readonly message: string }[] = [];
  /** Its own warehouse's; undefined over somebody else's. */
  readonly #folder: string | undefined;
  readonly #api: Api;
  #served: Promise<Served> | undefined;
  /** How often the API has asked the warehouse. */
  questions = 0;

  static async start(
    networks: Readonly<Record<string, { family: string; recorded?: boolean; replayed?: boolean; channel?: string }>>,
    viewers?: Readonly<Record<string, Viewer>>,
    decoderOf?: ApiOptions["decoderOf"],
  ): Promise<PrivateApi> {
    const folder = await mkdtemp(join(tmpdir(), "ledgerscope-api-"));
    const warehouse = await openWarehouse({ path: join(folder, "data") });
    await warehouse.migrate([evm.schema, fabric.schema, tracerSchema]);
    return new PrivateApi(folder, warehouse, networks, viewers, decoderOf);
  }

  /** Over a warehouse that somebody else fills and closes. */
  static over(
    warehouse: Warehouse,
    networks: Readonly<Record<string, { family: string; recorded?: boolean; channel?: string }>>,
    viewers?: Readonly<Record<string, Viewer>>,
    decoderOf?: ApiOptions["decoderOf"],
  ): PrivateApi {
    return new PrivateApi(undefined, warehouse, networks, viewers, decoderOf);
  }

  private constructor(
    folder: string | undefined,
    warehouse: Warehouse,
    networks: Readonly<Record<string, { family: string; recorded?: boolean; replayed?: boolean; channel?: string }>>,
    viewers: Readonly<Record<string, Viewer>> | undefined,
    decoderOf?: ApiOptions["decoderOf"],
  ) {
    this.#folder = folder;
    this.warehouse = warehouse;
    const log = (fields: object, message: string): void => void this.logged.push({ fields, message });
    const counting: Warehouse = Object.assign(Object.create(warehouse) as Warehouse, {
      query: <T>(sql: string, params?: Readonly<Record<string, unknown>>) => {
        this.questions++;
        return warehouse.query<T>(sql, params);
      },
    });
    this.#api = createApi({
      warehouse: counting,
      config: {
        networks: Object.fromEntries(
          Object.entries(networks).map(([name, input]) => [
            name,
            { family: input.family, recorded: input.recorded ?? false, replayed: input.replayed ?? false, input },
          ]),
        ),
        viewers,
      },
      log: { error: log, warn: log, info: log },
      // Of a folder without users of its own, as all are here.
      analyst: analystOf({ path: "" }),
      headIntervalMs: 50,
      ...(decoderOf && { decoderOf }),
    });
  }

  storeFabric(network: string, wanted: Range): Promise<void> {
    return this.#store(fabric, fabric.parseConfig(ledger, { network, baseDir: "/" }), network, wanted);
  }

  /** Stores blocks that a node serves; with `finalizedDepth` the newest of them can still be reverted. */
  async storeEvm(network: string, blocks: readonly RecordedBlock[], finalizedDepth = 0): Promise<void> {
    const node: ReplayServer = await replayRpc(blocks, {}, { finalizedDepth });
    const from = Number(blocks[0]?.block.number);
    try {
      const config = evm.parseConfig({ family: "evm", rpc: [node.url] }, { network, baseDir: "/" });
      await this.#store(evm, config, network, { from, to: from + blocks.length });
    } finally {
      await node.close();
    }
  }

  /** What the indexer does over stored final blocks in the background: state, identities, addresses… */
  async runPasses(network: string, family: "fabric" | "evm"): Promise<void> {
    const { signal } = new AbortController();
    if (family === "fabric") {
      const config = fabric.parseConfig(ledger, { network, baseDir: "/" });
      await runPasses(this.warehouse, { network, tables: fabric.schema.tables, config, passes: fabric.passes, signal });
    } else {
      const config = evm.parseConfig({ family: "evm", rpc: ["http://127.0.0.1:9"] }, { network, baseDir: "/" });
      await runPasses(this.warehouse, { network, tables: evm.schema.tables, config, passes: evm.passes, signal });
    }
  }

  /** Makes blocks above the given one non-canonical, as a reorg does. */
  revertEvm(network: string, to: BlockRef): Promise<void> {
    return createSink(this.warehouse, { network, tables: evm.schema.tables }).rewind(to);
  }

  async #store<Config>(
    adapter: ChainAdapter<Config, FamilySchema>,
    config: Config,
    network: string,
    wanted: Range,
  ): Promise<void> {
    const source = await adapter.open(config);
    const sink = createSink(this.warehouse, { network, tables: adapter.schema.tables });
    await backfill(source, sink, { wanted, signal: new AbortController().signal });
    await source.close();
  }

  /** Raw HTTP, for status and headers. */
  fetch(query: string, variables: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return Promise.resolve(
      this.#api.yoga.fetch("http://api/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables }),
      }),
    );
  }

  /** A request to any path, such as `/rest/networks`. */
  request(path: string, init: RequestInit = {}): Promise<Response> {
    return Promise.resolve(this.#api.yoga.fetch(`http://api${path}`, init));
  }

  /** The whole answer, errors included. */
  async ask(query: string, variables: object = {}, token?: string): Promise<GraphqlResult> {
    const response = await this.fetch(
      query,
      variables,
      token === undefined ? {} : { authorization: `Bearer ${token}` },
    );
    return (await response.json()) as GraphqlResult;
  }

  /** The data of an answer that must be free of errors. */
  async data(query: string, variables: object = {}, token?: string): Promise<NonNullable<GraphqlResult["data"]>> {
    const { data, errors } = await this.ask(query, variables, token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** Every node of a connection, page by page. */
  async pages<T>(
    query: string,
    variables: object,
    connection: (data: GraphqlResult["data"]) => Connection<T>,
    token?: string,
  ): Promise<T[]> {
    const nodes: T[] = [];
    let after: string | null = null;
    do {
      const page: Connection<T> = connection(await this.data(query, { ...variables, after }, token));
      nodes.push(...page.edges.map(({ node }) => node));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return nodes;
  }

  /** The API on a port of its own. */
  serve(options: Pick<ServeOptions, "limits" | "arrivalMs"> = {}): Promise<Served> {
    this.#served ??= serve({
      ...options,
      ...{ api: this.#api, host: "127.0.0.1", port: 0, onlyLoopbackNames: true },
      healthy: () => {
        this.questions++;
        return this.warehouse.query("SELECT 1");
      },
    });
    return this.#served;
  }

  /** Events of a subscription over HTTP, as a browser's EventSource receives them. */
  async *events(query: string, signal: AbortSignal, token?: string): AsyncGenerator<GraphqlResult> {
    const url = new URL(`${(await this.serve()).url}/graphql`);
    url.searchParams.set("query", query);
    if (token !== undefined) url.searchParams.set("token", token);
    let text = "";
    try {
      const response = await fetch(url, { headers: { accept: "text/event-stream" }, signal });
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString("utf8");
        for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
          const event = text.slice(0, end);
          text = text.slice(end + 2);
          const data = /^data: (.+)$/m.exec(event)?.[1];
          if (/^event: next$/m.test(event) && data) yield JSON.parse(data) as GraphqlResult;
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async close(): Promise<void> {
    await (await this.#served)?.close();
    await this.#api.yoga.dispose();
    if (this.#folder === undefined) return;
    await this.warehouse.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
