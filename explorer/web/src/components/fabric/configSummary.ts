/** One part of a configuration, as far as it is looked at here. */
export interface ConfigItem {
  readonly path: string;
  readonly kind: string;
  /** In the shape of configtxlator. */
  readonly json: string;
}

/** A node that takes part in the consensus. */
export interface Consenter {
  readonly id: number | undefined;
  /** `host:port` */
  readonly address: string;
  readonly msp: string | undefined;
}

export interface ConfigSummary {
  /** solo, kafka, etcdraft, BFT. */
  readonly consensus: string | undefined;
  /** The orderers take nothing but configurations: the consensus is being migrated. */
  readonly maintenance: boolean;
  readonly consenters: readonly Consenter[];
  readonly batchMessages: number | undefined;
  /** As it is written: `500ms`. */
  readonly batchTimeout: string | undefined;
  readonly preferredBytes: number | undefined;
  readonly absoluteBytes: number | undefined;
  /** By group: channel, orderer, application. */
  readonly capabilities: readonly { readonly group: string; readonly names: readonly string[] }[];
  readonly hashing: string | undefined;
}

type Json = { readonly [name: string]: unknown };

/** What of a configuration decides how the channel works; what is not there, or not as expected, is left out. */
export function configSummary(items: readonly ConfigItem[]): ConfigSummary {
  const value = (path: string): Json => {
    const item = items.find((one) => one.kind === "value" && one.path === path);
    return record(parsed(item?.json));
  };
  const consensus = value("/Channel/Orderer/ConsensusType");
  const batch = value("/Channel/Orderer/BatchSize");
  const state = consensus["state"];
  return {
    consensus: textOf(consensus["type"]),
    maintenance: state === 1 || state === "STATE_MAINTENANCE",
    consenters: [
      ...consentersOf(record(consensus["metadata"])["consenters"]),
      ...consentersOf(value("/Channel/Orderer/Orderers")["consenter_mapping"]),
    ],
    batchMessages: numberOf(batch["max_message_count"]),
    batchTimeout: textOf(value("/Channel/Orderer/BatchTimeout")["timeout"]),
    preferredBytes: numberOf(batch["preferred_max_bytes"]),
    absoluteBytes: numberOf(batch["absolute_max_bytes"]),
    capabilities: ["/Channel", "/Channel/Orderer", "/Channel/Application"].flatMap((group) => {
      const names = Object.keys(record(value(`${group}/Capabilities`)["capabilities"]));
      return names.length === 0 ? [] : [{ group, names }];
    }),
    hashing: textOf(value("/Channel/HashingAlgorithm")["name"]),
  };
}

function consentersOf(list: unknown): Consenter[] {
  if (!Array.isArray(list)) return [];
  return list.map(record).map((one) => ({
    id: numberOf(one["id"]),
    address: `${textOf(one["host"]) ?? "?"}:${numberOf(one["port"]) ?? "?"}`,
    msp: textOf(one["msp_id"]),
  }));
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return null;
  }
}

const record = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};
