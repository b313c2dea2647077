import { resolve } from "node:path";
import { overview } from "./overview.ts";
import { languages } from "./text.ts";

export interface DashboardFile {
  /** Absolute. */
  readonly path: string;
  readonly json: string;
}

/** Every generated dashboard: English under its plain name, other languages with theirs before the ending. */
export function dashboardFiles(): DashboardFile[] {
  return languages.map((language) => ({
    path: resolve(import.meta.dirname, `../grafana/overview${language === "en" ? "" : `.${language}`}.json`),
    json: `${JSON.stringify(overview(language), null, 2)}\n`,
  }));
}
