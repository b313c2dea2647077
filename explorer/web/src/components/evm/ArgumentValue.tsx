import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { EvmAddress } from "./EvmAddress.tsx";

const ADDRESS = /^0x[0-9a-f]{40}$/i;
/** Longer ones are ids rather than amounts: groups of digits would not make them easier to read. */
const GROUPED_DIGITS = 30;

/** One value of a decoded call: an address leads to its page, a number keeps every digit. */
export function ArgumentValue({ type, value, network, lang, block = false }: ArgumentValueProps): ReactElement {
  if (type === "address" && ADDRESS.test(value)) {
    return <EvmAddress address={value.toLowerCase()} network={network} lang={lang} />;
  }
  if (/^u?int\d*$/.test(type) && /^-?\d+$/.test(value) && value.length <= GROUPED_DIGITS) {
    return <span className="number">{formatNumber(value, lang)}</span>;
  }
  return <ChainText text={value} lang={lang} block={block && value.length > 60} />;
}

interface ArgumentValueProps {
  /** As an ABI names it: `uint256`, `address[]`. */
  readonly type: string;
  readonly value: string;
  readonly network: string;
  readonly lang: Lang;
  readonly block?: boolean;
}
