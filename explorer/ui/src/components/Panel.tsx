import { type ReactElement, type ReactNode, useId } from "react";
import styles from "./Panel.module.css";

/** A titled part of a page on its own surface. */
export function Panel({ title, aside, tone, flush = false, children }: PanelProps): ReactElement {
  const id = useId();
  return (
    <section className={styles["panel"]} data-tone={tone} data-flush={flush} aria-labelledby={id}>
      <header className={styles["head"]}>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      <div className={styles["body"]}>{children}</div>
    </section>
  );
}

interface PanelProps {
  readonly title: ReactNode;
  /** Beside the title: a link, a filter, a count. */
  readonly aside?: ReactNode;
  readonly tone?: "failed" | undefined;
  /** For tables, which bring their own padding. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}
