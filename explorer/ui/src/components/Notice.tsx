import type { ReactElement, ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./Notice.module.css";

/** In place of content: why there is none, and what to do. */
export function Notice({ icon = "minus", tone = "neutral", title, page = false, children }: NoticeProps): ReactElement {
  return (
    <div className={styles["notice"]} data-tone={tone}>
      <span className={styles["icon"]}>
        <Icon name={icon} size={20} />
      </span>
      {page ? <h1 className={styles["title"]}>{title}</h1> : <p className={styles["title"]}>{title}</p>}
      {children !== undefined && <div className={styles["text"]}>{children}</div>}
    </div>
  );
}

interface NoticeProps {
  readonly icon?: IconName;
  readonly tone?: "neutral" | "failed";
  readonly title: string;
  /** When it is all that a page says: its title is the page's. */
  readonly page?: boolean;
  readonly children?: ReactNode;
}
