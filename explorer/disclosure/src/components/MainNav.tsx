import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { ReactElement } from "react";
import type { Say } from "../i18n/messages.ts";
import { homeHref, howToVerifyHref, policyHref } from "../links.ts";
import styles from "./MainNav.module.css";

export function MainNav({ lang, say }: { readonly lang: Lang; readonly say: Say }): ReactElement {
  return (
    <nav aria-label={say("nav.label")}>
      <ul className={styles["nav"]}>
        <li>
          <AppLink href={homeHref(lang)}>{say("nav.record")}</AppLink>
        </li>
        <li>
          <AppLink href={policyHref(lang)}>{say("nav.policy")}</AppLink>
        </li>
        <li>
          <AppLink href={howToVerifyHref(lang)}>{say("nav.verify")}</AppLink>
        </li>
      </ul>
    </nav>
  );
}
