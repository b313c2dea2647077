import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { EvmTokenQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import styles from "./TokenWords.module.css";

/** What a token says of itself, and that it is the token that says it; or that nobody could ask it. */
export function TokenWords({ metadata, lang }: TokenWordsProps): ReactElement {
  const t = text(lang);
  if (metadata === null) {
    return (
      <div className={styles["words"]}>
        <Facts>
          <Fact name={t("evm.token.words")}>
            <span className="muted">{t("evm.token.words.unknown")}</span>
          </Fact>
        </Facts>
      </div>
    );
  }
  const { name, symbol, decimals, askedAt } = metadata;
  const said = [symbol, name].filter((one) => one !== null && one !== "").map((one) => printableLine(one ?? "", 256));
  return (
    <div className={styles["words"]}>
      <Facts>
        <Fact name={t("evm.token.words")}>
          <bdi>{said.length > 0 ? said.join(" · ") : "–"}</bdi>{" "}
          <span className="muted">
            ({t("evm.token.words.claim")}; {t("evm.token.words.asked")} <Time iso={askedAt} lang={lang} short />)
          </span>
        </Fact>
        <Fact name={t("evm.token.decimals")}>{decimals}</Fact>
      </Facts>
    </div>
  );
}

interface TokenWordsProps {
  readonly metadata: NonNullable<EvmTokenQuery["evmToken"]>["metadata"];
  readonly lang: Lang;
}
