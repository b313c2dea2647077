import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { TokenStandard, TokenWordsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { TokenAmount } from "./TokenAmount.tsx";

/** What was made of a token less what was destroyed; a token that was made before what is stored has none to tell. */
export function TokenSupply({ supply, standard, metadata, lang }: TokenSupplyProps): ReactElement {
  const t = text(lang);
  if (supply === null || BigInt(supply) <= 0n) {
    return (
      <span className="muted" title={t("evm.token.supply.outside")}>
        –<span className="visually-hidden"> {t("evm.token.supply.outside")}</span>
      </span>
    );
  }
  return <TokenAmount amount={supply} standard={standard} metadata={metadata} lang={lang} />;
}

interface TokenSupplyProps {
  /** In the smallest unit. */
  readonly supply: string | null;
  readonly standard: TokenStandard;
  readonly metadata: TokenWordsFragment | null;
  readonly lang: Lang;
}
