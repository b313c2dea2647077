import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import styles from "./StatementList.module.css";
import type { Statement } from "./statementsOf.ts";

/** The statements behind a figure, as they were run; one of them is in the editor. */
export function StatementList({ statements, operation, field, current, href, lang }: StatementListProps): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("sql.of.title", { field: printableLine(field, 80) })}>
      <p className="muted">
        {statements.length === 0 ? t("sql.of.none") : t("sql.of.text", { operation: printableLine(operation, 60) })}
      </p>
      <ol className={styles["list"]}>
        {statements.map(({ statement, parameters }, i) => (
          <li key={statement + JSON.stringify(parameters)}>
            <details open={i === current}>
              <summary>
                {t("sql.of.statement", { number: i + 1 })} <code>{printableLine(statement, 100)}</code>
              </summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
              <pre tabIndex={0}>{statement}</pre>
              {i !== current && <AppLink href={href(i)}>{t("sql.of.open")}</AppLink>}
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

interface StatementListProps {
  readonly statements: readonly Statement[];
  readonly operation: string;
  readonly field: string;
  /** Which of them is in the editor. */
  readonly current: number;
  /** The page with another one in the editor. */
  readonly href: (index: number) => string;
  readonly lang: Lang;
}
