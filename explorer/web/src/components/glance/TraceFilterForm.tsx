import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { stageName } from "@ledgerscope/ui/trace/traceSpan.ts";
import type { ReactElement } from "react";
import { causeName } from "../../i18n/causeName.ts";
import { text } from "../../i18n/text.ts";
import { type GlanceView, url } from "../../url.ts";
import styles from "./TraceFilterForm.module.css";

/** Chooses which transactions are listed: a plain form, whose fields are the page's address. */
export function TraceFilterForm({ network, view, reasons, stages, lang }: TraceFilterFormProps): ReactElement {
  const t = text(lang);
  const kept = { last: view.last, from: view.from, to: view.to, by: view.by, subCause: view.subCause, key: view.key };
  const isFiltered = FIELDS.some((field) => view[field] !== undefined);
  return (
    <form className={styles["form"]} action={`${url.glance(lang, network)}#traces`}>
      {Object.entries(kept).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Select
        name="order"
        label={t("glance.filter.order")}
        value={view.order ?? "slowest"}
        options={[
          ["slowest", t("glance.order.slowest")],
          ["newest", t("glance.order.newest")],
        ]}
      />
      <Select
        name="status"
        label={t("transaction.status")}
        value={view.status ?? ""}
        options={[
          ["", t("network.filter.all")],
          ["refused", t("glance.status.refused")],
          ...(["valid", "failed", "not_ordered", "not_endorsed"] as const).map((status): [string, string] => [
            status,
            t(`glance.status.${status}`),
          ]),
        ]}
      />
      <Select
        name="code"
        label={t("glance.filter.reason")}
        value={view.code ?? ""}
        options={[["", t("glance.filter.any")], ...reasons.map((one): [string, string] => [one, causeName(one, lang)])]}
      />
      <Select
        name="stage"
        label={t("glance.stage")}
        value={view.stage ?? ""}
        options={[["", t("glance.filter.any")], ...stages.map((one): [string, string] => [one, stageName(one, lang)])]}
      />
      <Field name="min" label={t("glance.filter.min")} value={view.min} numeric />
      <Field name="node" label={t("glance.by.node")} value={view.node} />
      <Field name="chaincode" label={t("glance.by.chaincode")} value={view.chaincode} />
      <Field name="function" label={t("fabric.function")} value={view.function} />
      <Field name="organisation" label={t("glance.by.organisation")} value={view.organisation} />
      <div className={styles["actions"]}>
        <button type="submit" className={styles["button"]}>
          {t("glance.filter.apply")}
        </button>
        {isFiltered && (
          <AppLink
            href={`${url.glance(lang, network, { last: view.last, from: view.from, to: view.to, by: view.by })}#traces`}
          >
            {t("glance.filter.clear")}
          </AppLink>
        )}
      </div>
    </form>
  );
}

const FIELDS = [
  "order",
  "status",
  "code",
  "subCause",
  "key",
  "stage",
  "min",
  "node",
  "chaincode",
  "function",
  "organisation",
] as const;

function Select({ name, label, value, options }: SelectProps): ReactElement {
  return (
    <label className={styles["field"]}>
      <span>{label}</span>
      <select name={name} defaultValue={value} key={value}>
        {/* A value from elsewhere, such as a link, stays what it is. */}
        {(options.some(([option]) => option === value) ? options : [...options, [value, value] as const]).map(
          ([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ),
        )}
      </select>
    </label>
  );
}

function Field({ name, label, value = "", numeric = false }: FieldProps): ReactElement {
  return (
    <label className={styles["field"]}>
      <span>{label}</span>
      <input
        name={name}
        defaultValue={value}
        key={value}
        inputMode={numeric ? "decimal" : "text"}
        maxLength={256}
        autoCapitalize="none"
        spellCheck={false}
      />
    </label>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly numeric?: boolean;
}

interface TraceFilterFormProps {
  readonly network: string;
  readonly view: GlanceView;
  /** Diagnoses that occur. */
  readonly reasons: readonly string[];
  /** Stages that occur. */
  readonly stages: readonly string[];
  readonly lang: Lang;
}
