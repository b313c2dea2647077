import { Fact, Facts } from "@ledgerscope/ui/components/Facts.tsx";
import { Hash } from "@ledgerscope/ui/components/Hash.tsx";
import { Time } from "@ledgerscope/ui/components/Time.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { BlockQuery } from "../generated/graphql.ts";
import type { Say } from "../i18n/messages.ts";

interface BlockFactsProps {
  readonly lang: Lang;
  readonly say: Say;
  readonly block: NonNullable<BlockQuery["block"]>;
  readonly genesisHash: string | null | undefined;
  readonly bundle: { readonly href: string; readonly first: number; readonly last: number } | undefined;
}

/** The header's fields, and where the raw bytes are. What is withheld is left out. */
export function BlockFacts({ lang, say, block, genesisHash, bundle }: BlockFactsProps): ReactElement {
  const hash = (value: string | null | undefined): ReactElement | null =>
    value ? <Hash value={value} what={say("facts.hash.what")} lang={lang} full /> : null;
  return (
    <Facts>
      <Fact name={say("facts.hash")}>{hash(block.hash)}</Fact>
      <Fact name={say("facts.previous")}>{hash(block.previousHash)}</Fact>
      <Fact name={say("facts.data")}>{hash(block.dataHash)}</Fact>
      <Fact name={say("facts.genesis")}>{hash(genesisHash)}</Fact>
      <Fact name={say("blocks.time")}>{block.time ? <Time iso={block.time} lang={lang} /> : null}</Fact>
      <Fact name={say("facts.bundle")}>
        {bundle && <a href={bundle.href}>{say("facts.bundle.text", { from: bundle.first, to: bundle.last })}</a>}
      </Fact>
    </Facts>
  );
}
