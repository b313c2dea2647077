import { type ChannelConfig, type EnvelopeHeaders, WireError } from "@ledgerscope/proof";
import { clientTimeNs } from "./blockTime.ts";
import { type ConfigElement, configElements } from "./configElements.ts";
import { configIdentities } from "./configIdentities.ts";
import { configHeaders, configParts, decodeUpdate, isConfigTransaction, isNewChannel } from "./configTransaction.ts";
import { certificateHash, type IdentityRef, identityRef } from "./identities.ts";
import type { IdentityUses } from "./identityUses.ts";
import type { FabricRows } from "./rows.ts";

export interface ConfigContext {
  readonly network: string;
  readonly channel: string;
  readonly height: number;
  readonly index: number;
  readonly code: number;
  /** The configuration in force before the block, if it is known. */
  readonly config: ChannelConfig | undefined;
}

const EMPTY: Uint8Array = new Uint8Array(0);
const NOBODY: IdentityRef = { mspId: "", certSha256: EMPTY };

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
  if (!isConfigTransaction(headers)) return;
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
  const inner = attempt("wrapped envelope", () => configHeaders(headers), headers);
  const parts = attempt("configuration", () => configParts(inner.data), { config: EMPTY, lastUpdate: EMPTY });
  const update = attempt("update", () => decodeUpdate(parts.lastUpdate), undefined);
  const creator = update ? attempt("update creator", () => identityRef(update.headers.creator), NOBODY) : NOBODY;
  const signers = (update?.signers ?? []).map(({ mspId, pem }) => ({ mspId, certSha256: certificateHash(pem) }));
  const signerMsps = signers.map(({ mspId }) => mspId);
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
    update_tx_id: update?.headers.txId ?? "",
    update_time: clientTimeNs(update?.headers.timestamp) ?? 0n,
    update_creator_msp: creator.mspId,
    update_creator_cert_sha256: creator.certSha256,
    signer_msps: signerMsps,
    signer_cert_sha256: signers.map(({ certSha256 }) => certSha256),
    update: update ? JSON.stringify(update.json) : "",
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
      json: JSON.stringify(element.value),
      bytes: element.bytes,
      decode_error: element.problem,
    });
  }
  const before = elementsBefore(inner.channelId, isNewChannel(headers) || height === 0, context.config);
  for (const change of changes(before, now.elements)) {
    rows.configUpdates.push({ ...common, ...change, signer_msps: signerMsps });
  }
  for (const signer of signers) uses.add(signer, "config_signer", index);
  for (const { mspId, pem, use } of configIdentities(now.elements)) {
    uses.add({ mspId, certSha256: certificateHash(pem) }, use, index);
  }
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
  readonly old_json: string;
  readonly new_json: string;
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
    old_json: was ? heldBy(was) : "",
    new_json: is ? heldBy(is) : "",
  };
}
