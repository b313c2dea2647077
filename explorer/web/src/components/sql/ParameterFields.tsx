"use client";

import type { ReactElement } from "react";
import styles from "./ParameterFields.module.css";
import { isList, type Parameter } from "./parameters.ts";
import type { SqlWords } from "./sqlWords.ts";

/** A field for each `{name:Type}` of the statement. */
export function ParameterFields({
  parameters,
  values,
  networks,
  words,
  onChange,
}: ParameterFieldsProps): ReactElement | null {
  if (parameters.length === 0) return null;
  return (
    <fieldset className={styles["fields"]}>
      <legend>{words["sql.parameters"]}</legend>
      {parameters.map(({ name, type }) => {
        const value = values[name] ?? "";
        const many = isList(type);
        return (
          <label key={name} htmlFor={`parameter-${name}`} data-many={many}>
            <span>
              <b>{name}</b> <code>{type}</code>
            </span>
            {many ? (
              <textarea
                id={`parameter-${name}`}
                rows={Math.min(4, Math.max(1, value.split("\n").length))}
                value={value}
                placeholder={words["sql.parameter.array"]}
                onChange={(event) => onChange(name, event.target.value)}
              />
            ) : (
              <input
                id={`parameter-${name}`}
                name={`param_${name}`}
                value={value}
                list={name === "network" ? "sql-networks" : undefined}
                inputMode={/Int|Float|Decimal/.test(type) ? "decimal" : undefined}
                autoComplete="off"
                onChange={(event) => onChange(name, event.target.value)}
              />
            )}
          </label>
        );
      })}
      <datalist id="sql-networks">
        {networks.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </fieldset>
  );
}

interface ParameterFieldsProps {
  readonly parameters: readonly Parameter[];
  /** As typed. */
  readonly values: Readonly<Record<string, string>>;
  /** Networks that there are. */
  readonly networks: readonly string[];
  readonly words: SqlWords;
  readonly onChange: (name: string, value: string) => void;
}
