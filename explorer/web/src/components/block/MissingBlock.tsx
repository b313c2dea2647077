import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Surface } from "@ledgerscope/ui/components/Surface.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { MissingBlockQuery } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { LiveHead } from "../../live/LiveHead.tsx";
import { liveLabels } from "../../live/liveLabels.ts";
import { url } from "../../url.ts";
import { networkTrail } from "../networkTrail.ts";
import { PageHead } from "../PageHead.tsx";

/** In place of a block that is not stored: it is still to come, or it lies in a part that is not indexed. */
export function MissingBlock({ height, network, lang }: MissingBlockProps): ReactElement {
  const t = text(lang);
  const { name, head, recorded } = network;
  const shown = formatNumber(height, lang);
  const isFuture = head === null || height > head.height;
  const newest = formatNumber(head?.height ?? 0, lang);
  return (
    <div className="stack">
      <PageHead
        trail={[...networkTrail(lang, name), { name: t("network.blocks"), href: url.blocks(lang, name) }]}
        title={t("block.title", { height: shown })}
        aside={
          isFuture &&
          !recorded && (
            <LiveHead
              network={name}
              said={t("live.said", { network: name, height: newest })}
              labels={liveLabels(lang)}
            />
          )
        }
      />
      <Surface>
        <Empty
          why="unindexed"
          lang={lang}
          title={t(isFuture ? "block.future.title" : "block.gap.title", { height: shown })}
          indexedTo={head?.height}
        >
          {head !== null && (
            <p>
              {isFuture && recorded
                ? t("block.future.recorded", { head: newest })
                : t(isFuture ? "block.future.text" : "block.gap.text", {
                    head: newest,
                    count: height - head.height,
                  })}
            </p>
          )}
          <p>
            {isFuture && !recorded ? (
              t("block.future.follow")
            ) : (
              <AppLink href={url.health(lang, name)}>{t("block.gap.health")}</AppLink>
            )}
          </p>
        </Empty>
      </Surface>
    </div>
  );
}

interface MissingBlockProps {
  readonly height: number;
  readonly network: NonNullable<MissingBlockQuery["network"]>;
  readonly lang: Lang;
}
