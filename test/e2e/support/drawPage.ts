import type { BrowserContext } from "playwright-core";

/** What is wrong with a page as it was drawn, and what its words are. */
interface DrawnPage {
  readonly problems: readonly string[];
  /** Its texts, but for what comes from chains and code. */
  readonly texts: ReadonlySet<string>;
}

/**
 * Opens an address and looks at it as a strict visitor does: status, words that must be there, script errors,
 * accessibility (WCAG 2.1 AA by axe), nothing wider than the screen.
 */
export async function drawPage(
  context: BrowserContext,
  address: string,
  expected: { readonly status: number; readonly says: string },
  axe: string,
  /** Where its picture goes, if it is wanted. */
  picture?: string,
): Promise<DrawnPage> {
  const problems: string[] = [];
  const page = await context.newPage();
  try {
    page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
    page.on("console", (message) => {
      // The browser says of the page itself that it is a 404 or 503.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        problems.push(`console: ${message.text()}`);
      }
    });
    const response = await page.goto(address, { waitUntil: "load", timeout: 60_000 });
    if (response?.status() !== expected.status) problems.push(`HTTP ${response?.status()}, not ${expected.status}`);
    await page.locator("h1").first().waitFor();
    const { texts, body, beyond } = await page.evaluate(look);
    if (!body.includes(expected.says)) problems.push(`does not say “${expected.says}”`);
    if (beyond > 0) problems.push(`${beyond} px wider than the screen`);
    if (picture) await page.screenshot({ path: picture, fullPage: true, type: "jpeg", quality: 70 });
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as { axe: typeof import("axe-core") };
      const results = await checker.run({
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
        resultTypes: ["violations"],
      });
      return results.violations.map(
        ({ id, nodes }) =>
          `${id} at ${nodes
            .slice(0, 3)
            .map(({ target }) => target)
            .join(", ")}`,
      );
    });
    problems.push(...violations);
    return { problems, texts: new Set(texts) };
  } catch (error) {
    return { problems: [...problems, String(error)], texts: new Set() };
  } finally {
    await page.close();
  }
}

/** Runs in the browser. */
function look(): { texts: string[]; body: string; beyond: number } {
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (
      !parent ||
      parent.closest("code, bdi, kbd, pre, time, script, style, noscript, [translate=no], [lang]:not(html)")
    )
      continue;
    const text = node.textContent?.trim();
    if (text) texts.push(text);
  }
  const root = document.documentElement;
  return { texts, body: document.body.textContent ?? "", beyond: root.scrollWidth - root.clientWidth };
}

/** Words of one language that stand on the page of the other as well: two Latin words or more; with a long number it is a name. */
export const untranslated = (en: ReadonlySet<string>, zh: ReadonlySet<string>): readonly string[] =>
  [...zh].filter((text) => en.has(text) && /[A-Za-z]{3,} [a-z]{2,}/.test(text) && !/\d{4}/.test(text));

/** Chinese on an English page. */
export const chineseIn = (en: ReadonlySet<string>): readonly string[] =>
  [...en].filter((text) => /\p{Script=Han}/u.test(text));
