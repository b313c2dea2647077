import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Badge } from "@ledgerscope/ui/components/Badge.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { LifecycleStepFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { definitionsOf } from "./definitionsOf.ts";

/** Who approved which definition, and with which package: one row per sequence, one column per organisation. */
export function ApprovalMatrix({ steps, msps, network, lang }: ApprovalMatrixProps): ReactElement {
  const t = text(lang);
  const rows = definitionsOf(steps);
  const columns = [...new Set([...msps, ...rows.flatMap(({ approvals }) => [...approvals.keys()])])].sort();
  return (
    <DataTable
      caption={t("fabric.approvals")}
      rows={rows}
      rowKey={({ sequence }) => sequence}
      empty={t("fabric.approvals.none")}
      wide={columns.length > 4}
      columns={[
        {
          key: "sequence",
          header: t("fabric.sequence"),
          phone: "bare",
          cell: ({ sequence, version }) =>
            t("fabric.version.sequence", { version: printableLine(version, 40), sequence }),
        },
        ...columns.map((msp) => ({
          key: msp,
          header: printableLine(msp, 40),
          cell: ({ approvals, packages }: (typeof rows)[number]) => {
            const step = approvals.get(msp);
            if (step === undefined)
              return (
                <Badge tone="neutral" icon="minus">
                  {t("fabric.approval.missing")}
                </Badge>
              );
            const differs = packages > 1 && step.packageId !== null;
            return (
              <>
                <AppLink href={url.transaction(lang, network, step.transaction?.hash ?? `${step.height}:0`)}>
                  <Badge tone="success" icon="check" title={step.packageId ?? t("fabric.approval.noPackage")}>
                    {t("fabric.approval.in", { height: formatNumber(step.height, lang) })}
                  </Badge>
                </AppLink>{" "}
                {(differs || step.packageId === null) && (
                  <span className="muted">
                    {step.packageId === null
                      ? t("fabric.approval.noPackage")
                      : printableLine(step.packageId.replace(/:([0-9a-f]{8})[0-9a-f]+$/, ":$1…"), 40)}
                  </span>
                )}
              </>
            );
          },
        })),
        {
          key: "commit",
          header: t("fabric.step.commit"),
          cell: ({ commit }) =>
            commit === undefined ? (
              <Badge tone="unproven" icon="clock">
                {t("fabric.commit.open")}
              </Badge>
            ) : (
              <AppLink href={url.transaction(lang, network, commit.transaction?.hash ?? `${commit.height}:0`)}>
                <Badge tone="success" icon="check">
                  {t("fabric.approval.in", { height: formatNumber(commit.height, lang) })}
                </Badge>
              </AppLink>
            ),
        },
      ]}
    />
  );
}

interface ApprovalMatrixProps {
  readonly steps: readonly LifecycleStepFragment[];
  /** Organisations that may approve. */
  readonly msps: readonly string[];
  readonly network: string;
  readonly lang: Lang;
}
