import { formatUnits } from "@ledgerscope/ui/format/amount.ts";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TokenStandard, TokenWordsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { symbolOf } from "./TokenName.tsx";

/** Who claims more would have every amount written as a row of zeros. */
const MOST_DECIMALS = 36;

/**
 * An amount of a token, every digit of it: in whole ones where the token says how many decimals it has, otherwise in
 * its smallest unit, and that is said. Items are counted, they have no unit.
 */
export function TokenAmount({ amount, standard, metadata, lang, named = false }: TokenAmountProps): ReactElement {
  const t = text(lang);
  const raw = formatNumber(amount, lang);
  const decimals = metadata?.decimals ?? undefined;
  if (decimals === undefined || decimals > MOST_DECIMALS) {
    if (standard !== "erc20") return <span>{raw}</span>;
    return (
      <span title={t("evm.token.amount.meaning")}>
        {raw} <span className="muted">{t("evm.token.units")}</span>
      </span>
    );
  }
  const symbol = named ? symbolOf(metadata) : undefined;
  return (
    <span title={t("evm.token.amount.units", { raw, decimals })}>
      {formatUnits(amount, decimals, lang)}
      {symbol !== undefined && (
        <>
          {" "}
          <bdi className="muted">{symbol}</bdi>
        </>
      )}
    </span>
  );
}

interface TokenAmountProps {
  /** Decimal text, in the smallest unit. */
  readonly amount: string;
  readonly standard: TokenStandard;
  readonly metadata: TokenWordsFragment | null;
  readonly lang: Lang;
  /** With the token's symbol: where the token does not stand beside it. */
  readonly named?: boolean;
}
