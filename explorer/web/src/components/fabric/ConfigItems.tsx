import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { DataTable } from "@ledgerscope/ui/components/DataTable.tsx";
import { Panel } from "@ledgerscope/ui/components/Panel.tsx";
import { formatNumber } from "@ledgerscope/ui/format/number.ts";
import { printableLine } from "@ledgerscope/ui/format/printable.ts";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { WholeConfigFragment } from "../../generated/graphql.ts";
import { text } from "../../i18n/text.ts";
import { url } from "../../url.ts";
import { ConfigSummary } from "./ConfigSummary.tsx";
import { ConfigValue } from "./ConfigValue.tsx";
import { PolicyText } from "./PolicyText.tsx";

/** A whole configuration: what matters most in words, then its policies, access rules and every value by path. */
export function ConfigItems({ config, network, lang }: ConfigItemsProps): ReactElement {
  const t = text(lang);
  const policies = config.items.filter(({ kind }) => kind === "policy");
  const values = config.items.filter(({ kind, json }) => kind === "value" && json !== "");
  const acls = accessRules(values);
  return (
    <>
      <ConfigSummary items={config.items} network={network} lang={lang} />
      <Panel title={t("fabric.policies")} flush>
        <DataTable
          caption={t("fabric.policies")}
          rows={policies}
          rowKey={({ path }) => path}
          empty={t("fabric.config.none")}
          columns={[
            {
              key: "path",
              header: t("fabric.policy"),
              phone: "bare",
              cell: ({ path }) => (
                <code id={encodeURIComponent(path)}>
                  <bdi>{printableLine(path, 200)}</bdi>
                </code>
              ),
            },
            {
              key: "asks",
              header: t("fabric.policy.asks"),
              phone: "wide",
              cell: ({ text: policy }) => <PolicyText policy={policy} lang={lang} />,
            },
            {
              key: "mod",
              header: t("fabric.config.modPolicy"),
              cell: ({ modPolicy }) => <bdi>{printableLine(modPolicy, 80)}</bdi>,
            },
            {
              key: "version",
              header: t("fabric.config.version"),
              align: "end",
              cell: ({ version }) => formatNumber(version, lang),
            },
          ]}
        />
      </Panel>
      {acls.length > 0 && (
        <Panel title={t("fabric.config.acls")} flush>
          <DataTable
            caption={t("fabric.config.acls")}
            rows={acls}
            rowKey={({ resource }) => resource}
            empty={null}
            columns={[
              {
                key: "resource",
                header: t("fabric.config.resource"),
                phone: "bare",
                cell: ({ resource }) => (
                  <code>
                    <bdi>{printableLine(resource, 120)}</bdi>
                  </code>
                ),
              },
              {
                key: "policy",
                header: t("fabric.policy"),
                cell: ({ policy }) => (
                  <AppLink
                    href={`#${encodeURIComponent(policy.startsWith("/") ? policy : `/Channel/Application/${policy}`)}`}
                  >
                    <bdi>{printableLine(policy, 120)}</bdi>
                  </AppLink>
                ),
              },
            ]}
          />
        </Panel>
      )}
      <Panel
        title={t("fabric.config.values")}
        aside={<AppLink href={url.organisations(lang, network)}>{t("fabric.organisations")}</AppLink>}
        flush
      >
        <DataTable
          caption={t("fabric.config.values")}
          rows={values}
          rowKey={({ path }) => path}
          empty={t("fabric.config.none")}
          columns={[
            {
              key: "path",
              header: t("fabric.config.path"),
              phone: "bare",
              cell: ({ path }) => (
                <code id={encodeURIComponent(path)}>
                  <bdi>{printableLine(path, 200)}</bdi>
                </code>
              ),
            },
            {
              key: "value",
              header: t("fabric.key.value"),
              phone: "wide",
              cell: (item) => <ConfigValue item={item} lang={lang} />,
            },
            {
              key: "version",
              header: t("fabric.config.version"),
              align: "end",
              cell: ({ version }) => formatNumber(version, lang),
            },
          ]}
        />
      </Panel>
    </>
  );
}

/** `{"acls": {"peer/Propose": {"policy_ref": "/Channel/Application/Writers"}}}` */
function accessRules(values: readonly { readonly name: string; readonly json: string }[]) {
  return values
    .filter(({ name }) => name === "ACLs")
    .flatMap(({ json }) => {
      try {
        const { acls } = JSON.parse(json) as { acls?: Record<string, { policy_ref?: unknown }> };
        return Object.entries(acls ?? {}).map(([resource, { policy_ref }]) => ({
          resource,
          policy: String(policy_ref ?? ""),
        }));
      } catch {
        return [];
      }
    });
}

interface ConfigItemsProps {
  readonly config: WholeConfigFragment;
  readonly network: string;
  readonly lang: Lang;
}
