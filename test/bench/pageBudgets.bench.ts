import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { milliseconds, printTable, quantile } from "./support/timings.ts";

/**
 * What pages of the explorer cost a visitor, in Chromium: the largest contentful paint of a cold visit (nothing cached),
 * the scripts that are loaded before it is complete, packed as gzip packs them, and what moves while the page loads. Goes
 * from the home page along the links, one page of each kind, and visits each in a browser context of its own.
 *
 * `LEDGERSCOPE_BENCH_SITE=http://127.0.0.1:3000` is a running explorer as it is built for visitors (`npm start`; a
 * development server compiles pages while they are asked for). `LEDGERSCOPE_BENCH_VISITS=5` visits of each page.
 */
const site = process.env["LEDGERSCOPE_BENCH_SITE"] ?? "http://127.0.0.1:3000";
const VISITS = Number(process.env["LEDGERSCOPE_BENCH_VISITS"] ?? 5);
const BUDGET = { lcpMs: 1_500, scriptBytes: 250 * 1024, cls: 0 } as const;
const MOST_PAGES = 60;
const PATIENCE_MS = 30_000;

/** Segments of addresses that are followed by a name, a number or a hash. */
const NAMED = new Set("n block tx address contract token identity org chaincode node charts".split(" "));

/** Pages of one kind differ by what they are about: names, numbers and hashes. */
function kindOf(link: string): string {
  const [, , ...segments] = (link.split("?")[0] ?? "").split("/");
  const kind = segments.map((segment, at) => (NAMED.has(segments[at - 1] ?? "") ? "…" : segment));
  return `/${kind.join("/")}`;
}

/** Pages that a page leads to, with what they are asked for; files and other sites left out. */
const linksOf = (page: Page): Promise<string[]> =>
  page.$$eval("a[href^='/en']:not([download])", (all) =>
    all
      .map((link) => (link.getAttribute("href") ?? "").split("#")[0] ?? "")
      .filter((link) => !/\/csv(\?|$)/.test(link)),
  );

interface Visit {
  readonly lcpMs: number;
  readonly scriptBytes: number;
  readonly cls: number;
  /** What moved, by the classes of its elements. */
  readonly moved: readonly string[];
}

/** An entry of the Layout Instability API, as far as it is read. */
interface LayoutShift {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: unknown }[];
}

/** Runs in the page, before its own scripts. */
function observe(): void {
  const seen = { lcp: 0, cls: 0, moved: [] as string[] };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries() as unknown as LayoutShift[]) {
      if (shift.hadRecentInput) continue;
      seen.cls += shift.value;
      seen.moved.push(
        ...shift.sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : "text")),
      );
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Addresses of all that was asked for until the page was complete; charts ask for their library then. */
function askedBeforeLoad(): string[] {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const loaded = visit?.loadEventStart ?? 0;
  return performance.getEntriesByType("resource").flatMap(({ name, startTime }) => (startTime < loaded ? [name] : []));
}

async function visit(
  browser: Browser,
  path: string,
  then: (page: Page) => Promise<void> = async () => {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(observe);
    const scripts: Promise<readonly [string, number]>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() !== "script") return;
      const size = response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      );
      scripts.push(size.then((bytes) => [response.url(), bytes]));
    });
    const answer = await page.goto(`${site}${path}`, { waitUntil: "load", timeout: PATIENCE_MS });
    if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status()}`);
    await page.waitForTimeout(500);
    const { lcp, cls, moved } = await page.evaluate(
      () => (globalThis as unknown as { seen: { lcp: number; cls: number; moved: string[] } }).seen,
    );
    const early = new Set(await page.evaluate(askedBeforeLoad));
    await then(page);
    const sizes = (await Promise.all(scripts)).map(([url, bytes]) => (early.has(url) ? bytes : 0));
    return { lcpMs: lcp, cls, moved, scriptBytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
  } finally {
    await context.close();
  }
}

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const known = new Map<string, string>([["/", "/en"]]);
  const rows: string[][] = [];
  const visited = new Set<string>();
  for (const [kind, path] of known) {
    visited.add(kind);
    const visits: Visit[] = [];
    try {
      for (let count = 0; count < VISITS; count++) {
        visits.push(
          await visit(browser, path, async (page) => {
            if (count > 0) return;
            for (const link of await linksOf(page)) {
              const next = kindOf(link);
              const other = known.get(next);
              // A page as it is first seen, without filters, where something leads to it so: keys have none.
              if (other === undefined ? known.size < MOST_PAGES : !visited.has(next) && link.length < other.length)
                known.set(next, link);
            }
          }),
        );
      }
    } catch (error) {
      rows.push([kind, "", "", "", (error as Error).message.split("\n")[0]?.slice(0, 80) ?? ""]);
      continue;
    }
    const median = {
      lcpMs: quantile(
        visits.map(({ lcpMs }) => lcpMs),
        0.5,
      ),
      scriptBytes: quantile(
        visits.map(({ scriptBytes }) => scriptBytes),
        0.5,
      ),
      cls: Math.max(...visits.map(({ cls }) => cls)),
    };
    const over = Object.entries(BUDGET).flatMap(([name, most]) =>
      median[name as keyof typeof BUDGET] > most ? [name] : [],
    );
    rows.push([
      kind,
      milliseconds(median.lcpMs),
      (median.scriptBytes / 1024).toFixed(0),
      median.cls.toFixed(3),
      over.length === 0 ? "met" : `over: ${over.join(", ")}`,
    ]);
    process.stderr.write(`${rows.at(-1)?.join(" | ")}\n`);
    for (const moved of new Set(visits.flatMap((one) => one.moved))) process.stderr.write(`  moved: ${moved}\n`);
  }
  printTable(["page", "LCP ms", "scripts, kB gzip", "CLS", "budgets (1500 ms, 250 kB, 0)"], rows);
} finally {
  await browser.close();
}
