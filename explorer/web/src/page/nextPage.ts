/** The way to the entries after these, when there are any. */
export function nextPage(
  page: { readonly hasNextPage: boolean; readonly endCursor: string | null },
  href: (after: string) => string,
): string | undefined {
  return page.hasNextPage && page.endCursor !== null ? href(page.endCursor) : undefined;
}
