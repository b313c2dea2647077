import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { PrevNext } from "@ledgerscope/ui/components/PrevNext.tsx";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printable } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import { text } from "../../i18n/text.ts";
import { ChainValue } from "../value/ChainValue.tsx";
import { decodeEnvelope } from "./decodeEnvelope.ts";
import styles from "./RawViews.module.css";

const ROW = 16;
/** What scrolls is reached from the keyboard. */
const SCROLLS = 0;

/** Bytes by their offset, in hex and as text. */
export function RawBytes({ hex, offset, size, previousHref, nextHref, lang }: RawBytesProps): ReactElement {
  const t = text(lang);
  const bytes = bytesOf(hex);
  const rows = Array.from({ length: Math.ceil(bytes.length / ROW) }, (_, i) => bytes.subarray(i * ROW, (i + 1) * ROW));
  return (
    <Panel
      title={t("tx.raw.bytes")}
      aside={
        <span className="muted">
          {t("tx.raw.part", {
            from: formatNumber(offset, lang),
            to: formatNumber(Math.max(offset, offset + bytes.length - 1), lang),
            size: formatBytes(size, lang),
          })}
        </span>
      }
      flush
    >
      <section className={styles["dump"]} aria-label={t("tx.raw.bytes")} dir="ltr" tabIndex={SCROLLS}>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its offset
          <div key={i} className={styles["row"]}>
            <span className={styles["offset"]}>{(offset + i * ROW).toString(16).padStart(6, "0")}</span>
            <span className={styles["hex"]}>
              {[...row].map((byte) => byte.toString(16).padStart(2, "0")).join(" ")}
            </span>
            <span className={styles["text"]} aria-hidden="true">
              {[...row].map((byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : "·")).join("")}
            </span>
          </div>
        ))}
      </section>
      {(previousHref !== undefined || nextHref !== undefined) && (
        <div className={styles["pages"]}>
          <PrevNext
            label={t("tx.raw.bytes")}
            previous={previousHref === undefined ? undefined : { href: previousHref, name: t("tx.raw.previous") }}
            next={nextHref === undefined ? undefined : { href: nextHref, name: t("tx.raw.next") }}
            lang={lang}
          />
        </div>
      )}
    </Panel>
  );
}

/** What the bytes say: fields of an envelope by their names, JSON laid out. */
export function RawDecoded({ encoding, hex, size, lang }: RawDecodedProps): ReactElement {
  const t = text(lang);
  const bytes = bytesOf(hex);
  if (encoding === "json") {
    return (
      <Panel title={t("tx.raw.decoded")}>
        <ChainValue value={new TextDecoder().decode(bytes)} bytes={size} label={t("tx.raw.decoded")} lang={lang} />
      </Panel>
    );
  }
  const { lines, cut } = decodeEnvelope(bytes);
  return (
    <Panel title={t("tx.raw.decoded")} aside={<code className="muted">common.Envelope</code>} flush>
      <section className={styles["dump"]} aria-label={t("tx.raw.decoded")} dir="ltr" tabIndex={SCROLLS}>
        {lines.map(({ depth, name, value, at }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its position
          <div key={i} className={styles["field"]}>
            <span className={styles["offset"]}>{at.toString(16).padStart(6, "0")}</span>
            <span className={styles["decoded"]} style={{ paddingInlineStart: `${Math.min(depth, 20) * 1.6}ch` }}>
              <span className={styles["name"]}>{name}</span>
              {value !== undefined && <bdi dir="ltr"> {printable(value, 600).text}</bdi>}
            </span>
          </div>
        ))}
        {cut && <p className={styles["cut"]}>{t("tx.raw.cut")}</p>}
      </section>
    </Panel>
  );
}

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.replace(/^0x/, "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

interface RawBytesProps {
  /** The bytes of the part. */
  readonly hex: string;
  readonly offset: number;
  /** Of the whole, in bytes. */
  readonly size: number;
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
  readonly lang: Lang;
}

interface RawDecodedProps {
  readonly encoding: "protobuf" | "json";
  /** From the first byte on; it may be a beginning. */
  readonly hex: string;
  readonly size: number;
  readonly lang: Lang;
}
