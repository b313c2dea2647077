import type { FilterField } from "@ledgerscope/ui/components/FilterBar.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { text } from "../../i18n/text.ts";

/** common.HeaderType, as far as a channel's ledger holds them. */
const headerTypes = ["ENDORSER_TRANSACTION", "CONFIG", "ORDERER_TRANSACTION"];

/** What transactions of a family can be filtered by. */
export function transactionFields(family: string, codes: readonly string[], lang: Lang): readonly FilterField[] {
  const t = text(lang);
  const isFabric = family === "fabric";
  return [
    {
      name: "status",
      label: t("transaction.status"),
      kind: "choice",
      options: [
        { value: "success", name: t("network.filter.success") },
        { value: "failed", name: t("network.filter.failed") },
      ],
    },
    { name: "code", label: t(isFabric ? "list.code" : "list.reason"), kind: "text", suggestions: codes },
    {
      name: "target",
      label: t(isFabric ? "fabric.chaincode" : "list.contract"),
      kind: "text",
      placeholder: isFabric ? "" : "0x…",
    },
    {
      name: "method",
      label: t(isFabric ? "fabric.function" : "list.selector"),
      kind: "text",
      placeholder: isFabric ? "" : "0x…",
    },
    ...(isFabric
      ? ([
          { name: "organisation", label: t("list.organisation"), kind: "text" },
          { name: "certificate", label: t("fabric.certificate"), kind: "text" },
          {
            name: "type",
            label: t("fabric.type"),
            kind: "choice",
            options: headerTypes.map((type) => ({ value: type, name: type })),
          },
        ] as const)
      : ([
          { name: "address", label: t("list.address"), kind: "text", placeholder: "0x…" },
          {
            name: "type",
            label: t("list.type"),
            kind: "choice",
            options: [0, 1, 2, 3, 4].map((type) => ({ value: String(type), name: t(`list.type.${type as 0}`) })),
          },
        ] as const)),
    { name: "from", label: t("list.from"), kind: "time" },
    { name: "to", label: t("list.to"), kind: "time" },
    { name: "fromHeight", label: t("list.fromHeight"), kind: "number" },
    { name: "toHeight", label: t("list.toHeight"), kind: "number" },
  ];
}
