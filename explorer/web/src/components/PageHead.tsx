import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { ReactElement, ReactNode } from "react";
import styles from "./PageHead.module.css";

/** The top of a page: the way to it, its name, what stands beside it. */
export function PageHead({ trail = [], title, aside }: PageHeadProps): ReactElement {
  return (
    <div className={styles["head"]}>
      <div className={styles["names"]}>
        {trail.length > 0 && (
          <ol className={styles["trail"]}>
            {trail.map(({ name, href }) => (
              <li key={href}>
                <AppLink href={href}>{name}</AppLink>
              </li>
            ))}
          </ol>
        )}
        <h1 className={styles["title"]}>{title}</h1>
      </div>
      {aside !== undefined && <div className={styles["aside"]}>{aside}</div>}
    </div>
  );
}

interface PageHeadProps {
  readonly trail?: readonly { readonly name: string; readonly href: string }[];
  readonly title: ReactNode;
  readonly aside?: ReactNode;
}
