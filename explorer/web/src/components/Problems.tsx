import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { Problem } from "../graphql/query.ts";
import { text } from "../i18n/text.ts";
import styles from "./Problems.module.css";

/** Names the parts of a page that could not be read, above the parts that could. */
export function Problems({ problems, lang }: { problems: readonly Problem[]; lang: Lang }): ReactElement | null {
  if (problems.length === 0) return null;
  const parts = problems
    .map(({ path, code, traceId }) => `${path} (${[code, traceId].filter((word) => word !== undefined).join(" ")})`)
    .join(", ");
  return (
    <p className={styles["problems"]} role="alert">
      <Icon name="alert" />
      {text(lang)("partial", { parts })}
    </p>
  );
}
