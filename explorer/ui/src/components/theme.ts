export const themes = ["auto", "light", "dark"] as const;

/** Which colours a visitor wants; `auto` follows the system. */
export type Theme = (typeof themes)[number];

/** The theme in the cookie `theme`; anything else means `auto`. */
export function parseTheme(cookie: string | undefined): Theme {
  return themes.find((theme) => theme === cookie) ?? "auto";
}

export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? "auto";
}
