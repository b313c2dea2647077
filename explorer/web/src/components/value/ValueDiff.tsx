import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { bytesOf } from "./ChainValue.tsx";
import { diffValues } from "./diffValues.ts";
import { ValueLines } from "./ValueLines.tsx";

/** A value before and after, laid over each other: JSON by its members, other text by its lines. Bounded. */
export function ValueDiff({ before, after, bytes, label, lang }: ValueDiffProps): ReactElement {
  const t = text(lang);
  if ((before ?? "") === "" && (after ?? "") === "") return <span className="muted">{t("value.empty")}</span>;
  return (
    <ValueLines of={diffValues(before, after)} bytes={bytes} shown={bytesOf(after ?? "")} label={label} lang={lang} />
  );
}

interface ValueDiffProps {
  /** In printable form; null where the key did not exist, or does no longer. */
  readonly before: string | null;
  readonly after: string | null;
  /** Length of the whole value after, where `after` may be its beginning. */
  readonly bytes?: number | undefined;
  readonly label: string;
  readonly lang: Lang;
}
