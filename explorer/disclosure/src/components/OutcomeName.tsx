import type { ReactElement } from "react";
import { en } from "../i18n/en.ts";
import type { Message, Say } from "../i18n/messages.ts";
import styles from "./Outcomes.module.css";

const known = (key: string): key is Message => key in en;

/** A validation code in plain words, with the code itself behind it. */
export function OutcomeName({ say, name }: { readonly say: Say; readonly name: string }): ReactElement {
  const key = `outcome.${name}`;
  return (
    <>
      {say(known(key) ? key : "outcome.other")} <code className={styles["code"]}>{name}</code>
    </>
  );
}
