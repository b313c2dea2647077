const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "500ms", "90s", "10m", "8h", "30d" in milliseconds. @throws Error that names what was given */
export function parseDuration(text: string): number {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? [];
  const milliseconds = Number(digits) * UNITS_MS[unit as keyof typeof UNITS_MS];
  if (!(milliseconds > 0)) throw new Error(`a duration is written 500ms, 90s, 10m, 8h or 30d, not "${text}"`);
  return milliseconds;
}

/** "User1@org1=90s" for one identity, "tls:peer0.org1=1h" for its TLS certificate, "30d" for all; into milliseconds by name, "*" for all. */
export function parseLifetimes(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.lastIndexOf("=");
      return [at < 0 ? "*" : text.slice(0, at), parseDuration(text.slice(at + 1))];
    }),
  );
}
