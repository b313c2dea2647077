import type { ReactElement, ReactNode } from "react";
import { AppLink } from "./AppLink.tsx";
import styles from "./PageTabs.module.css";

/** The sides of one thing, as links: each has its URL, the current one is marked. Scrolls on a narrow screen. */
export function PageTabs({ label, tabs }: PageTabsProps): ReactElement {
  return (
    <nav className={styles["tabs"]} aria-label={label}>
      <ul>
        {tabs.map(({ key, name, href, current, count }) => (
          <li key={key}>
            <AppLink href={href} scroll={false} aria-current={current ? "page" : undefined}>
              {name}
              {count !== undefined && <span className={styles["count"]}>{count}</span>}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface PageTabsProps {
  /** What the tabs are sides of, for screen readers. */
  readonly label: string;
  readonly tabs: readonly {
    readonly key: string;
    readonly name: ReactNode;
    readonly href: string;
    readonly current: boolean;
    /** How many there are on that side, formatted. */
    readonly count?: ReactNode;
  }[];
}
