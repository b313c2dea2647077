import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import path from "node:path";
import type { Viewer } from "@ledgerscope/core";
import { quorumBlocks } from "@ledgerscope/testkit";
import { explain } from "@ledgerscope/tracer-store";
import { root } from "./cli.ts";
import type { Known } from "./explorerPages.ts";
import { freePort } from "./freePort.ts";
import { PrivateApi } from "./privateApi.ts";
import { type FabricRecordingFiles, RecordedNetworks, recordingFiles } from "./recordedNetwork.ts";

const networks = {
  failures: { family: "fabric", recorded: true, channel: "mychannel" },
  relief: { family: "fabric", recorded: true, channel: "relief" },
  qbft: { family: "evm", recorded: true },
  empty: { family: "fabric", recorded: true, channel: "quiet" },
  secret: { family: "fabric", recorded: true, channel: "secret" },
} as const;

const viewers: Readonly<Record<string, Viewer>> = {
  operator: { name: "operator", networks: "*", channels: "*", roles: ["operator"] },
  guest: { name: "guest", networks: ["failures", "relief", "qbft", "empty"], channels: "*", roles: [] },
};

/** As whom a site reads: everything, all but the network `secret`, or nothing since its API is away. */
export type SiteName = "operator" | "guest" | "down";

/**
 * The explorer as it is deployed, over a warehouse with recorded networks: one site for each viewer. With
 * LEDGERSCOPE_EXPLORER (`<site> <API>`, two addresses) an explorer that runs already is looked at instead, by its
 * operator alone; its networks have the same names.
 */
export class ExplorerSite {
  readonly known: Known;
  readonly #urls: Readonly<Partial<Record<SiteName, string>>>;
  readonly #close: () => Promise<void>;

  private constructor(known: Known, urls: Readonly<Partial<Record<SiteName, string>>>, close: () => Promise<void>) {
    this.known = known;
    this.#urls = urls;
    this.#close = close;
  }

  static async start(): Promise<ExplorerSite> {
    const running = process.env["LEDGERSCOPE_EXPLORER"]?.split(/[\s,]+/);
    if (running) {
      const [operator = "", api = ""] = running;
      return new ExplorerSite(await askKnown(api), { operator }, async () => {});
    }
    const recorded = await RecordedNetworks.open();
    const { warehouse } = recorded;
    const api = PrivateApi.over(warehouse, networks, viewers);
    const { url } = await api.serve();
    const sites = await Promise.all([
      startSite(`${url}/graphql`, "operator"),
      startSite(`${url}/graphql`, "guest"),
      // Nobody listens there: the port of discard.
      startSite("http://127.0.0.1:9/graphql"),
    ]);
    const close = async (): Promise<void> => {
      await Promise.all(sites.map(({ stop }) => stop()));
      await api.close();
      await recorded.close();
    };
    try {
      await recorded.add(files("fabric-failures"), { network: "failures", passes: true });
      await explain(warehouse, { network: "failures", channel: "mychannel", family: "fabric" });
      await recorded.add(files("fabric-relief-fund"), { network: "relief", passes: true, logs: "none" });
      const blocks = await quorumBlocks("quorum-qbft/blocks");
      // Heights between them were not recorded: the indexer has gaps.
      for (const part of [blocks.slice(0, 27), blocks.slice(27, 30)]) await api.storeEvm("qbft", part);
      const [operator, guest, down] = sites.map((site) => site.url);
      return new ExplorerSite(
        await askKnown(`${url}/graphql`, "operator"),
        { operator: operator as string, guest: guest as string, down: down as string },
        close,
      );
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** Undefined where an explorer that runs already is looked at. */
  url(site: SiteName): string | undefined {
    return this.#urls[site];
  }

  close(): Promise<void> {
    return this.#close();
  }
}

const files = (name: "fabric-failures" | "fabric-relief-fund"): FabricRecordingFiles =>
  recordingFiles(name) as FabricRecordingFiles;

export interface RunningSite {
  readonly url: string;
  stop(): Promise<void>;
}

/** `next start`, reading that API as the viewer of that token. */
export async function startSite(api: string, token?: string): Promise<RunningSite> {
  const port = await freePort();
  const app = path.join(root, "explorer/web");
  const next = createRequire(path.join(app, "package.json")).resolve("next/dist/bin/next");
  const child = spawn(process.execPath, [next, "start", "--hostname=127.0.0.1", `--port=${port}`], {
    cwd: app,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      LEDGERSCOPE_API_URL: api,
      ...(token === undefined ? {} : { LEDGERSCOPE_API_TOKEN: token }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  await ready(child);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (text: string): void => {
      output += text;
      if (/Ready in/.test(output)) resolve();
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
    child.once("exit", (code) =>
      reject(new Error(`next start ended with ${code} (is the explorer built?):\n${output}`)),
    );
  });
}

/** Asks the API for what the addresses of pages are made of. */
async function askKnown(api: string, token?: string): Promise<Known> {
  const response = await fetch(api, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({
      query: `{
        failures: network(name: "failures") {
          fabric { identities(first: 1, where: { use: "endorser" }) { edges { node { certSha256 } } } }
          glance {
          conflicts: traces(first: 20, order: newest, filter: { subCause: "hot_key_in_block" }) {
            edges { node { hash transaction { diagnosis { culprits { id } } } } } }
          valid: traces(first: 1, order: newest, filter: { statuses: [valid] }) { edges { node { hash } } } } }
        qbft: block(network: "qbft", height: 25) { transactions(first: 1) { edges { node { hash evm { from } } } } }
      }`,
    }),
  });
  const { data, errors } = (await response.json()) as {
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
    data: any;
    errors?: unknown;
  };
  if (errors) throw new Error(JSON.stringify(errors));
  const conflict = data.failures.glance.conflicts.edges.find(
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
    ({ node }: any) => node.transaction?.diagnosis?.culprits.length > 0,
  ).node;
  const evm = data.qbft.transactions.edges[0].node;
  return {
    conflict: conflict.hash,
    culprit: conflict.transaction.diagnosis.culprits[0].id,
    valid: data.failures.glance.valid.edges[0].node.hash,
    bill: "HP-20261121-00002-1",
    certificate: data.failures.fabric.identities.edges[0].node.certSha256,
    evmTransaction: evm.hash,
    evmAddress: evm.evm.from,
  };
}
