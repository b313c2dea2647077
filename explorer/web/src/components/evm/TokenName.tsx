import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TokenWordsFragment } from "../../generated/graphql.ts";
import { url } from "../../url.ts";
import styles from "./TokenName.module.css";

const SYMBOL_LENGTH = 16;

/** A token by its symbol; whatever it calls itself, its address stands beside it, since any contract may take any name. */
export function TokenName({ address, metadata, network, lang }: TokenNameProps): ReactElement {
  const symbol = symbolOf(metadata);
  const short = shorten(address, 6, 4);
  const name = metadata?.name ? `${printableLine(metadata.name, 80)} ` : "";
  return (
    <AppLink href={url.token(lang, network, address)} title={`${name}${address}`} className={styles["token"]}>
      {symbol !== undefined && <bdi className={styles["symbol"]}>{symbol}</bdi>}
      <span className={symbol === undefined ? styles["alone"] : styles["address"]}>{short}</span>
    </AppLink>
  );
}

/** Its symbol, or else its name, made visible and cut; undefined where it has neither. */
export function symbolOf(metadata: TokenWordsFragment | null): string | undefined {
  const symbol = metadata?.symbol?.trim() || metadata?.name?.trim();
  return symbol ? printableLine(symbol, SYMBOL_LENGTH) : undefined;
}

interface TokenNameProps {
  readonly address: string;
  readonly metadata: TokenWordsFragment | null;
  readonly network: string;
  readonly lang: Lang;
}
