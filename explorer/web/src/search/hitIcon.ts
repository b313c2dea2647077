import type { IconName } from "@ledgerscope/ui/components/Icon.tsx";
import type { SearchKind } from "../generated/graphql.ts";

/** What each kind of thing is drawn as, wherever it is offered. */
export const hitIcons: Readonly<Record<SearchKind, IconName>> = {
  network: "network",
  transaction: "transaction",
  block: "block",
  address: "person",
  organisation: "organisation",
  identity: "person",
  chaincode: "contract",
  token: "token",
  method: "code",
  key: "key",
};
