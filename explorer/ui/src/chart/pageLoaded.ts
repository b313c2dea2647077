/** Longest wait for a page of which a part is still on its way, in milliseconds. */
const PATIENCE_MS = 1_000;

/** Resolves once the page has loaded, in a browser: what is not needed to read it must not compete with it. */
export async function pageLoaded(): Promise<void> {
  if (document.readyState === "complete") return;
  await new Promise<void>((resolve) => {
    addEventListener("load", () => resolve(), { once: true });
    setTimeout(resolve, PATIENCE_MS);
  });
}
