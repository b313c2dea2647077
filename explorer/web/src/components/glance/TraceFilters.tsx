import { FilterBar, type FilterField } from "@ledgerscope/ui/components/FilterBar.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { stageName } from "@ledgerscope/ui/trace/traceSpan.ts";
import type { ReactElement } from "react";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";
import { type GlanceView, url } from "../../url.ts";

/** Chooses which transactions are listed; the page's address is the only state. */
export function TraceFilters({
  network,
  place,
  view,
  reasons,
  subCauses,
  stages,
  lang,
}: TraceFiltersProps): ReactElement {
  const t = text(lang);
  const statuses =
    place === "failures"
      ? (["failed", "not_ordered", "not_endorsed"] as const)
      : (["refused", "valid", "failed", "not_ordered", "not_endorsed"] as const);
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[]): FilterField => ({
    ...{ kind: "choice", name, label },
    options: options.map(([value, shown]) => ({ value, name: shown })),
  });
  const codes = (names: readonly string[]): [string, string][] => names.map((one) => [one, causeName(one, lang)]);
  return (
    <FilterBar
      action={url[place](lang, network)}
      keep={{ last: view.last, from: view.from, to: view.to, order: view.order }}
      values={view as Readonly<Record<string, string | undefined>>}
      lang={lang}
      fields={[
        choice(
          "status",
          t("transaction.status"),
          statuses.map((one) => [one, t(`glance.status.${one}`)]),
        ),
        ...(reasons === undefined ? [] : [choice("code", t("glance.filter.reason"), codes(reasons))]),
        ...(subCauses === undefined || subCauses.length === 0
          ? []
          : [choice("subCause", t("glance.subCauses"), codes(subCauses))]),
        ...(place === "failures" ? [{ kind: "text", name: "key", label: t("glance.key") } as const] : []),
        ...(stages === undefined
          ? []
          : [
              choice(
                "stage",
                t("glance.stage"),
                stages.map((one) => [one, stageName(one, lang)]),
              ),
            ]),
        { kind: "number", name: "min", label: t("ops.filter.min"), unit: "ms" },
        { kind: "text", name: "node", label: t("glance.by.node") },
        { kind: "text", name: "chaincode", label: t("glance.by.chaincode") },
        { kind: "text", name: "function", label: t("fabric.function") },
        { kind: "text", name: "organisation", label: t("glance.by.organisation") },
      ]}
    />
  );
}

interface TraceFiltersProps {
  readonly network: string;
  readonly place: "failures" | "slow";
  readonly view: GlanceView;
  /** Diagnoses that occur. */
  readonly reasons?: readonly string[];
  readonly subCauses?: readonly string[];
  /** Stages that occur. */
  readonly stages?: readonly string[];
  readonly lang: Lang;
}
