import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import { shorten } from "@ledgerscope/ui/format/shorten.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { DecodedFactsFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { ArgumentValue } from "./ArgumentValue.tsx";
import styles from "./Decoded.module.css";
import { DecodingBadge } from "./DecodingBadge.tsx";

/** A call, log or error in the words of an ABI: its signature, how sure that is, its arguments. */
export function Decoded({ decoded, network, lang }: DecodedProps): ReactElement {
  const t = text(lang);
  return (
    <div className={styles["decoded"]}>
      <p className={styles["signature"]}>
        <bdi dir="ltr">
          <code>{printableLine(decoded.signature, 300)}</code>
        </bdi>
        <DecodingBadge source={decoded.source} origin={decoded.origin} others={decoded.others} lang={lang} />
      </p>
      {decoded.arguments.length > 0 && (
        <DataTable
          caption={t("evm.decoded")}
          rows={decoded.arguments}
          rowKey={(_, index) => index}
          empty={null}
          columns={[
            {
              key: "name",
              header: t("evm.argument"),
              phone: "bare",
              cell: (argument) => (
                <bdi dir="ltr" className={styles["name"]}>
                  {argument.name === ""
                    ? t("evm.argument.unnamed", { number: decoded.arguments.indexOf(argument) + 1 })
                    : printableLine(argument.name, 60)}
                </bdi>
              ),
            },
            {
              key: "type",
              header: t("evm.argument.type"),
              phone: "bare",
              cell: ({ type }) => (
                <bdi dir="ltr" className={styles["type"]}>
                  {printableLine(type, 60)}
                </bdi>
              ),
            },
            {
              key: "value",
              header: t("evm.argument.value"),
              phone: "wide",
              cell: ({ type, value }) => (
                <ArgumentValue type={type} value={value} network={network} lang={lang} block />
              ),
            },
          ]}
        />
      )}
    </div>
  );
}

/** The same in one line, without links, so that it may stand in what opens: `transfer to 0x…, amount 5`. */
export function DecodedLine({ decoded, lang }: Omit<DecodedProps, "network">): ReactElement {
  const shown = decoded.arguments.slice(0, 6);
  return (
    <span className={styles["line"]}>
      <bdi dir="ltr" className={styles["function"]}>
        {printableLine(decoded.name, 60)}
        {decoded.source === "guess" && (
          <span className={styles["guess"]} title={text(lang)("evm.source.guess")}>
            ?<span className="visually-hidden"> {text(lang)("evm.source.guess")}</span>
          </span>
        )}
      </bdi>
      {shown.map((argument, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an argument is its position
        <span key={index} className={styles["argument"]}>
          {argument.name !== "" && (
            <bdi dir="ltr" className={styles["of"]}>
              {printableLine(argument.name, 30)}
            </bdi>
          )}
          <bdi dir="ltr">{shortValue(argument, lang)}</bdi>
        </span>
      ))}
      {decoded.arguments.length > shown.length && "…"}
    </span>
  );
}

function shortValue({ type, value }: { readonly type: string; readonly value: string }, lang: Lang): string {
  if (type === "address") return shorten(printableLine(value, 42), 6, 4);
  if (/^u?int\d*$/.test(type) && /^-?\d{1,32}$/.test(value)) return formatNumber(value, lang);
  return printableLine(value, 28);
}

interface DecodedProps {
  readonly decoded: DecodedFactsFragment;
  readonly network: string;
  readonly lang: Lang;
}
