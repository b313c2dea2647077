import type { PlotView } from "./plotOf.ts";

/** What the page's URL says of it, besides the statement: how the result is shown. */
export interface ResultView extends Partial<PlotView> {
  readonly tab: "table" | "plot";
}

/** A view as it stands in a URL and in a saved query: `tab=plot&kind=bars&x=hour&y=count`. */
export function viewText({ tab, kind, x, y, split }: ResultView): string {
  const query = new URLSearchParams();
  if (tab === "plot") query.set("tab", tab);
  if (tab === "plot" && kind) query.set("kind", kind);
  if (tab === "plot" && x) query.set("x", x);
  if (tab === "plot" && split) query.set("split", split);
  for (const name of (tab === "plot" && y) || []) query.append("y", name);
  return String(query);
}

export function viewOf(text: string): ResultView {
  const query = new URLSearchParams(text);
  const [kind, x, split, y] = [query.get("kind"), query.get("x"), query.get("split"), query.getAll("y")];
  return {
    tab: query.get("tab") === "plot" ? "plot" : "table",
    ...(kind === "bars" || kind === "lines" ? { kind } : {}),
    ...(x === null ? {} : { x }),
    ...(split === null ? {} : { split }),
    ...(y.length === 0 ? {} : { y }),
  };
}

/** Prefix of parameters in the page's URL. */
const PARAMETER = "p.";

/** The query of a URL that opens the page with a statement, its values and its view. */
export function shareText(sql: string, values: Readonly<Record<string, string>>, view: ResultView): string {
  const query = new URLSearchParams({ q: sql });
  for (const [name, value] of Object.entries(values)) query.set(PARAMETER + name, value);
  const shown = viewText(view);
  if (shown !== "") query.set("view", shown);
  return String(query);
}

export const parametersInUrl = (search: Readonly<Partial<Record<string, string>>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(search)
      .filter(([name]) => name.startsWith(PARAMETER))
      .map(([name, value]) => [name.slice(PARAMETER.length), value ?? ""]),
  );
