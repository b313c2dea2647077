import {
  type ChannelConfig,
  decodeHeaders,
  type EnvelopeHeaders,
  HeaderType,
  WireError,
  WireReader,
} from "@ledgerscope/proof";
import { clientTimeNs } from "./blockTime.ts";
import { type ConfigElement, configElements } from "./configElements.ts";
import { configIdentities } from "./configIdentities.ts";
import { certificateHash, type IdentityRef, identityRef } from "./identities.ts";
import type { IdentityUses } from "./identityUses.ts";
import { configUpdateTransaction } from "./messages/configMessages.ts";
import { decodeMessage, type JsonObject } from "./messages/decodeMessage.ts";
import type { FabricRows } from "./rows.ts";

/** `common.HeaderType.ORDERER_TRANSACTION`: an orderer's system channel wraps the configuration of a new channel. */
const ORDERER_TRANSACTION = 4;

export interface ConfigContext {
  readonly network: string;
  readonly channel: string;
  readonly height: number;
  readonly index: number;
  readonly code: number;
  /** The configuration in force before the block, if it is known. */
  readonly config: ChannelConfig | undefined;
}

interface Update {
  readonly json: string;
  readonly txId: string;
  readonly timeNs: bigint | undefined;
  readonly creator: IdentityRef;
  readonly signers: readonly IdentityRef[];
}

const EMPTY: Uint8Array = new Uint8Array(0);
const NOBODY: IdentityRef = { mspId: "", certSha256: EMPTY };
const NO_UPDATE: Update = { json: "", txId: "", timeNs: undefined, creator: NOBODY, signers: [] };

/**
 * Appends the rows of a configuration transaction, if the envelope is one: the update and its signers, the whole
 * configuration, and what it changes in the one before. Never throws for what the bytes hold.
 */
export function pushConfig(
  headers: EnvelopeHeaders,
  context: ConfigContext,
  rows: FabricRows,
  uses: IdentityUses,
): void {
  if (headers.type !== HeaderType.config && headers.type !== ORDERER_TRANSACTION) return;
  const { network, channel, height, index, code } = context;
  let problem = "";
  const attempt = <Result>(what: string, read: () => Result, otherwise: Result): Result => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      problem ||= `${what}: ${error.message}`;
      return otherwise;
    }
  };
  const isNewChannel = headers.type === ORDERER_TRANSACTION;
  const inner = isNewChannel ? attempt("wrapped envelope", () => decodeHeaders(headers.data), headers) : headers;
  const parts = attempt("configuration", () => configParts(inner.data), { config: EMPTY, lastUpdate: EMPTY });
  const update = attempt("update", () => readUpdate(parts.lastUpdate), NO_UPDATE);
  const nothing = { sequence: 0n, elements: [] };
  const now = attempt("configuration", () => configElements(parts.config), nothing);
  const broken = now.elements.find((element) => element.problem !== "");
  if (broken) problem ||= `${broken.path}: ${broken.problem}`;
  const place = { network, channel, height, tx_index: index };
  const common = { ...place, config_channel: inner.channelId, sequence: now.sequence };

  rows.configs.push({
    ...common,
    tx_id: headers.txId,
    validation_code: code,
    update_tx_id: update.txId,
    update_time: update.timeNs ?? 0n,
    update_creator_msp: update.creator.mspId,
    update_creator_cert_sha256: update.creator.certSha256,
    signer_msps: update.signers.map(({ mspId }) => mspId),
    signer_cert_sha256: update.signers.map(({ certSha256 }) => certSha256),
    update: update.json,
    decode_error: problem,
  });
  for (const element of now.elements) {
    rows.configItems.push({
      ...common,
      path: element.path,
      kind: element.kind,
      name: element.name,
      version: element.version,
      mod_policy: element.modPolicy,
      text: element.text,
      value: JSON.stringify(element.value),
      bytes: element.bytes,
      decode_error: element.problem,
    });
  }
  const before = elementsBefore(inner.channelId, isNewChannel || height === 0, context.config);
  for (const change of changes(before, now.elements)) {
    rows.configUpdates.push({ ...common, ...change, signer_msps: update.signers.map(({ mspId }) => mspId) });
  }
  for (const signer of update.signers) uses.add(signer, "config_signer", index);
  for (const { mspId, pem, use } of configIdentities(now.elements)) {
    uses.add({ mspId, certSha256: certificateHash(pem) }, use, index);
  }
}

/** `common.ConfigEnvelope{config, last_update}` @throws WireError */
export function configParts(configEnvelope: Uint8Array): { config: Uint8Array; lastUpdate: Uint8Array } {
  let config = EMPTY;
  let lastUpdate = EMPTY;
  const reader = new WireReader(configEnvelope);
  while (reader.next()) {
    if (reader.field === 1) config = reader.bytes();
    else if (reader.field === 2) lastUpdate = reader.bytes();
    else reader.skip();
  }
  return { config, lastUpdate };
}

function readUpdate(envelope: Uint8Array): Update {
  if (envelope.length === 0) return NO_UPDATE;
  const json = decodeMessage(configUpdateTransaction, envelope);
  const headers = decodeHeaders(envelope);
  const data = (json["payload"] as JsonObject | null)?.["data"] as JsonObject | null;
  const signatures = (data?.["signatures"] ?? []) as readonly JsonObject[];
  return {
    json: JSON.stringify(json),
    txId: headers.txId,
    timeNs: clientTimeNs(headers.timestamp),
    creator: identityRef(headers.creator),
    signers: signatures.map((signature) => {
      const header = signature["signature_header"] as JsonObject | null;
      const creator = header?.["creator"] as JsonObject | null;
      const pem = Buffer.from(String(creator?.["id_bytes"] ?? ""), "base64");
      return { mspId: String(creator?.["mspid"] ?? ""), certSha256: certificateHash(pem) };
    }),
  };
}

/** Undefined: not known. */
function elementsBefore(
  channel: string,
  isFirst: boolean,
  config: ChannelConfig | undefined,
): readonly ConfigElement[] | undefined {
  if (isFirst) return [];
  if (!config || config.channel !== channel) return undefined;
  try {
    return configElements(config.bytes).elements;
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

interface Change {
  readonly path: string;
  readonly kind: string;
  readonly change: string;
  readonly old_version: bigint;
  readonly new_version: bigint;
  readonly old_mod_policy: string;
  readonly new_mod_policy: string;
  readonly old_text: string;
  readonly new_text: string;
  readonly old_value: string;
  readonly new_value: string;
}

const idOf = ({ path, kind }: ConfigElement): string => `${path}\n${kind}`;
const heldBy = (element: ConfigElement): string =>
  element.problem === "" ? JSON.stringify(element.value) : Buffer.from(element.bytes).toString("base64");

function changes(before: readonly ConfigElement[] | undefined, now: readonly ConfigElement[]): Change[] {
  const old = new Map((before ?? []).map((element) => [idOf(element), element]));
  const found: Change[] = [];
  for (const element of now) {
    const was = old.get(idOf(element));
    old.delete(idOf(element));
    if (!was) found.push(changeOf(before ? "added" : "stated", undefined, element));
    else if (
      was.version !== element.version ||
      was.modPolicy !== element.modPolicy ||
      heldBy(was) !== heldBy(element)
    ) {
      found.push(changeOf("changed", was, element));
    }
  }
  for (const element of old.values()) found.push(changeOf("removed", element, undefined));
  return found;
}

function changeOf(change: string, was: ConfigElement | undefined, is: ConfigElement | undefined): Change {
  const { path, kind } = (is ?? was) as ConfigElement;
  return {
    path,
    kind,
    change,
    old_version: was?.version ?? 0n,
    new_version: is?.version ?? 0n,
    old_mod_policy: was?.modPolicy ?? "",
    new_mod_policy: is?.modPolicy ?? "",
    old_text: was?.text ?? "",
    new_text: is?.text ?? "",
    old_value: was ? heldBy(was) : "",
    new_value: is ? heldBy(is) : "",
  };
}
