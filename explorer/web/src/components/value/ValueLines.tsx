import { formatBytes } from "@ledgerscope/ui/format/number.ts";
import { printable } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { CSSProperties, ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import type { ValueLines as Lines, ValueLine } from "./diffValues.ts";
import styles from "./ValueLines.module.css";

const signs = { same: "", added: "+", removed: "−" } as const;
const words = { added: "value.added", removed: "value.removed" } as const;
/** Characters of one line at most. */
const lineLimit = 2_000;

/** Lines of a value of a chain; what was added or removed says so by its sign, its colour and a word. */
export function ValueLines({ of, bytes, shown, label, lang }: ValueLinesProps): ReactElement {
  const t = text(lang);
  return (
    <>
      <section className={styles["value"]} aria-label={label} tabIndex={of.lines.length > 16 ? 0 : undefined} dir="ltr">
        {of.lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position
          <Line key={i} line={line} said={line.sign === "same" ? undefined : t(words[line.sign])} />
        ))}
      </section>
      {of.cut > 0 && <p className="muted">{t("value.cut", { count: of.cut })}</p>}
      {bytes !== undefined && shown !== undefined && bytes > shown && (
        <p className="muted">{t("value.part", { shown: formatBytes(shown, lang), whole: formatBytes(bytes, lang) })}</p>
      )}
    </>
  );
}

function Line({ line, said }: { line: ValueLine; said: string | undefined }): ReactElement {
  return (
    <div
      className={styles["line"]}
      data-sign={line.sign}
      style={{ "--depth": Math.min(line.depth, 16) } as CSSProperties}
    >
      {line.sign !== "same" && (
        <span className={styles["sign"]} aria-hidden="true">
          {signs[line.sign]}
        </span>
      )}
      {said !== undefined && <span className="visually-hidden">{said} </span>}
      <bdi dir="ltr">{printable(line.text, lineLimit).text}</bdi>
    </div>
  );
}

interface ValueLinesProps {
  readonly of: Lines;
  /** Length of the whole value, and of what was read of it. */
  readonly bytes?: number | undefined;
  readonly shown?: number | undefined;
  /** What it is, for screen readers: "Value after". */
  readonly label: string;
  readonly lang: Lang;
}
