import { ConfigError } from "@ledgerscope/core";
import type { Command } from "commander";

export type Language = "en" | "zh";

/** `--lang`, or what the environment's locale says, or English. */
export function languageOf(option: string | undefined): Language {
  if (option === "en" || option === "zh") return option;
  if (option !== undefined) throw new ConfigError(`--lang ${option}: write en or zh`);
  const locale = process.env["LC_ALL"] ?? process.env["LC_MESSAGES"] ?? process.env["LANG"] ?? "";
  return locale.startsWith("zh") ? "zh" : "en";
}

export function addLanguageOption(command: Command): Command {
  return command.option("--lang <en|zh>", "language of explanations (default: the locale's)");
}
