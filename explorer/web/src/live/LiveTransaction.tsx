"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { TransactionStatusSubscription } from "#web/generated/graphql.ts";
import { follow } from "./follow.ts";

/**
 * Renews the page of a transaction that is not final yet whenever it comes to another state: seen, in a block, final, or
 * failed. Draws nothing.
 */
export function LiveTransaction({ network, id }: { readonly network: string; readonly id: string }): null {
  const { refresh } = useRouter();
  const shown = useRef(true);
  useEffect(() => {
    // The first state is the one that the page shows.
    shown.current = true;
    return follow<TransactionStatusSubscription>(
      "TransactionStatus",
      { network, id },
      {
        onEvent() {
          if (shown.current) shown.current = false;
          else refresh();
        },
        cursorOf: ({ transactionStatus }) => transactionStatus.cursor,
        isLast: ({ transactionStatus: { state } }) => state === "final" || state === "failed",
      },
    );
  }, [network, id, refresh]);
  return null;
}
