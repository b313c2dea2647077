/**
 * Puts text on the clipboard. Browsers give the clipboard API to secure origins only; a site that is reached by
 * plain HTTP from another machine has the older way.
 */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
