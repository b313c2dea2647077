"use client";

import { useParams } from "next/navigation";
import type { ReactElement } from "react";
import { LiveTransaction } from "../../live/LiveTransaction.tsx";

/** On a page that has found nothing: asks again when the transaction of the address is seen. Draws nothing. */
export function AwaitTransaction(): ReactElement | null {
  const { network, id } = useParams<{ network?: string; id?: string }>();
  if (network === undefined || id === undefined || !/^(0x)?[0-9a-f]{64}$/i.test(id)) return null;
  return <LiveTransaction network={decodeURIComponent(network)} id={id} />;
}
