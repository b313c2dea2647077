import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { valueLines } from "./diffValues.ts";
import { ValueLines } from "./ValueLines.tsx";

/** A value that somebody wrote into a chain: JSON laid out, other text or hex by its lines. Bounded. */
export function ChainValue({ value, bytes, label, lang }: ChainValueProps): ReactElement {
  if (value === "") return <span className="muted">{text(lang)("value.empty")}</span>;
  return <ValueLines of={valueLines(value)} bytes={bytes} shown={bytesOf(value)} label={label} lang={lang} />;
}

interface ChainValueProps {
  readonly value: string;
  /** Length of the whole value, where `value` may be its beginning. */
  readonly bytes?: number | undefined;
  readonly label: string;
  readonly lang: Lang;
}

/** How many bytes a value in printable form stands for: of hex its pairs of digits. */
export function bytesOf(value: string): number {
  return /^0x([0-9a-f]{2})*$/.test(value) ? (value.length - 2) / 2 : new TextEncoder().encode(value).length;
}
