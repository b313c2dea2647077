"use client";

import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import { usePathname } from "next/navigation";
import type { ReactElement } from "react";
import type { SitePlace } from "../search/searchPlaces.ts";
import styles from "./SiteTools.module.css";

/** The pages that belong to no network, and the way to the list of shortcuts. */
export function SiteTools({ places, label, keysLabel }: SiteToolsProps): ReactElement {
  const pathname = usePathname();
  return (
    <>
      <nav className={styles["places"]} aria-label={label}>
        {places.map(({ label: name, href }) => (
          <AppLink key={href} href={href} aria-current={pathname.startsWith(href) ? "page" : undefined}>
            {name}
          </AppLink>
        ))}
      </nav>
      <button
        type="button"
        className={styles["keys"]}
        aria-label={keysLabel}
        title={`${keysLabel} (?)`}
        onClick={() => document.querySelector<HTMLDialogElement>("dialog#shortcuts")?.showModal()}
      >
        <Icon name="keyboard" />
      </button>
    </>
  );
}

interface SiteToolsProps {
  readonly places: readonly SitePlace[];
  readonly label: string;
  readonly keysLabel: string;
}
