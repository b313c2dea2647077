import { decodeHeaders, type EnvelopeHeaders, HeaderType, WireReader } from "@ledgerscope/proof";
import { configUpdateTransaction } from "./messages/configMessages.ts";
import { decodeMessage, type JsonObject } from "./messages/decodeMessage.ts";

/** `common.HeaderType.ORDERER_TRANSACTION`: an orderer's system channel wraps the configuration of a new channel. */
const ORDERER_TRANSACTION = 4;

const EMPTY: Uint8Array = new Uint8Array(0);

/** Whether the envelope carries a channel configuration. */
export const isConfigTransaction = ({ type }: EnvelopeHeaders): boolean =>
  type === HeaderType.config || type === ORDERER_TRANSACTION;

/** Whether it is the first configuration of a channel that an orderer's system channel creates. */
export const isNewChannel = ({ type }: EnvelopeHeaders): boolean => type === ORDERER_TRANSACTION;

/** Headers of the envelope with the configuration: this one, or the one that it wraps. @throws WireError */
export const configHeaders = (headers: EnvelopeHeaders): EnvelopeHeaders =>
  isNewChannel(headers) ? decodeHeaders(headers.data) : headers;

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

/** An update, and who signed it. */
export interface ConfigUpdate {
  /** In the shape of configtxlator. */
  readonly json: JsonObject;
  readonly headers: EnvelopeHeaders;
  readonly signers: readonly { readonly mspId: string; readonly pem: Uint8Array }[];
}

/** Undefined in a genesis block, which no update brought. @throws WireError */
export function decodeUpdate(lastUpdate: Uint8Array): ConfigUpdate | undefined {
  if (lastUpdate.length === 0) return undefined;
  const json = decodeMessage(configUpdateTransaction, lastUpdate);
  const data = (json["payload"] as JsonObject | null)?.["data"] as JsonObject | null;
  const signatures = (data?.["signatures"] ?? []) as readonly JsonObject[];
  return {
    json,
    headers: decodeHeaders(lastUpdate),
    signers: signatures.map((signature) => {
      const creator = (signature["signature_header"] as JsonObject | null)?.["creator"] as JsonObject | null;
      return {
        mspId: String(creator?.["mspid"] ?? ""),
        pem: Buffer.from(String(creator?.["id_bytes"] ?? ""), "base64"),
      };
    }),
  };
}
