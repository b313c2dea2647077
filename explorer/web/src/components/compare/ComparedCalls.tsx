import { ChainText } from "@ledgerscope/ui/components/ChainText.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatWei } from "@ledgerscope/ui/format/amount.ts";
import { formatBytes, formatNumber } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { ComparedCallFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";

/** Arguments compared at most. */
const argumentLimit = 20;

interface Row {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** What two transactions called, and what came of it, field by field; what differs stands out. */
export function ComparedCalls({ a, b, lang }: ComparedCallsProps): ReactElement {
  const t = text(lang);
  const [first, second] = [fieldsOf(a, lang), fieldsOf(b, lang)];
  const rows: readonly Row[] = [...new Set([...first.keys(), ...second.keys()])].map((name) => ({
    ...{ name, a: first.get(name) ?? "", b: second.get(name) ?? "" },
  }));
  const cell = (value: string): ReactElement =>
    value === "" ? <span className="muted">–</span> : <ChainText text={value} lang={lang} limit={200} />;
  return (
    <DataTable
      caption={t("compare.calls")}
      rows={rows}
      rowKey={({ name }) => name}
      empty={null}
      rowTone={({ a, b }) => (a === b ? undefined : "current")}
      columns={[
        { key: "name", header: t("compare.field"), phone: "line", cell: ({ name }) => name },
        { key: "a", header: t("compare.a"), phone: "wide", cell: ({ a }) => cell(a) },
        {
          key: "b",
          header: t("compare.b"),
          phone: "wide",
          cell: ({ a, b }) => (a === b ? <span className="muted">{t("compare.same")}</span> : cell(b)),
        },
      ]}
    />
  );
}

/** By name in the reader's language, in the order in which they are shown; chain data is made visible by who shows it. */
function fieldsOf({ fabric, evm, ...call }: ComparedCallFragment, lang: Lang): ReadonlyMap<string, string> {
  const t = text(lang);
  const ether = (wei: string): string => Object.values(formatWei(wei, lang)).join(" ");
  const args = (fabric?.args ?? []).slice(0, argumentLimit);
  return new Map([
    [t("transaction.status"), call.statusText],
    [t("transaction.actor"), call.actor],
    [t("transaction.call"), [call.target, call.method].filter((word) => word !== "").join(" · ")],
    ...args.map((argument, i): [string, string] => [t("fabric.arg", { index: i + 1 }), argument]),
    ...(fabric
      ? ([
          [t("fabric.response"), String(fabric.responseStatus)],
          [t("tx.tab.endorsements"), fabric.endorsements.map(({ msp }) => msp).join(", ")],
          [t("compare.reads"), formatNumber(fabric.readCount, lang)],
          [t("compare.writes"), formatNumber(fabric.writeCount, lang)],
          [t("tx.size"), formatBytes(fabric.bytes, lang)],
        ] as const)
      : []),
    ...(evm
      ? ([
          [t("evm.value"), ether(evm.value)],
          [t("evm.gas"), formatNumber(evm.gasUsed, lang)],
          [t("transaction.fee"), ether(call.fee ?? "0")],
          [t("tx.tab.events"), formatNumber(evm.logCount, lang)],
        ] as const)
      : []),
  ]);
}

interface ComparedCallsProps {
  readonly a: ComparedCallFragment;
  readonly b: ComparedCallFragment;
  readonly lang: Lang;
}
