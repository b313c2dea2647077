import type { ReactElement, ReactNode } from "react";
import styles from "./Badge.module.css";
import { Icon, type IconName } from "./Icon.tsx";

/** What a colour means, everywhere: see styles/tokens.css. */
export type Tone = "success" | "failed" | "unproven" | "live" | "neutral";

/** A state in a word, with its icon and colour. */
export function Badge({ tone, icon, title, children }: BadgeProps): ReactElement {
  return (
    <span className={styles["badge"]} data-tone={tone} title={title}>
      {icon === "pulse" ? (
        <span className={styles["pulse"]} aria-hidden="true" />
      ) : (
        icon && <Icon name={icon} size={12} />
      )}
      {children}
    </span>
  );
}

interface BadgeProps {
  readonly tone: Tone;
  readonly icon?: IconName | "pulse" | undefined;
  /** A sentence on what the word means, on hover. */
  readonly title?: string | undefined;
  readonly children: ReactNode;
}
