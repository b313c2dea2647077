import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { ReactElement } from "react";
import styles from "./Choices.module.css";

/** One of several: links, since the URL is the state. */
export function Choices({ label, choices }: ChoicesProps): ReactElement {
  return (
    <nav className={styles["filter"]} aria-label={label}>
      {choices.map(({ name, href, current }) => (
        <AppLink
          key={href}
          className={styles["choice"]}
          href={href}
          scroll={false}
          aria-current={current ? "true" : undefined}
        >
          {name}
        </AppLink>
      ))}
    </nav>
  );
}

interface ChoicesProps {
  /** What is chosen. */
  readonly label: string;
  readonly choices: readonly { readonly name: string; readonly href: string; readonly current: boolean }[];
}
