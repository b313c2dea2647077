import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { Stat, Stats } from "@ledgerscope/ui/components/Stat.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { CollectionsQuery } from "../../generated/graphql.ts";
import type { Problem } from "../../graphql/query.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { Halves } from "../Halves.tsx";
import { Problems } from "../Problems.tsx";
import { FabricHead } from "./FabricHead.tsx";
import { HashLookup } from "./HashLookup.tsx";
import { stateHref } from "./keyHref.ts";
import { MspLink } from "./MspLink.tsx";
import { PolicyText } from "./PolicyText.tsx";

/** One private data collection: its rules, its definitions, its hashes. */
export function CollectionDetails({ collection, network, problems, lang }: CollectionDetailsProps): ReactElement {
  const t = text(lang);
  const { definition, implicitOf } = collection;
  const space = { namespace: collection.chaincode, collection: collection.name };
  const yes = (is: boolean) => t(is ? "fabric.yes" : "fabric.no");
  return (
    <div className="stack">
      <FabricHead
        network={network}
        lang={lang}
        trail={[
          { name: t("fabric.collections"), href: url.collections(lang, network) },
          { name: printableLine(collection.chaincode, 60), href: url.chaincode(lang, network, collection.chaincode) },
        ]}
        title={
          <>
            <bdi>{printableLine(collection.name, 80)}</bdi>
            <Badge tone="neutral" icon="lock">
              {t("fabric.namespace.private")}
            </Badge>
          </>
        }
        aside={<AppLink href={stateHref(lang, network, space)}>{t("fabric.collection.toKeys")}</AppLink>}
      />
      <Problems problems={problems} lang={lang} />
      <p className="muted">{t("fabric.private.text")}</p>
      <Stats>
        <Stat name={t("fabric.keys")}>{formatNumber(collection.keys, lang)}</Stat>
        <Stat name={t("fabric.collection.writes")}>{formatNumber(collection.writes, lang)}</Stat>
        <Stat name={t("fabric.collection.deletes")}>{formatNumber(collection.deletes, lang)}</Stat>
        <Stat name={t("fabric.collection.purges")}>{formatNumber(collection.purges, lang)}</Stat>
        <Stat name={t("fabric.collection.reads")}>{formatNumber(collection.reads, lang)}</Stat>
        <Stat name={t("fabric.transactions")}>{formatNumber(collection.transactions, lang)}</Stat>
      </Stats>
      <Halves>
        <Panel title={t("fabric.collection.rules")}>
          <Facts>
            {implicitOf !== null && (
              <Fact name={t("fabric.collection.members")}>
                <MspLink msp={implicitOf} network={network} lang={lang} />
              </Fact>
            )}
            {definition !== null && (
              <>
                <Fact name={t("fabric.collection.members")}>
                  <PolicyText policy={definition.memberOrgsPolicy} lang={lang} />
                </Fact>
                <Fact name={t("fabric.policy.endorsement")}>
                  {definition.endorsementPolicy === null ? (
                    t("fabric.collection.policyOfChaincode")
                  ) : (
                    <PolicyText policy={definition.endorsementPolicy} lang={lang} />
                  )}
                </Fact>
                <Fact name={t("fabric.collection.life")}>
                  {definition.blockToLive === "0"
                    ? t("fabric.collection.forever")
                    : t("fabric.collection.blocks", { count: Number(definition.blockToLive) })}
                </Fact>
                <Fact name={t("fabric.collection.peers")}>
                  {t("fabric.collection.peers.text", {
                    required: definition.requiredPeerCount,
                    maximum: definition.maximumPeerCount,
                  })}
                </Fact>
                <Fact name={t("fabric.collection.memberRead")}>{yes(definition.memberOnlyRead)}</Fact>
                <Fact name={t("fabric.collection.memberWrite")}>{yes(definition.memberOnlyWrite)}</Fact>
              </>
            )}
            <Fact name={t("fabric.collection.stated")}>
              {collection.statedBy.length > 0 &&
                collection.statedBy.map(({ version, sequence, height }, i) => (
                  <span key={height}>
                    {i > 0 && ", "}
                    <AppLink href={url.block(lang, network, height)}>
                      {t("fabric.version.sequence", { version: printableLine(version, 40), sequence })}
                    </AppLink>
                  </span>
                ))}
            </Fact>
          </Facts>
        </Panel>
        <Panel title={t("fabric.hash.title")}>
          <HashLookup
            words={{
              text: t("fabric.hash.text"),
              label: t("fabric.hash.label"),
              open: t("fabric.hash.open"),
              noScript: t("fabric.hash.noScript"),
            }}
            href={url.key(lang, network, space.namespace, undefined, { collection: space.collection, hex: "HASH" })}
          />
        </Panel>
      </Halves>
    </div>
  );
}

type Fabric = NonNullable<NonNullable<CollectionsQuery["network"]>["fabric"]>;

interface CollectionDetailsProps {
  readonly collection: Fabric["collections"][number];
  readonly network: string;
  readonly problems: readonly Problem[];
  readonly lang: Lang;
}
