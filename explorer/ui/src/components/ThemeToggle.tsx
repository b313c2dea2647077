"use client";

import { type ReactElement, useState } from "react";
import { Icon } from "./Icon.tsx";
import styles from "./ThemeToggle.module.css";
import { nextTheme, type Theme } from "./theme.ts";

const icons = { auto: "system", light: "sun", dark: "moon" } as const;

/**
 * Steps through the system's colours, light and dark. Kept in a cookie, so that the server renders the right
 * ones and no page flashes.
 */
export function ThemeToggle({ initial, label, names }: ThemeToggleProps): ReactElement {
  const [theme, setTheme] = useState(initial);
  const title = `${label}: ${names[theme]}`;
  const change = (): void => {
    const next = nextTheme(theme);
    setTheme(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
    if (next === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
  };
  return (
    <button type="button" className={styles["toggle"]} onClick={change} aria-label={title} title={title}>
      <Icon name={icons[theme]} />
    </button>
  );
}

interface ThemeToggleProps {
  readonly initial: Theme;
  readonly label: string;
  readonly names: Readonly<Record<Theme, string>>;
}
