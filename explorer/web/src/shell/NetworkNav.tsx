"use client";

import { AppLink } from "@ledgerscope/ui/components/AppLink.tsx";
import { Icon } from "@ledgerscope/ui/components/Icon.tsx";
import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { usePathname } from "next/navigation";
import { type ReactElement, useEffect, useRef } from "react";
import { url } from "../url.ts";
import styles from "./NetworkNav.module.css";
import type { NavLabels } from "./navLabels.ts";
import { networkNav, placeIn } from "./networkNav.ts";
import type { ShellNetwork } from "./shellNetworks.ts";

/**
 * The places of the network that the page belongs to, in a column beside it; above it on a narrow screen, where it
 * scrolls. Outside of networks there is none.
 */
export function NetworkNav({ networks, labels, lang }: NetworkNavProps): ReactElement | null {
  const pathname = usePathname();
  const place = placeIn(pathname);
  const network = networks.find(({ name }) => name === place?.network);
  const here = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page has another current entry
  useEffect(() => {
    const list = here.current?.closest("nav");
    const current = list?.querySelector<HTMLElement>("[aria-current=page]");
    if (!list || !current || list.scrollWidth <= list.clientWidth) return;
    list.scrollLeft += current.getBoundingClientRect().left - list.getBoundingClientRect().left - list.clientWidth / 3;
  }, [pathname]);
  if (network === undefined || place === undefined) return null;
  const groups = networkNav(network.family);
  const current = groups.flatMap(({ items }) => items).find(({ segments }) => segments.includes(place.segment));
  return (
    <nav className={styles["nav"]} aria-label={labels.nav}>
      <details className={styles["switch"]} key={pathname}>
        <summary title={labels.switch}>
          <span className={styles["state"]} data-live={!(network.recorded || network.replayed)} />
          <bdi>{network.name}</bdi>
          <Icon name="updown" size={14} />
          <span className="visually-hidden">{labels.switch}</span>
        </summary>
        <ul className={styles["others"]}>
          {networks.map((other) => (
            <li key={other.name}>
              <AppLink
                href={
                  other.family === network.family && current !== undefined
                    ? current.href(lang, other.name)
                    : url.network(lang, other.name)
                }
                aria-current={other.name === network.name ? "true" : undefined}
              >
                <span className={styles["state"]} data-live={!(other.recorded || other.replayed)} />
                <bdi>{other.name}</bdi>
              </AppLink>
            </li>
          ))}
        </ul>
      </details>
      {groups.map((group, i) => (
        <div key={group.key} className={styles["group"]}>
          <p className={styles["title"]}>{labels.groups[group.key]}</p>
          <ul ref={i === 0 ? here : undefined}>
            {group.items.map((item) => (
              <li key={item.key}>
                <AppLink
                  href={item.href(lang, network.name)}
                  aria-current={item === current ? "page" : undefined}
                  data-go={item.letter}
                >
                  {labels.places[item.key]}
                </AppLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface NetworkNavProps {
  readonly networks: readonly ShellNetwork[];
  readonly labels: NavLabels;
  readonly lang: Lang;
}
