import { ESCAPES } from "./escapes.ts";

/** The attempts as a table of Markdown. */
export function escapeTable(): string {
  const rows = ESCAPES.map(({ what, statements, by }) => {
    const example = statements[0]
      ?.replaceAll("{file}", "/etc/passwd")
      .replaceAll("{secret}", "private")
      .replace(/\{(.+?)…\d+\}/g, "$1$1$1…");
    return `| ${what} | ${statements.length} | \`${example}\` | ${by} |`;
  });
  return ["| a reader tries | ways | for example | refused by |", "|---|---|---|---|", ...rows].join("\n");
}
