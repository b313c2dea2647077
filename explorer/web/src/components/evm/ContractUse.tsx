import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Empty } from "@ledgerscope/ui/components/Empty.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber, formatShare } from "@ledgerscope/ui/format/number.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement, ReactNode } from "react";
import type { EvmAddressQuery, MethodRowFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import styles from "./ContractUse.module.css";
import { DeclaredName } from "./DeclaredName.tsx";
import { EvmAddress } from "./EvmAddress.tsx";

/** How a contract is used: its methods with how often they fail and what they cost, and by whom it is called. */
export function ContractUse({ methods, callers, network, aside, lang }: ContractUseProps): ReactElement {
  const t = text(lang);
  const number = (value: string): string => formatNumber(value, lang);
  return (
    <>
      <Panel title={t("evm.address.tab.methods")} aside={aside} flush>
        <DataTable
          caption={t("evm.address.tab.methods")}
          rows={methods}
          rowKey={({ selector }) => selector}
          empty={<Empty why="nothing" title={t("evm.address.methods.none")} lang={lang} />}
          columns={[
            {
              key: "method",
              header: t("evm.method"),
              phone: "line",
              cell: ({ name, selector }) => <DeclaredName name={name} of={selector} lang={lang} />,
            },
            { key: "selector", header: t("evm.selector"), cell: ({ selector }) => <code>{selector}</code> },
            { key: "calls", header: t("evm.method.calls"), align: "end", cell: ({ calls }) => number(calls) },
            {
              key: "rate",
              header: t("evm.method.rate"),
              align: "end",
              cell: ({ calls, failed }) => <Rate calls={calls} failed={failed} lang={lang} />,
            },
            {
              key: "gas",
              header: t("evm.method.gas"),
              align: "end",
              cell: ({ gas, calls }) => (calls === "0" ? "–" : number((BigInt(gas) / BigInt(calls)).toString())),
            },
            {
              key: "inner",
              header: t("evm.method.inner"),
              align: "end",
              cell: ({ innerCalls, innerFailed }) =>
                innerCalls === "0" ? (
                  "–"
                ) : (
                  <>
                    {number(innerCalls)} <Rate calls={innerCalls} failed={innerFailed} lang={lang} onlyFailures />
                  </>
                ),
            },
          ]}
        />
      </Panel>
      <Panel title={t("evm.callers")} flush>
        <DataTable
          caption={t("evm.callers")}
          rows={callers}
          rowKey={({ address }) => address}
          empty={<Empty why="nothing" title={t("evm.callers.none")} lang={lang} />}
          columns={[
            {
              key: "address",
              header: t("evm.from"),
              phone: "bare",
              cell: ({ address }) => <EvmAddress address={address} network={network} lang={lang} />,
            },
            { key: "calls", header: t("evm.method.calls"), align: "end", cell: ({ calls }) => number(calls) },
            {
              key: "rate",
              header: t("evm.method.rate"),
              align: "end",
              cell: ({ calls, failed }) => <Rate calls={calls} failed={failed} lang={lang} />,
            },
            { key: "gas", header: t("evm.gas"), align: "end", cell: ({ gas }) => number(gas) },
          ]}
        />
      </Panel>
    </>
  );
}

/** How many of the calls failed; nothing where none was made. */
function Rate({ calls, failed, lang, onlyFailures = false }: RateProps): ReactElement | null {
  if (calls === "0") return onlyFailures ? null : <>–</>;
  if (failed === "0") return onlyFailures ? null : <span className="muted">{formatShare(0, lang)}</span>;
  return (
    <span className={styles["failed"]} title={text(lang)("evm.address.failed", { count: Number(failed) })}>
      {formatShare(Number(failed) / Number(calls), lang)}
    </span>
  );
}

interface RateProps {
  readonly calls: string;
  readonly failed: string;
  readonly lang: Lang;
  readonly onlyFailures?: boolean;
}

interface ContractUseProps {
  readonly methods: readonly MethodRowFragment[];
  readonly callers: NonNullable<NonNullable<EvmAddressQuery["evmAddress"]>["callers"]>;
  readonly network: string;
  readonly aside: ReactNode;
  readonly lang: Lang;
}
