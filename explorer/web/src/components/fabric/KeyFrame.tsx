import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { PageTabs } from "@ledgerscope/ui/components/PageTabs.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { KeyFactsFragment } from "../../generated/graphql.ts";
import type { Problem } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { Halves } from "../Halves.tsx";
import { Problems } from "../Problems.tsx";
import { ChainValue } from "../value/ChainValue.tsx";
import { AsOfForm } from "./AsOfForm.tsx";
import { FabricHead } from "./FabricHead.tsx";
import { KeyText } from "./KeyText.tsx";
import { keyHref, stateHref } from "./keyHref.ts";
import { MspLink } from "./MspLink.tsx";
import { PolicyText } from "./PolicyText.tsx";

/** What a key's page asks for. */
export interface KeyView {
  readonly network: string;
  readonly namespace: string;
  /** Empty for public state. */
  readonly collection: string;
  /** As the API prints it; or its bytes. */
  readonly key: string | undefined;
  readonly hex: string | undefined;
  /** Cursor. */
  readonly after: string | undefined;
  /** Also writes of transactions that were refused. */
  readonly refused: boolean;
  /** Height: the key as it was once that block was committed. */
  readonly at?: number | undefined;
}

/** The variables that every operation about a key takes. */
export const keyVariables = ({ network, namespace, collection, key, hex, after }: KeyView) => ({
  network,
  namespace,
  collection,
  key: key ?? null,
  keyHex: hex ?? null,
  after: after ?? null,
});

type KeyTab = "history" | "use" | "conflicts";

/** What every side of a key's page begins with: its name, its value now, its figures, the ways to the other sides. */
export function KeyFrame({ of, tab, network, stateUpTo, asOf, problems, lang, children }: KeyFrameProps): ReactElement {
  const t = text(lang);
  const isPrivate = of.collection !== "";
  const shown = asOf === undefined ? of : asOf.value;
  const { figures } = of;
  const unknown = figures.versions === "0" && figures.refused === "0" && figures.reads === "0";
  const tabs = [
    { key: "history", count: figures.versions },
    { key: "use", count: figures.reads },
    { key: "conflicts", count: figures.conflictsRefused },
  ] as const;
  return (
    <div className="stack">
      <FabricHead
        network={network}
        lang={lang}
        trail={[
          { name: t("fabric.state"), href: url.state(lang, network) },
          {
            name: [of.namespace, of.collection]
              .filter((part) => part !== "")
              .map((part) => printableLine(part, 60))
              .join(" / "),
            href: stateHref(lang, network, of),
          },
        ]}
        title={
          <>
            <KeyText printed={of.key} hex={of.keyHex} lang={lang} />
            {isPrivate && (
              <Badge tone="neutral" icon="lock">
                {t("fabric.namespace.private")}
              </Badge>
            )}
            {of.exists === false && (
              <Badge tone="neutral" icon="minus">
                {t("fabric.deleted")}
              </Badge>
            )}
          </>
        }
      />
      <Problems problems={problems} lang={lang} />
      {unknown ? (
        <Empty why={stateUpTo === null ? "unindexed" : "nothing"} lang={lang} title={t("fabric.key.unknown")}>
          <p>
            {t("fabric.key.unknown.text", { height: formatNumber(stateUpTo ?? 0, lang) })}{" "}
            <AppLink href={stateHref(lang, network, of)}>{t("fabric.key.browse")}</AppLink>
          </p>
        </Empty>
      ) : (
        <>
          <Halves>
            <Panel
              title={
                asOf !== undefined
                  ? t("fabric.key.asOf", { height: formatNumber(asOf.height, lang) })
                  : t(isPrivate ? "fabric.key.valueHash" : "fabric.key.now")
              }
              aside={<AsOfForm of={of} network={network} at={asOf?.height} lang={lang} />}
            >
              {shown === null || shown.value === null ? (
                <p className="muted">
                  {t(
                    asOf !== undefined
                      ? "fabric.key.asOf.none"
                      : of.exists === null
                        ? "fabric.key.notYet"
                        : "fabric.key.gone",
                  )}
                </p>
              ) : isPrivate ? (
                <Hash value={shown.value} what={t("fabric.key.valueHash")} lang={lang} full />
              ) : (
                <>
                  <ChainValue value={shown.value} bytes={shown.valueBytes} label={t("fabric.key.now")} lang={lang} />
                  <p className="muted">{formatBytes(shown.valueBytes, lang)}</p>
                </>
              )}
              {isPrivate && <p className="muted">{t("fabric.private.text")}</p>}
            </Panel>
            <Panel title={t("fabric.key.facts")}>
              <Facts>
                <Fact name={t("fabric.key.version")}>{of.version !== null && <code>{of.version}</code>}</Fact>
                <Fact name={t(of.exists === false ? "fabric.deletedBy" : "fabric.writtenBy")}>
                  {of.writtenBy !== null && (
                    <>
                      <AppLink href={url.transaction(lang, network, of.writtenBy.hash)}>
                        <bdi>{printableLine(of.writtenBy.method || of.writtenBy.target, 60)}</bdi>
                      </AppLink>{" "}
                      · <MspLink msp={of.writtenBy.actor} network={network} lang={lang} /> ·{" "}
                      <Time iso={of.writtenBy.time} lang={lang} />
                    </>
                  )}
                </Fact>
                <Fact name={t("fabric.namespace")}>
                  {isPrivate ? (
                    <AppLink href={url.collections(lang, network, { ns: of.namespace, name: of.collection })}>
                      {printableLine(`${of.namespace} / ${of.collection}`, 120)}
                    </AppLink>
                  ) : (
                    <AppLink href={url.chaincode(lang, network, of.namespace)}>
                      {printableLine(of.namespace, 60)}
                    </AppLink>
                  )}
                </Fact>
                <Fact name={t("fabric.key.policy")}>
                  {of.policy === null ? (
                    <span className="muted">
                      {t(isPrivate ? "fabric.key.policy.ofCollection" : "fabric.key.policy.none")}
                    </span>
                  ) : (
                    <PolicyText policy={of.policy} lang={lang} />
                  )}
                </Fact>
                <Fact name={t("fabric.key.versions")}>
                  {t("fabric.key.versions.text", {
                    versions: Number(figures.versions),
                    deletions: Number(figures.deletions),
                    refused: Number(figures.refused),
                  })}
                </Fact>
                <Fact name={t("fabric.key.reads")}>{formatNumber(figures.reads, lang)}</Fact>
                <Fact name={t("fabric.key.conflicts")}>
                  {figures.conflictsRefused === "0"
                    ? t("fabric.key.conflicts.none")
                    : t("fabric.key.conflicts.text", {
                        refused: Number(figures.conflictsRefused),
                        writers: Number(figures.conflictWriters),
                      })}
                </Fact>
              </Facts>
            </Panel>
          </Halves>
          <PageTabs
            label={t("fabric.key.sides")}
            tabs={tabs.map(({ key, count }) => ({
              key,
              name: t(`fabric.key.tab.${key}`),
              href: keyHref(lang, network, of, { tab: key === "history" ? undefined : key }),
              current: key === tab,
              count: formatNumber(count, lang),
            }))}
          />
          {children}
        </>
      )}
    </div>
  );
}

interface KeyFrameProps {
  readonly of: KeyFactsFragment;
  readonly tab: KeyTab;
  readonly network: string;
  /** The value at an earlier block, in place of that of now; null where there was none. */
  readonly asOf?: { readonly height: number; readonly value: { value: string; valueBytes: number } | null } | undefined;
  /** Newest block that the world state has been worked out for. */
  readonly stateUpTo: number | null;
  readonly problems: readonly Problem[];
  readonly lang: Lang;
  readonly children: ReactNode;
}
