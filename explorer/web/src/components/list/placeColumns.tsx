import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Column } from "@ledgerscope/ui/components/DataTable.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";

/** The transaction that a row is, or belongs to. */
export const hashColumn = (network: string, lang: Lang): Column<{ readonly hash: string }> => ({
  key: "hash",
  header: text(lang)("transaction"),
  phone: "bare",
  cell: ({ hash }) => (
    <Hash
      value={hash}
      what={text(lang)("transaction.id")}
      lang={lang}
      href={url.transaction(lang, network, hash)}
      short
    />
  ),
});

/** The block that a row is, or lies in; a transaction that reached none has a dash. */
export const blockColumn = (
  network: string,
  lang: Lang,
  phone?: "bare",
): Column<{ readonly height: number | null }> => ({
  key: "block",
  header: text(lang)("transaction.block"),
  align: "end",
  phone,
  cell: ({ height }) =>
    height === null ? "–" : <AppLink href={url.block(lang, network, height)}>{formatNumber(height, lang)}</AppLink>,
});

export const timeColumn = (lang: Lang): Column<{ readonly time: string | null }> => ({
  key: "time",
  header: text(lang)("time.utc"),
  phone: "bare",
  cell: ({ time }) => <Time iso={time} lang={lang} short />,
});
