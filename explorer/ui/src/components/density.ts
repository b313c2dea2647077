/** How far apart the rows of lists stand. */
export type Density = "comfortable" | "compact";

/** The density in the cookie `density`; anything else means `comfortable`. */
export function parseDensity(cookie: string | undefined): Density {
  return cookie === "compact" ? "compact" : "comfortable";
}

export function nextDensity(density: Density): Density {
  return density === "compact" ? "comfortable" : "compact";
}
