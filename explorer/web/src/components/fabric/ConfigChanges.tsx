import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ConfigVersionQuery } from "../../generated/graphql.ts";
import { text, textOr } from "../../i18n/text.ts";
import { diffValues } from "../value/diffValues.ts";
import { ValueLines } from "../value/ValueLines.tsx";
import styles from "./ConfigChanges.module.css";
import { changedLines } from "./changedLines.ts";
import { PolicyText } from "./PolicyText.tsx";

const tones = { added: "success", removed: "failed", changed: "live" } as const;

/** What an update changed, one part after the other: policies in words, values member by member. */
export function ConfigChanges({ changes, lang }: ConfigChangesProps): ReactElement {
  const t = text(lang);
  return (
    <Panel title={t("fabric.config.changes.title")}>
      {changes.length === 0 ? (
        <p className="muted">{t("fabric.config.changes.none")}</p>
      ) : (
        <ul className={styles["changes"]}>
          {changes.map((change) => (
            <li key={`${change.path} ${change.kind}`} className={styles["change"]}>
              <p className={styles["head"]}>
                <Badge tone={change.change in tones ? tones[change.change as keyof typeof tones] : "neutral"}>
                  {textOr(lang, "fabric.change.", change.change)}
                </Badge>
                <code>
                  <bdi>{printableLine(change.path, 200)}</bdi>
                </code>
                <span className="muted">
                  {textOr(lang, "fabric.config.kind.", change.kind)} ·{" "}
                  {t("fabric.config.versions", { from: change.oldVersion, to: change.newVersion })}
                </span>
              </p>
              <Change change={change} lang={lang} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Change({ change, lang }: { change: ConfigChange; lang: Lang }): ReactElement {
  const t = text(lang);
  const modPolicy = change.oldModPolicy !== change.newModPolicy && (
    <p className="muted">
      {t("fabric.config.modPolicy.change", {
        from: printableLine(change.oldModPolicy || "–", 120),
        to: printableLine(change.newModPolicy || "–", 120),
      })}
    </p>
  );
  if (change.kind === "policy") {
    return (
      <>
        {change.oldText !== "" && change.oldText !== change.newText && (
          <p className={styles["old"]}>
            <span className="visually-hidden">{t("fabric.config.before")} </span>
            <PolicyText policy={change.oldText} lang={lang} />
          </p>
        )}
        {change.newText !== "" && (
          <p className={styles["new"]}>
            <span className="visually-hidden">{t("fabric.config.after")} </span>
            <PolicyText policy={change.newText} lang={lang} />
          </p>
        )}
        {modPolicy}
      </>
    );
  }
  const [before, after] = [jsonOf(change.oldJson), jsonOf(change.newJson)];
  return (
    <>
      {before !== after && (
        <ValueLines
          of={changedLines(diffValues(before, after), (count) => t("fabric.key.unchanged", { count }))}
          label={printableLine(change.path, 200)}
          lang={lang}
        />
      )}
      {modPolicy}
    </>
  );
}

/** A group holds nothing itself. */
const jsonOf = (json: string | null): string | null => (json === "null" ? null : json);

type ConfigChange = NonNullable<
  NonNullable<NonNullable<ConfigVersionQuery["network"]>["fabric"]>["config"]
>["changes"][number];

interface ConfigChangesProps {
  readonly changes: readonly ConfigChange[];
  readonly lang: Lang;
}
