import type { ReactElement } from "react";
import { printableLine } from "../format/printable.ts";
import type { Lang } from "../i18n/lang.ts";
import { uiText } from "../i18n/uiMessages.ts";
import { AppLink } from "./AppLink.tsx";
import styles from "./FilterBar.module.css";
import { Icon } from "./Icon.tsx";

/** One filter of a list, by the name that it has in the URL. */
export type FilterField = { readonly name: string; readonly label: string } & (
  | { readonly kind: "choice"; readonly options: readonly { readonly value: string; readonly name: string }[] }
  | { readonly kind: "text"; readonly placeholder?: string; readonly suggestions?: readonly string[] }
  | { readonly kind: "number"; readonly min?: number; readonly unit?: string }
  /** A moment in UTC to the minute, `2026-11-22T08:30`. */
  | { readonly kind: "time" }
);

/**
 * Filters of a list. The URL is their only state: a plain form by GET, which works without scripts; each filter
 * in force is a chip whose link leaves it out. Names that the form does not have (`keep`) stay as they are, but
 * cursors must not be among them.
 */
export function FilterBar({ action, fields, values, keep = {}, lang }: FilterBarProps): ReactElement {
  const t = uiText(lang);
  const set = fields.filter(({ name }) => given(values[name]));
  const without = (name?: string): string => {
    const rest = fields.filter((field) => field.name !== name && name !== undefined && given(values[field.name]));
    const query = new URLSearchParams([
      ...Object.entries(keep).filter((entry): entry is [string, string] => given(entry[1])),
      ...rest.map((field): [string, string] => [field.name, values[field.name] ?? ""]),
    ]);
    return query.size === 0 ? action : `${action}?${query}`;
  };
  return (
    <search className={styles["filters"]}>
      <details className={styles["bar"]} open={set.length > 0 || undefined}>
        <summary>
          <Icon name="filter" size={14} />
          {t("filter.title")}
          {set.length > 0 && <span className={styles["count"]}>{set.length}</span>}
        </summary>
        <form action={action} className={styles["form"]}>
          {Object.entries(keep).map(
            ([name, value]) => given(value) && <input key={name} type="hidden" name={name} value={value} />,
          )}
          {fields.map((field) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the control is within
            <label key={field.name} className={styles["field"]} data-kind={field.kind}>
              <span>{field.label}</span>
              <Control field={field} value={values[field.name] ?? ""} any={t("filter.any")} />
            </label>
          ))}
          <button type="submit" className={styles["apply"]}>
            {t("filter.apply")}
          </button>
        </form>
      </details>
      {set.length > 0 && (
        <ul className={styles["chips"]} aria-label={t("filter.set")}>
          {set.map((field) => {
            const shown = valueName(field, values[field.name] ?? "");
            return (
              <li key={field.name}>
                <AppLink href={without(field.name)} scroll={false} className={styles["chip"]}>
                  <span>{field.label}</span>
                  <bdi>{shown}</bdi>
                  <span className="visually-hidden">{t("filter.remove")}</span>
                  <Icon name="cross" size={12} />
                </AppLink>
              </li>
            );
          })}
          {set.length > 1 && (
            <li>
              <AppLink href={without()} scroll={false} className={styles["clear"]}>
                {t("filter.clear")}
              </AppLink>
            </li>
          )}
        </ul>
      )}
    </search>
  );
}

function Control({ field, value, any }: { field: FilterField; value: string; any: string }): ReactElement {
  switch (field.kind) {
    case "choice":
      return (
        <select name={field.name} defaultValue={value} key={value}>
          <option value="">{any}</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.name}
            </option>
          ))}
        </select>
      );
    case "number":
      return (
        <span className={styles["number"]}>
          <input
            type="number"
            name={field.name}
            min={field.min ?? 0}
            step="any"
            defaultValue={value}
            key={value}
            inputMode="decimal"
          />
          {field.unit !== undefined && <span className="muted">{field.unit}</span>}
        </span>
      );
    case "time":
      return <input type="datetime-local" name={field.name} defaultValue={value.slice(0, 16)} key={value} />;
    case "text":
      return (
        <>
          <input
            type="text"
            name={field.name}
            defaultValue={value}
            key={value}
            placeholder={field.placeholder}
            list={field.suggestions && `filter-${field.name}`}
            maxLength={512}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          {field.suggestions !== undefined && (
            <datalist id={`filter-${field.name}`}>
              {field.suggestions.map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
            </datalist>
          )}
        </>
      );
  }
}

function valueName(field: FilterField, value: string): string {
  if (field.kind === "choice")
    return field.options.find((option) => option.value === value)?.name ?? printableLine(value, 40);
  if (field.kind === "number" && field.unit !== undefined) return `${printableLine(value, 20)} ${field.unit}`;
  if (field.kind === "time") return `${printableLine(value, 20).replace("T", " ")} UTC`;
  return printableLine(value, 40);
}

const given = (value: string | undefined): boolean => value !== undefined && value !== "";

interface FilterBarProps {
  /** Path of the page, without a query. */
  readonly action: string;
  readonly fields: readonly FilterField[];
  /** The filters of the URL as they stand, by name. */
  readonly values: Readonly<Record<string, string | undefined>>;
  /** What else of the URL stays when a filter changes: an order, a tab. */
  readonly keep?: Readonly<Record<string, string | undefined>>;
  readonly lang: Lang;
}
