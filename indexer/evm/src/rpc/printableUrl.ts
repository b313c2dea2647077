/** The URL without what may be secret: user, password, path and query often carry an API key. */
export function printableUrl(url: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname.length > 1 || search ? "/…" : ""}`;
}
