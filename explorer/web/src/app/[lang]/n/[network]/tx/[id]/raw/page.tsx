import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { PageTabs } from "@ledgerscope/ui/components/PageTabs.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RawBytes, RawDecoded } from "#web/components/transaction/RawViews.tsx";
import { TransactionFrame } from "#web/components/transaction/TransactionFrame.tsx";
import { transactionMetadata } from "#web/components/transaction/transactionMetadata.ts";
import { TransactionRawDocument } from "#web/generated/graphql.ts";
import { query } from "#web/graphql/query.ts";
import { text } from "#web/i18n/text.ts";
import { apiPage, type PageProps } from "#web/page/apiPage.tsx";
import { url } from "#web/url.ts";

/** Bytes on one page. */
const LENGTH = 2048;
const views = ["both", "decoded", "bytes"] as const;

export const generateMetadata = (props: PageProps): Promise<Metadata> => transactionMetadata(props, "raw");

/** A transaction as it came, as bytes and decoded; `?show=` (decoded, bytes), `?offset=`. */
export default apiPage<"network" | "id">(async ({ lang, params, search }) => {
  const t = text(lang);
  const offset = /^\d{1,9}$/.test(search["offset"] ?? "") ? Number(search["offset"]) : 0;
  const { data, problems } = await query(TransactionRawDocument, {
    ...{ id: params.id, network: params.network, offset, length: LENGTH },
  });
  const { transaction } = data;
  if (transaction === null) notFound();
  const { whole, raw } = transaction;
  const shown = views.find((view) => view === search["show"]) ?? "both";
  const at = (view: { show?: string | undefined; offset?: string | undefined }): string =>
    url.transactionTab(lang, transaction.network.name, params.id, "raw", {
      show: shown === "both" ? undefined : shown,
      ...view,
    });
  return (
    <TransactionFrame transaction={transaction} tab="raw" problems={problems} lang={lang}>
      {raw === null || whole === null ? (
        <Surface>
          <Empty why="nothing" lang={lang} title={t("tx.raw.none.title")}>
            <p>{t("tx.raw.none.text")}</p>
          </Empty>
        </Surface>
      ) : (
        <>
          <PageTabs
            label={t("tx.raw.show")}
            tabs={views.map((view) => ({
              key: view,
              name: t(`tx.raw.show.${view}`),
              href: at({ show: view === "both" ? undefined : view, offset: search["offset"] }),
              current: view === shown,
            }))}
          />
          {shown !== "bytes" && <RawDecoded encoding={whole.encoding} hex={whole.hex} size={whole.size} lang={lang} />}
          {shown !== "decoded" && (
            <RawBytes
              hex={raw.hex}
              offset={raw.offset}
              size={raw.size}
              previousHref={offset > 0 ? at({ offset: String(Math.max(0, offset - LENGTH)) }) : undefined}
              nextHref={offset + LENGTH < raw.size ? at({ offset: String(offset + LENGTH) }) : undefined}
              lang={lang}
            />
          )}
        </>
      )}
    </TransactionFrame>
  );
});
