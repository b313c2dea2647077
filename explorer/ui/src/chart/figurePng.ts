/** Properties that a picture of an SVG loses with the page's style sheets. */
const drawn = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
] as const;

/** Pixels of the picture per pixel of the page: sharp in print and on dense screens. */
const SCALE = 2;
const PADDING = 16;
const TITLE = 26;
const LEGEND = 24;

/**
 * A figure's drawing as a picture: with its title, its legend and the colours that the page shows.
 * @returns undefined where there is no drawing yet.
 */
export async function figurePng(figure: Element, title: string): Promise<Blob | undefined> {
  const drawing = [...figure.querySelectorAll<SVGSVGElement>("[role=img] svg")].sort((a, b) => area(b) - area(a))[0];
  if (!drawing) return undefined;
  const { width, height } = drawing.getBoundingClientRect();
  const legend = [...figure.querySelectorAll<HTMLElement>("[data-legend]")];
  const canvas = document.createElement("canvas");
  canvas.width = (width + 2 * PADDING) * SCALE;
  canvas.height = (height + 2 * PADDING + TITLE + (legend.length > 0 ? LEGEND : 0)) * SCALE;
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  const page = getComputedStyle(figure);
  context.scale(SCALE, SCALE);
  context.fillStyle = opaque(figure);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = page.color;
  context.font = `600 14px ${page.fontFamily}`;
  context.textBaseline = "middle";
  context.fillText(title, PADDING, PADDING + TITLE / 2 - 4, width);
  context.drawImage(await picture(drawing, width, height), PADDING, PADDING + TITLE, width, height);
  context.font = `12px ${page.fontFamily}`;
  let x = PADDING;
  for (const entry of legend) {
    const y = PADDING + TITLE + height + LEGEND / 2 + 4;
    context.fillStyle = getComputedStyle(entry, "::before").backgroundColor;
    context.fillRect(x, y - 5, 10, 10);
    context.fillStyle = page.color;
    const name = entry.textContent ?? "";
    context.fillText(name, x + 15, y);
    x += context.measureText(name).width + 34;
  }
  return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png"));
}

const area = (drawing: Element): number => {
  const { width, height } = drawing.getBoundingClientRect();
  return width * height;
};

/** The surface that an element stands on. */
function opaque(element: Element | null): string {
  for (let at = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return "white";
}

/** An image knows nothing of the page: what style sheets give an element is written on it. */
async function picture(drawing: SVGSVGElement, width: number, height: number): Promise<HTMLImageElement> {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, i) => {
    const style = getComputedStyle(originals[i] as Element);
    for (const property of drawn) element.setAttribute(property, style.getPropertyValue(property));
    element.removeAttribute("style");
    element.removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
