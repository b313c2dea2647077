import { isLang, type Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { notFound } from "next/navigation";
import type { ReactElement } from "react";
import { ApiErrorNotice } from "../components/ApiErrorNotice.tsx";
import { ApiError } from "../graphql/apiError.ts";

/** What a page is made from: the language and names in its path, and its query, first value of each name, without empty ones. */
export interface PageContext<Param extends string> {
  readonly lang: Lang;
  readonly params: Readonly<Record<Param, string>>;
  readonly search: Readonly<Partial<Record<string, string>>>;
}

export interface PageProps {
  readonly params: Promise<Record<string, string>>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A page that reads the API. What the API does not know is not found; when it does not answer,
 * the page says so in its place. */
export function apiPage<Param extends string = never>(
  render: (context: PageContext<Param>) => Promise<ReactElement>,
): (props: PageProps) => Promise<ReactElement> {
  return async (props) => {
    const context = await pageContext<Param>(props);
    try {
      return await render(context);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "NOT_FOUND") notFound();
      return <ApiErrorNotice error={error} lang={context.lang} />;
    }
  };
}

export async function pageContext<Param extends string>(props: PageProps): Promise<PageContext<Param>> {
  const [{ lang = "", ...rest }, query] = await Promise.all([props.params, props.searchParams]);
  if (!isLang(lang)) notFound();
  const params = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, decode(value)]));
  // A form by GET sends its empty fields too: they say nothing.
  const search = Object.fromEntries(
    Object.entries(query)
      .map(([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const)
      .filter(([, value]) => value !== ""),
  );
  return { lang, params: params as Record<Param, string>, search };
}

/** Next hands the parts of a path over as they stand in the URL; a broken escape is nobody's page. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    notFound();
  }
}
