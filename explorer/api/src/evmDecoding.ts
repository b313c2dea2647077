import type { DecodedCall } from "@ledgerscope/core";
import type { ApiContext } from "./context.ts";

interface CallBytes {
  readonly network: string;
  readonly to: string | null;
  readonly input: string;
}

/** What a call asks for; null for plain transfers and creations, and where nothing known fits. */
export async function decodedCall(
  { decoderOf }: Pick<ApiContext, "decoderOf">,
  { network, to, input }: CallBytes,
): Promise<DecodedCall | null> {
  if (to === null || input.length < 10) return null;
  return (await decoderOf(network))?.decodeCall({ to, input }) ?? null;
}

/** What a log tells; null where nothing known fits. */
export async function decodedLog(
  { decoderOf }: Pick<ApiContext, "decoderOf">,
  log: {
    readonly network: string;
    readonly address: string;
    readonly topics: readonly string[];
    readonly data: string;
  },
): Promise<DecodedCall | null> {
  if (log.topics.length === 0) return null;
  return (await decoderOf(log.network))?.decodeLog(log) ?? null;
}

/** Why a call failed, by the bytes that came back; null where nothing known fits. */
export async function decodedError(
  { decoderOf }: Pick<ApiContext, "decoderOf">,
  { network, to, data }: { readonly network: string; readonly to: string | null; readonly data: string | null },
): Promise<DecodedCall | null> {
  if (data === null || data.length < 10) return null;
  return (await decoderOf(network))?.decodeError({ ...(to === null ? {} : { address: to }), data }) ?? null;
}
