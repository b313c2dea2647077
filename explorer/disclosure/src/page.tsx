import { isLang, type Lang } from "@ledgerscope/ui/i18n/lang.ts";
import { notFound } from "next/navigation";
import type { ReactElement } from "react";
import { Unavailable } from "./components/Unavailable.tsx";
import { ApiUnavailableError } from "./data/ask.ts";
import { type Say, text } from "./i18n/messages.ts";

type Params = Readonly<Record<string, string>>;

interface PageProps {
  readonly params: Promise<Params>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export interface PageContext {
  readonly lang: Lang;
  readonly say: Say;
  /** One segment of the path, decoded. */
  readonly param: (name: string) => string;
  /** One parameter of the query; the first one where there are several. */
  readonly query: (name: string) => string | undefined;
}

/** A page of the site: knows its language, and says so when its data cannot be read. */
export function page(render: (context: PageContext) => Promise<ReactElement>) {
  return async ({ params, searchParams }: PageProps): Promise<ReactElement> => {
    const [segments, search] = await Promise.all([params, searchParams]);
    const lang = segments["lang"] ?? "";
    if (!isLang(lang)) notFound();
    const say = text(lang);
    try {
      return await render({
        lang,
        say,
        param: (name) => decode(segments[name] ?? ""),
        query: (name) => [search[name]].flat()[0],
      });
    } catch (error) {
      if (error instanceof ApiUnavailableError) return <Unavailable say={say} />;
      throw error;
    }
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    notFound();
  }
}
