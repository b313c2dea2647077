"use client";

import { type ReactElement, useState } from "react";
import { type Density, nextDensity } from "./density.ts";
import { Icon } from "./Icon.tsx";
import styles from "./ThemeToggle.module.css";

const icons = { comfortable: "rows", compact: "dense" } as const;

/** Draws the rows of all lists together, or apart. Kept in a cookie, so that the server renders them so. */
export function DensityToggle({ initial, label, names }: DensityToggleProps): ReactElement {
  const [density, setDensity] = useState(initial);
  const title = `${label}: ${names[density]}`;
  const change = (): void => {
    const next = nextDensity(density);
    setDensity(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `density=${next}; path=/; max-age=31536000; samesite=lax`;
    document.documentElement.dataset["density"] = next;
  };
  return (
    <button type="button" className={styles["toggle"]} onClick={change} aria-label={title} title={title}>
      <Icon name={icons[density]} />
    </button>
  );
}

interface DensityToggleProps {
  readonly initial: Density;
  readonly label: string;
  readonly names: Readonly<Record<Density, string>>;
}
