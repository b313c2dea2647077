import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Viewer } from "@ledgerscope/core";
import { evm } from "@ledgerscope/evm";
import { fabric } from "@ledgerscope/fabric";
import { warehouseSchema } from "@ledgerscope/schema";
import { GeneratedChain } from "@ledgerscope/testkit";
import { collect } from "@ledgerscope/tracer-collector";
import { explain, tracerSchema } from "@ledgerscope/tracer-store";
import {
  buildClientSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isEnumType,
  isObjectType,
} from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "./support/describeWith.ts";
import { type Planted, plantEvm, plantFabric } from "./support/plantedNetworks.ts";
import { tablesOf } from "./support/plantRows.ts";
import { type GraphqlResult, ledger, PrivateApi } from "./support/privateApi.ts";
import { fieldsOf, type Known, type Walk, walk } from "./support/schemaWalk.ts";

/**
 * Two networks of one ledger, the second with its first blocks alone, and one of another family. What a viewer of the second
 * one must not learn of the first one is as near as it can be.
 */
const networks = {
  // Recorded ones have no age, which would differ from one answer to the next.
  relief: { family: "fabric", recorded: true },
  growing: { family: "fabric", recorded: true },
  consortium: { family: "evm", recorded: true },
} as const;
type Name = keyof typeof networks;
const names = Object.keys(networks) as Name[];

const viewers: Readonly<Record<string, Viewer & { readonly sees: readonly Name[] }>> = {
  channelless: { name: "channelless", networks: "*", channels: [], roles: [], sees: ["consortium"] },
  elsewhere: { name: "elsewhere", networks: "*", channels: ["another"], roles: [], sees: ["consortium"] },
  small: {
    name: "small",
    networks: ["growing", "pilot"],
    channels: ["mychannel"],
    roles: [],
    sees: ["growing"],
  },
  none: { name: "none", networks: [], channels: "*", roles: ["operator"], sees: [] },
};
const everyone: Viewer = { name: "all", networks: "*", channels: "*", roles: ["operator"] };

/** Strings and numbers in an operation. */
const LITERAL = /"(?:[^"\\]|\\.)*"|-?\b\d+(?:\.\d+)?\b/g;
/** Values shorter than this say nothing of where they are from. */
const TELLING = 10;
const AT_ONCE = 8;
const LOG_LINES = 1_000;
/** What was refused may lack only what the round before has found. */
const ROUNDS = 3;
/** Walk through everything that may be seen for each of the viewers, not only for the one who sees the beginning. */
const EVERYBODY = process.env["LEDGERSCOPE_ISOLATION"] === "all";

/** What puts calls into words: by the standards, as without ABIs. */
const decoderOf = async (network: string) =>
  networks[network as Name]?.family === "evm"
    ? evm.decoder?.(evm.parseConfig({ rpc: "http://127.0.0.1:9" }, { network, baseDir: "/" }))
    : undefined;

/** What a viewer who sees everything finds in one network. */
interface Found {
  readonly walks: readonly Walk[];
  /** Every telling value of its answers. */
  readonly values: ReadonlySet<string>;
  /** Fields that had a value. */
  readonly filled: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly unasked: readonly string[];
}

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Visits every value of an answer with the type and the name of its field. */
function visitValues(
  value: unknown,
  type: GraphQLNamedType | undefined,
  visit: (type: string, field: string, value: unknown) => void,
): void {
  if (Array.isArray(value)) for (const item of value) visitValues(item, type, visit);
  else if (typeof value === "object" && value !== null && isObjectType(type)) {
    for (const [name, item] of Object.entries(value)) {
      const field = type.getFields()[name];
      if (!field || item === null || item === "" || (Array.isArray(item) && item.length === 0)) continue;
      visit(type.name, name, item);
      visitValues(item, getNamedType(field.type), visit);
    }
  }
}

/** Names that a schema uses: as values they are anybody's, such as the name of a chart. */
const wordsOf = (schema: GraphQLSchema): ReadonlySet<string> =>
  new Set(
    Object.values(schema.getTypeMap()).flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()) : [])),
  );

/** The same text of something that does not exist: of equal length and form. */
class Absent {
  readonly #of = new Map<string, string>();

  /** Of a name, a hash or a number in an argument. */
  plain(value: string): string {
    const known = this.#of.get(value);
    if (known !== undefined) return known;
    const digest = createHash("sha512").update(value).digest("hex");
    const other = /^(0x)?[0-9a-f]{8,}$/.test(value)
      ? `${value.startsWith("0x") ? "0x" : ""}${digest.slice(0, value.replace(/^0x/, "").length)}`
      : names.includes(value as Name)
        ? `no${value.slice(2)}`
        : value;
    this.#of.set(value, other);
    return other;
  }

  /** Of a global id or a cursor, whose text carries the network's name. */
  sealed(value: string): string {
    const text = Buffer.from(value, "base64url").toString("utf8");
    const renamed = names.reduce((all, name) => all.replaceAll(name, this.plain(name)), text);
    const [sum, ...rest] = renamed.split("|");
    const body = rest.join("|");
    const seal = /^[0-9a-f]{8}$/.test(sum ?? "") ? createHash("sha256").update(body).digest("hex").slice(0, 8) : sum;
    return Buffer.from(`${seal}|${body}`, "utf8").toString("base64url");
  }

  /** A whole operation or answer with each known value replaced. */
  text(text: string, values: readonly string[]): string {
    return values.reduce((all, value) => {
      const isSealed =
        !/^(0x)?[0-9a-f]+$/.test(value) &&
        /^[\w-]{16,}$/.test(value) &&
        /\|/.test(Buffer.from(value, "base64url").toString("utf8"));
      return all.replaceAll(value, isSealed ? this.sealed(value) : this.plain(value));
    }, text);
  }
}

describeWith("xz", "whoever may not see a network gets nothing of it", () => {
  let api: PrivateApi;
  let schema: GraphQLSchema;
  /** Folder of the beginnings of two nodes' logs. */
  let logs: string;
  const found = {} as Record<Name, Found>;
  const planted: Partial<Record<Name, Planted>> = {};
  /** What the network `relief` has and `growing` has not. */
  let own: readonly string[] = [];

  let lapped = performance.now();
  const lap = (name: string): void => {
    const now = performance.now();
    process.stdout.write(`${name}: ${((now - lapped) / 1_000).toFixed(1)} s\n`);
    lapped = now;
  };

  beforeAll(async () => {
    api = await PrivateApi.start({ ...networks }, { all: everyone, ...viewers }, decoderOf);
    await api.storeFabric("relief", { from: 0, to: 14 });
    await api.storeFabric("growing", { from: 0, to: 4 });
    const chain = new GeneratedChain(5).grow(12);
    await api.storeEvm("consortium", chain.blocks, 4);
    const tables = tablesOf([
      ...evm.schema.tables,
      ...fabric.schema.tables,
      ...tracerSchema.tables,
      ...warehouseSchema.tables,
    ]);
    planted.consortium = await plantEvm(api.warehouse, tables, "consortium");
    lap("stored");
    for (const network of names) await api.runPasses(network, networks[network].family);
    logs = await mkdtemp(join(tmpdir(), "ledgerscope-isolation-"));
    for (const node of ["peer1", "orderer1"]) {
      const whole = new URL(`../fixtures/fabric-bft/logs/${node}.log.xz`, import.meta.url).pathname;
      execFileSync("sh", ["-c", `xz -dc "$0" | head -n ${LOG_LINES} > "$1"`, whole, join(logs, `${node}.log`)]);
    }
    for (const network of ["relief", "consortium"] as const) {
      const { family } = networks[network];
      const channel = family === "fabric" ? ledger.channel : "";
      if (family === "fabric") {
        await collect({
          ...{ warehouse: api.warehouse, network, channel, family, follow: false, baseDir: logs },
          observe: { logs: { peer1: ["./peer1.log"], orderer1: ["./orderer1.log"] } },
          signal: new AbortController().signal,
        });
      }
      await explain(api.warehouse, { network, channel, family });
    }
    planted.relief = await plantFabric(api.warehouse, tables, { network: "relief", channel: ledger.channel });
    lap("explained");
    const { data } = await api.ask(getIntrospectionQuery(), {}, "all");
    schema = buildClientSchema(data);
    for (const network of names) found[network] = await explore(network);
    own = await ofRelief();
    lap("explored");
    await probe();
    lap("probed");
  }, 580_000);
  afterAll(async () => {
    await api?.close();
    await rm(logs, { recursive: true, force: true });
  });

  /** Ids and hashes of the blocks and transactions that only the whole ledger has, out of the tables themselves. */
  async function ofRelief(): Promise<string[]> {
    const rows = await api.warehouse.query<{ value: string }>(
      `SELECT tx_id AS value FROM store.fabric_transactions WHERE network = 'relief' AND height > 3 AND tx_id != ''
       UNION ALL SELECT lower(hex(block_hash)) FROM store.fabric_blocks WHERE network = 'relief' AND height > 3
       UNION ALL SELECT lower(hex(data_hash)) FROM store.fabric_blocks WHERE network = 'relief' AND height > 3`,
    );
    return ["relief", ...rows.map(({ value }) => value)];
  }

  /** Asks everything of one network, and with what was found what could not be asked before. */
  async function explore(network: Name): Promise<Found> {
    const known = new Map<string, unknown[]>([
      ["Query.network(name)", [network]],
      ["network", [network]],
      ["first", [2]],
      ["Query.search(query)", [network]],
      ...Object.entries(planted[network]?.arguments ?? {}).map(([name, value]): [string, unknown[]] => [name, [value]]),
    ]);
    const transaction = planted[network]?.transaction;
    const words = wordsOf(schema);
    const values = new Set<string>();
    const filled = new Set<string>();
    const done = new Map<string, Walk & { readonly answered: boolean }>();
    let unasked: readonly string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const walked = walk(schema, known);
      unasked = walked.unasked;
      // What was answered is not asked again; what was refused may lack only what has been found since.
      const fresh = walked.walks
        .flatMap((one) => (done.has(one.name) && !done.get(one.name)?.answered && one.parts) || [one])
        .filter(({ name }) => !done.get(name)?.answered);
      if (fresh.length === 0) break;
      const answers = await each(fresh, ({ query }) => api.ask(query, {}, "all"));
      for (const [index, one] of fresh.entries()) done.set(one.name, { ...one, answered: !answers[index]?.errors });
      for (const { data } of answers) {
        visitValues(data, schema.getQueryType() ?? undefined, (type, field, value) => {
          filled.add(`${type}.${field}`);
          for (const leaf of [value].flat()) {
            if (typeof leaf === "object" && leaf !== null) continue;
            for (const name of [`${type}.${field}`, field]) {
              const list = known.get(name) ?? [];
              if (list.length < 20 && !list.includes(leaf)) known.set(name, [...list, leaf]);
            }
            // Words of the schema, and of the viewer itself, tell nothing of a network.
            const named = getNamedType((schema.getType(type) as GraphQLObjectType).getFields()[field]?.type);
            if (isEnumType(named) || type === "ViewerInfo") continue;
            if (String(leaf).length >= TELLING && !words.has(String(leaf))) values.add(String(leaf));
          }
        });
      }
      const first = (name: string, skip = 0): unknown[] => (known.get(name) ?? []).slice(skip, skip + 1);
      const blocks = known.get("Block.height") ?? [];
      known.set("Query.block(height)", blocks.slice(-1));
      known.set("Query.transaction(id)", transaction === undefined ? first("Transaction.hash") : [transaction]);
      known.set("Query.transaction(network)", [network]);
      known.set("traceComparison(a)", first("Transaction.hash"));
      known.set("traceComparison(b)", first("Transaction.hash", 1));
      known.set("Query.node(id)", first("Block.id"));
      values.add(network);
    }
    const walks = [...done.values(), ...byValue(network, known)];
    return { walks, values, filled, asked: new Set(walks.flatMap(({ asks }) => asks)), unasked };
  }

  /** Look-ups that a shortest way does not take: by each kind of id, by cursors, by search. */
  function byValue(network: Name, known: Known): Walk[] {
    const of = (name: string, most = 2): string[] => (known.get(name) ?? []).slice(-most).map(String);
    const all: Walk[] = [];
    const add = (query: string): void => void all.push({ field: "Query", name: query, query, asks: [] });
    const ids = [...known.keys()].filter((name) => /^\w+\.id$/.test(name)).flatMap((name) => of(name));
    for (const id of ids) add(`{ node(id: ${JSON.stringify(id)}) { id __typename } }`);
    for (const hash of of("Block.hash")) add(`{ block(network: "${network}", hash: "${hash}") { height } }`);
    for (const hash of of("Transaction.hash", 4)) {
      add(`{ transaction(id: "${hash}") { height network { name } } }`);
      add(`{ transaction(id: "${hash}", network: "${network}") { height } }`);
    }
    const cursors = [...known.keys()].filter((name) => /Edge\.cursor$/.test(name)).flatMap((name) => of(name));
    for (const cursor of cursors) {
      add(`{ blocks(network: "${network}", after: ${JSON.stringify(cursor)}) { edges { cursor } } }`);
      add(`{ transactions(network: "${network}", after: ${JSON.stringify(cursor)}) { edges { cursor } } }`);
    }
    const texts = [
      ...of("Block.hash"),
      ...of("Transaction.hash"),
      ...of("address"),
      ...of("certSha256"),
      ...of("key"),
      network,
    ];
    for (const text of texts.flatMap((each) => [each, each.slice(0, 10)])) {
      add(`{ search(query: ${JSON.stringify(text)}) { kind network label id height } }`);
    }
    return all;
  }

  test("every field of the schema was asked, and nearly all had something to show", () => {
    const asked = new Set(names.flatMap((name) => [...found[name].asked]));
    const fields = fieldsOf(schema);
    expect(fields.filter((field) => !asked.has(field))).toEqual([]);
    const filled = new Set(names.flatMap((name) => [...found[name].filled]));
    const empty = fields.filter((field) => !filled.has(field));
    process.stdout.write(
      `${fields.length} fields, ${fields.length - empty.length} with values; without: ${empty.join(" ")}\n`,
    );
    expect(empty.length / fields.length).toBeLessThan(0.15);
  });

  const seenBy = (token: string): readonly Name[] => viewers[token]?.sees ?? [];
  const hiddenFrom = (token: string): readonly Name[] => names.filter((name) => !seenBy(token).includes(name));

  /** Every value of what is hidden from a viewer that is nowhere in what it may see. */
  function markers(token: string): Set<string> {
    const open = new Set(seenBy(token).flatMap((name) => [...found[name].values]));
    return new Set(hiddenFrom(token).flatMap((name) => [...found[name].values].filter((value) => !open.has(value))));
  }

  /** What viewers were told who may not know, by viewer. */
  interface Told {
    readonly secrets: ReadonlySet<string>;
    readonly leaks: string[];
    /** Answers that differ from those to what does not exist. */
    readonly tells: string[];
  }
  const told = new Map<string, Told>();

  /** Asks everything of each network by everybody who may not see it: one operation by all, so that it is parsed once. */
  async function probe(): Promise<void> {
    const absent = new Absent();
    for (const token of Object.keys(viewers)) told.set(token, { secrets: markers(token), leaks: [], tells: [] });
    for (const network of names) {
      const blind = [...told].filter(([token]) => hiddenFrom(token).includes(network));
      await each(found[network].walks, async ({ field, query }) => {
        const literals = new Set((query.match(LITERAL) ?? []).map((text) => String(JSON.parse(text))));
        for (const [token, { secrets, leaks, tells }] of blind) {
          const sent = [...literals].filter((value) => secrets.has(value)).sort((a, b) => b.length - a.length);
          const answer = JSON.stringify(await api.ask(query, {}, token));
          const bare = sent.reduce((text, value) => text.replaceAll(value, ""), answer);
          for (const value of secrets) if (bare.includes(value)) leaks.push(`${network} ${field}: ${value}`);
          // Two viewers who lack the channel are told the same: one of them is asked for what does not exist as well.
          if (sent.length === 0 || token === "elsewhere") continue;
          const other = JSON.stringify(await api.ask(absent.text(query, sent), {}, token));
          if (absent.text(answer, sent) !== other) tells.push(`${query}\n  hidden: ${answer}\n  absent: ${other}`);
        }
      });
    }
  }

  describe.each(Object.entries(viewers))("%s", (token, { sees }) => {
    const hidden = hiddenFrom(token);

    test("finds no value of what is hidden, whatever is asked, and can tell nothing from what does not exist", () => {
      const { secrets, leaks, tells } = told.get(token) as Told;
      expect(secrets.size).toBeGreaterThan(100);
      expect(leaks).toEqual([]);
      expect(tells.slice(0, 5)).toEqual([]);
    });

    // Who sees the beginning of what is hidden is the one who could learn of the rest.
    test.for(token === "small" || EVERYBODY ? [hidden] : [])(
      "finds nothing of what is hidden in what it may see",
      { timeout: 240_000 },
      async () => {
        const leaks: string[] = [];
        expect(own.length).toBeGreaterThan(40);
        for (const network of sees) {
          await each(found[network].walks, async ({ field, query }) => {
            const answer = JSON.stringify(await api.ask(query, {}, token));
            for (const value of own) if (answer.includes(value)) leaks.push(`${network} ${field}: ${value}`);
          });
        }
        expect(leaks).toEqual([]);
      },
    );

    test("is refused every subscription to it, as to what does not exist", async () => {
      const fields = Object.values(schema.getSubscriptionType()?.getFields() ?? {});
      expect(fields.length).toBeGreaterThan(3);
      for (const network of hidden) {
        for (const { name, args } of fields) {
          const id = args.some((argument) => argument.name === "id") ? `, id: "${"ab".repeat(32)}"` : "";
          const ask = async (of: string): Promise<GraphqlResult[]> => {
            const events = api.events(
              `subscription { ${name}(network: "${of}"${id}) { cursor } }`,
              AbortSignal.timeout(5_000),
              token,
            );
            const received: GraphqlResult[] = [];
            for await (const event of events) received.push(event);
            return received;
          };
          const [answer, other] = await Promise.all([ask(network), ask("absent")]);
          expect(answer[0]?.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
          expect(JSON.stringify(answer).replaceAll(network, "absent")).toBe(JSON.stringify(other));
        }
      }
    }, 120_000);

    test("finds nothing of it by REST, and none of the SQL", async () => {
      const document = (await (await api.request("/openapi.json")).json()) as {
        paths: Record<string, { get: { parameters: { name: string; in: string; required: boolean }[] } }>;
      };
      const headers = { authorization: `Bearer ${token}` };
      const get = async (path: string): Promise<string> => {
        const response = await api.request(path, { headers });
        return `${response.status} ${await response.text()}`;
      };
      const secrets = [...markers(token)];
      for (const network of hidden) {
        const values = [...found[network].values];
        const hash = values.find((value) => /^(0x)?[0-9a-f]{64}$/.test(value)) as string;
        const fill: Record<string, string> = { network, height: "2", hash, id: hash, query: hash };
        for (const [path, { get: operation }] of Object.entries(document.paths)) {
          const needed = operation.parameters.filter((parameter) => parameter.required);
          const inQuery = needed.filter((parameter) => parameter.in === "query");
          const filled = (of: Record<string, string>): string => {
            const search = new URLSearchParams(inQuery.map(({ name }) => [name, of[name] ?? ""]));
            return `${path.replace(/\{(\w+)\}/g, (_, name: string) => of[name] ?? "x")}?${search}`;
          };
          const answer = await get(filled(fill));
          const other = await get(filled({ ...fill, network: "absent" }));
          expect(answer.replaceAll(network, "absent"), path).toBe(other);
          const bare = [network, hash, ...path.split("/").filter(Boolean)].reduce(
            (text, value) => text.replaceAll(value, ""),
            answer,
          );
          expect(
            secrets.filter((value) => bare.includes(value)),
            path,
          ).toEqual([]);
        }
      }
      for (const path of ["/sql", "/sql/schema", "/sql/run", "/sql/queries"]) {
        expect(await get(path), path).toMatch(/^(403|404|405) /);
      }
    }, 120_000);
  });
});
