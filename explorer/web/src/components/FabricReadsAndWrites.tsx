import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { FabricFactsFragment } from "../generated/graphql.ts";
import { FabricEndorsements } from "./FabricEndorsements.tsx";
import { FabricReads } from "./FabricReads.tsx";
import styles from "./FabricReadsAndWrites.module.css";
import { FabricWrites } from "./FabricWrites.tsx";

/** What a Fabric transaction saw and changed of the world state, and who vouched for it. */
export function FabricReadsAndWrites({ fabric, network, lang }: FabricReadsAndWritesProps): ReactElement {
  return (
    <>
      <div className={styles["sides"]}>
        <FabricReads reads={fabric.reads} count={fabric.readCount} network={network} lang={lang} />
        <FabricWrites writes={fabric.writes} count={fabric.writeCount} lang={lang} />
      </div>
      <FabricEndorsements fabric={fabric} lang={lang} />
    </>
  );
}

interface FabricReadsAndWritesProps {
  readonly fabric: FabricFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
