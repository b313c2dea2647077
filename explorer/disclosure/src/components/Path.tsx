import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { ReactElement } from "react";
import type { Say } from "../i18n/messages.ts";
import styles from "./Path.module.css";

export interface PathStep {
  readonly href: string;
  readonly name: string;
}

interface PathProps {
  readonly say: Say;
  readonly steps: readonly PathStep[];
}

/** The pages above this one. */
export function Path({ say, steps }: PathProps): ReactElement {
  return (
    <nav aria-label={say("path.label")}>
      <ol className={styles["path"]}>
        {steps.map(({ href, name }) => (
          <li key={href}>
            <AppLink href={href}>{name}</AppLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}
