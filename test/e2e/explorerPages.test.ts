import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { root } from "./support/cli.ts";
import { describeWith } from "./support/describeWith.ts";
import { chineseIn, drawPage, untranslated } from "./support/drawPage.ts";
import { type ExplorerPage, explorerPages } from "./support/explorerPages.ts";
import { ExplorerSite, type SiteName } from "./support/explorerSite.ts";
import { explorerTasks } from "./support/explorerTasks.ts";
import { KeyboardUser } from "./support/keyboardUser.ts";

const langs = ["en", "zh"] as const;
const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;
const schemes = ["light", "dark"] as const;

interface Look {
  readonly lang: (typeof langs)[number];
  readonly screen: keyof typeof widths;
  readonly scheme: (typeof schemes)[number];
}

const allLooks: readonly Look[] = langs.flatMap((lang) =>
  (["desktop", "phone"] as const).flatMap((screen) => schemes.map((scheme) => ({ lang, screen, scheme }))),
);

/**
 * Two looks that share nothing: each page is drawn in both languages, on both screens, light and dark; and of four
 * pages in a row each pair of a language, a screen and a scheme occurs.
 */
function pairOf(index: number): readonly Look[] {
  const look: Look = {
    lang: "en",
    screen: index % 2 === 0 ? "desktop" : "phone",
    scheme: index % 4 < 2 ? "light" : "dark",
  };
  return [
    look,
    {
      lang: "zh",
      screen: look.screen === "desktop" ? "phone" : "desktop",
      scheme: look.scheme === "light" ? "dark" : "light",
    },
  ];
}

/** Every other page is drawn in a pair of looks, so that its words can be compared; the rest in one of theirs. */
const looksOf = ({ state }: ExplorerPage, index: number): readonly Look[] =>
  state === "usual" && index % 2 === 0 ? pairOf(index) : pairOf(index).slice((index >> 2) % 2, ((index >> 2) % 2) + 1);

/** Which site shows a page in a state. */
const siteOf = ({ state }: ExplorerPage): SiteName =>
  state === "down" ? "down" : state === "hidden" ? "guest" : "operator";

const statusOf = ({ state, status }: ExplorerPage): number =>
  status ?? (state === "down" ? 503 : state === "missing" || state === "hidden" ? 404 : 200);

const everything = process.env["LEDGERSCOPE_PAGES"] === "all";
/** Folder for a picture of each page that is drawn. */
const pictures = process.env["LEDGERSCOPE_PICTURES"];
/** What an answer may cost, from the home page on. */
const MOST_PAGE_CHANGES = 4;
/** Pages drawn at a time: there are two cores. */
const AT_ONCE = 2;

describeWith("chromium", "the explorer in a browser", (chromium) => {
  let site: ExplorerSite;
  let browser: Browser;
  const contexts = new Map<string, BrowserContext>();

  beforeAll(async () => {
    [site, browser] = await Promise.all([ExplorerSite.start(), launchBrowser(chromium)]);
    for (const { screen, scheme } of allLooks) {
      // The site's own policy forbids foreign scripts, that of the accessibility check included.
      const options = {
        viewport: widths[screen],
        colorScheme: scheme,
        bypassCSP: true,
        reducedMotion: "reduce",
      } as const;
      const key = `${screen} ${scheme}`;
      if (!contexts.has(key)) contexts.set(key, await browser.newContext(options));
    }
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test("all pages in all their states are accessible, fit the screen, run without errors and say everything in both languages", {
    timeout: everything ? 3_600_000 : 900_000,
  }, async () => {
    const axe = await readFile(path.join(root, "node_modules/axe-core/axe.min.js"), "utf8");
    const wanted = process.env["LEDGERSCOPE_PAGE"];
    const left = explorerPages
      .map((page, index) => ({ page, looks: everything ? allLooks : looksOf(page, index) }))
      .filter(({ page }) => !wanted || page.name === wanted);
    const problems: string[] = [];
    let drawn = 0;
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { page, looks } = next;
        const base = site.url(siteOf(page));
        if (base === undefined) continue;
        const at = typeof page.path === "string" ? page.path : page.path(site.known);
        const texts: Record<Look["lang"], Set<string>> = { en: new Set(), zh: new Set() };
        for (const { lang, screen, scheme } of looks) {
          const context = contexts.get(`${screen} ${scheme}`) as BrowserContext;
          const says = page.says[lang === "en" ? 0 : 1];
          const name = `${page.name}-${page.state}-${lang}-${screen}-${scheme}`.replaceAll(/[^\w]+/g, "-");
          const picture = pictures && path.join(pictures, `${name}.jpg`);
          const found = await drawPage(context, `${base}/${lang}${at}`, { status: statusOf(page), says }, axe, picture);
          const where = `${page.name} (${page.state}) /${lang}${at} ${screen} ${scheme}`;
          problems.push(...found.problems.map((problem) => `${where}: ${problem}`));
          for (const text of found.texts) texts[lang].add(text);
          drawn += 1;
        }
        const where = `${page.name} (${page.state}) ${at}`;
        problems.push(...untranslated(texts.en, texts.zh).map((text) => `${where}: not translated: ${text}`));
        problems.push(...chineseIn(texts.en).map((text) => `${where}: Chinese in English: ${text}`));
      }
    };
    const startedMs = Date.now();
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.log(`${drawn} pages drawn in ${((Date.now() - startedMs) / 1000).toFixed(0)} s`);
    expect(problems).toEqual([]);
  });

  test("a chain whose first block states 1970 is looked at from the second on", async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url("operator")}/en/n/qbft/nodes`);
    const times = await page.locator("main time").evaluateAll((all) => all.map((one) => one.getAttribute("datetime")));
    expect(times.length).toBeGreaterThan(1);
    expect(times.filter((time) => time?.startsWith("1970"))).toEqual([]);
    await page.close();
  });

  test.each(explorerTasks)("the keyboard alone answers: $question", async ({ question, answer }) => {
    const page = await browser.newPage({ viewport: widths.desktop, locale: "en-GB" });
    try {
      const user = await KeyboardUser.at(page, `${site.url("operator")}/en`);
      const startedMs = Date.now();
      await answer(user, site.known);
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      console.log(`${question} ${user.pageChanges} page changes, ${user.keys} keys, ${seconds} s`);
      expect(user.pageChanges).toBeLessThanOrEqual(MOST_PAGE_CHANGES);
    } finally {
      await page.close();
    }
  });
});
