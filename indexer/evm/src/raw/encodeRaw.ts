import type { Payload } from "@ledgerscope/core";
import { encodeRows } from "@ledgerscope/schema";
import { type Placed, placeOf } from "../place.ts";
import { evmRaw } from "../tables/evmRaw.ts";
import type { RawAnswer } from "./rawAnswer.ts";

/** The node's answers about blocks, as rows. */
export function encodeRaw(
  network: string,
  items: readonly { readonly block: Placed; readonly raw?: readonly RawAnswer[] | undefined }[],
): Payload {
  const storedAt = Date.now();
  return encodeRows(
    evmRaw,
    items.flatMap(({ block, raw }) =>
      (raw ?? []).map(({ kind, response }) => ({ ...placeOf(network, block), kind, response, stored_at: storedAt })),
    ),
  );
}
