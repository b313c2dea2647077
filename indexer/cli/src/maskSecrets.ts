const SECRET_NAME = /pass(word|wd|phrase)?$|secret|token|(^|[_-]|api|private|access)key$|credential|authorization/i;

export const MASK = "***";

/**
 * A copy without what may be secret: values under telling names, and in URLs user, password, path and query,
 * which often carry an API key.
 */
export function maskSecrets(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, name));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskSecrets(item, key)]));
  }
  if (value === undefined || value === null || value === "") return value;
  // Yes and no are no secrets: `token_transfers: true`.
  if (SECRET_NAME.test(name) && typeof value !== "boolean") return MASK;
  return typeof value === "string" ? maskUrl(value) : value;
}

function maskUrl(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return text;
  const { protocol, host, pathname, search, hash } = new URL(text);
  return `${protocol}//${host}${pathname.length > 1 || search || hash ? `/${MASK}` : ""}`;
}
