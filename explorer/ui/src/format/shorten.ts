/** A hash or address with its middle left out: `0x3f2a9c…b41d`. Both ends stay, since people compare both. */
export function shorten(text: string, head = 8, tail = 6): string {
  const prefix = text.startsWith("0x") ? 2 : 0;
  return text.length <= prefix + head + tail + 1 ? text : `${text.slice(0, prefix + head)}…${text.slice(-tail)}`;
}
