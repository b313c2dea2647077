import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import type { ReactElement } from "react";
import type { Say } from "../i18n/messages.ts";
import styles from "./BlockNeighbours.module.css";

interface BlockNeighboursProps {
  readonly say: Say;
  readonly previous: number | null;
  readonly next: number | null;
  readonly hrefOf: (height: number) => string;
}

export function BlockNeighbours({ say, previous, next, hrefOf }: BlockNeighboursProps): ReactElement {
  return (
    <nav className={styles["neighbours"]} aria-label={say("block.neighbours")}>
      {previous !== null && (
        <AppLink href={hrefOf(previous)} rel="prev">
          <Icon name="left" size={14} /> {say("block.previous", { height: previous })}
        </AppLink>
      )}
      {next !== null && (
        <AppLink href={hrefOf(next)} rel="next">
          {say("block.next", { height: next })} <Icon name="right" size={14} />
        </AppLink>
      )}
    </nav>
  );
}
