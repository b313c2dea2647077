import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Pager } from "@ledgerscope/ui/components/Pager.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { StateKeysDocument } from "../../generated/graphql.ts";
import { query } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { missing } from "../../page/missing.ts";
import { nextPage } from "../../page/nextPage.ts";
import { url } from "../../url.ts";
import { Problems } from "../Problems.tsx";
import { FabricHead } from "./FabricHead.tsx";
import { inOrder } from "./inOrder.ts";
import styles from "./KeyBrowser.module.css";
import { KeyLink } from "./KeyLink.tsx";
import { KeySearch } from "./KeySearch.tsx";
import { KeyText } from "./KeyText.tsx";
import { stateHref } from "./keyHref.ts";
import { MspLink } from "./MspLink.tsx";

/** Keys of one namespace in their order, below a prefix; the families that they fall into, like folders. */
export async function KeyBrowser({ network: name, lang, view }: KeyBrowserProps): Promise<ReactElement> {
  const t = text(lang);
  const { data, problems } = await query(StateKeysDocument, {
    network: name,
    namespace: view.namespace,
    collection: view.collection,
    prefix: view.hex === undefined ? (view.prefix ?? null) : null,
    prefixHex: view.hex ?? null,
    after: view.after ?? null,
    deleted: view.deleted,
  });
  const { network } = data;
  if (!network?.fabric) missing(problems);
  const { namespace: space, stateUpTo } = network.fabric;
  if (space === null) missing(problems);
  const title = [space.namespace, space.collection]
    .filter((part) => part !== "")
    .map((part) => printableLine(part, 60));
  const families = space.families.items;
  const keys = space.keys.edges.map(({ node }) => node);
  const here = (more: Record<string, string | undefined>): string =>
    url.state(lang, name, {
      ns: view.namespace,
      collection: view.collection || undefined,
      prefix: view.prefix,
      hex: view.hex,
      deleted: view.deleted ? "1" : undefined,
      ...more,
    });
  return (
    <div className="stack">
      <FabricHead
        network={name}
        lang={lang}
        trail={[{ name: t("fabric.state"), href: url.state(lang, name) }]}
        title={
          <>
            <bdi>{title.join(" / ")}</bdi>
            {space.collection !== "" && (
              <Badge tone="neutral" icon="lock">
                {t("fabric.namespace.private")}
              </Badge>
            )}
          </>
        }
        aside={
          space.collection === "" && (
            <AppLink href={url.chaincode(lang, name, space.namespace)}>{t("fabric.toChaincode")}</AppLink>
          )
        }
      />
      <Problems problems={problems} lang={lang} />
      {space.collection === "" ? (
        <KeySearch network={name} lang={lang} namespace={view.namespace} prefix={view.prefix} />
      ) : (
        <p className="muted">{t("fabric.private.text")}</p>
      )}
      {families.length > 1 && (
        <Panel title={t("fabric.families")}>
          <ul className={styles["families"]}>
            {families.map((family) => (
              <li key={family.prefixHex}>
                <AppLink href={stateHref(lang, name, space, family.prefixHex)}>
                  <KeyText printed={family.prefix} hex={family.prefixHex} lang={lang} limit={60} />
                </AppLink>
              </li>
            ))}
            {!space.families.complete && <li className="muted">{t("fabric.families.more")}</li>}
          </ul>
        </Panel>
      )}
      <Panel
        title={t("fabric.keys")}
        aside={
          <AppLink href={here({ deleted: view.deleted ? undefined : "1" })} scroll={false}>
            {t(view.deleted ? "fabric.keys.hideDeleted" : "fabric.keys.showDeleted")}
          </AppLink>
        }
        flush
      >
        <DataTable
          caption={t("fabric.keys")}
          rows={keys}
          rowKey={({ keyHex }) => keyHex}
          rowTone={({ exists }) => (exists === false ? "void" : undefined)}
          empty={
            view.prefix !== undefined || view.hex !== undefined ? (
              <Empty why="filtered" lang={lang} clearHref={stateHref(lang, name, space)}>
                <p>{t("fabric.keys.none", { height: formatNumber(stateUpTo ?? 0, lang) })}</p>
              </Empty>
            ) : (
              <Empty why="nothing" lang={lang} title={t("fabric.keys.deleted")} />
            )
          }
          columns={[
            {
              key: "key",
              header: t("fabric.key"),
              phone: "bare",
              cell: (row) => (
                <KeyLink
                  of={{ ...row, namespace: space.namespace, collection: space.collection }}
                  network={name}
                  lang={lang}
                  opens
                />
              ),
            },
            {
              key: "value",
              header: t(space.collection === "" ? "fabric.key.value" : "fabric.key.valueHash"),
              phone: "wide",
              cell: ({ value, valueBytes, exists }) =>
                exists === false ? (
                  <span className="muted">{t("fabric.deleted")}</span>
                ) : (
                  <ChainText
                    text={value ?? ""}
                    bytes={space.collection === "" ? valueBytes : undefined}
                    limit={120}
                    lang={lang}
                  />
                ),
            },
            ...(keys.some(({ policy }) => policy !== null)
              ? [
                  {
                    key: "policy",
                    header: t("fabric.key.policy"),
                    cell: ({ policy }: (typeof keys)[number]) =>
                      policy === null ? <span className="muted">–</span> : printableLine(policy, 80),
                  },
                ]
              : []),
            {
              key: "writer",
              header: t("fabric.writtenBy"),
              cell: ({ writtenBy }) =>
                writtenBy === null ? "–" : <MspLink msp={writtenBy.actor} network={name} lang={lang} />,
            },
            {
              key: "block",
              header: t("transaction.block"),
              align: "end",
              cell: ({ writtenBy }) =>
                writtenBy === null || writtenBy.height === null ? (
                  "–"
                ) : (
                  <AppLink href={url.transaction(lang, name, writtenBy.hash)}>
                    {formatNumber(writtenBy.height, lang)}
                  </AppLink>
                ),
            },
            {
              key: "time",
              header: t("time.utc"),
              cell: ({ writtenBy }) => <Time iso={writtenBy?.time} lang={lang} short />,
            },
          ]}
        />
        <Pager
          of={t("fabric.keys")}
          lang={lang}
          words={inOrder(lang)}
          firstHref={view.after && here({})}
          nextHref={nextPage(space.keys.pageInfo, (after) => here({ after }))}
        />
      </Panel>
    </div>
  );
}

interface KeyBrowserProps {
  readonly network: string;
  readonly lang: Lang;
  readonly view: {
    readonly namespace: string;
    /** Empty for public state. */
    readonly collection: string;
    /** Beginning of the keys, as text or in hex. */
    readonly prefix: string | undefined;
    readonly hex: string | undefined;
    readonly after: string | undefined;
    /** Also keys that are gone. */
    readonly deleted: boolean;
  };
}
