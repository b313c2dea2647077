import type { Lang } from "@ledgerscope/ui/i18n/lang.ts";
import type { NavLabels } from "../shell/navLabels.ts";
import { networkNav } from "../shell/networkNav.ts";
import type { ShellNetwork } from "../shell/shellNetworks.ts";
import { url } from "../url.ts";

/** Somewhere that one may go to by name: a page of a network, a page of the site. */
export interface Place {
  readonly label: string;
  /** The network that it belongs to. */
  readonly network?: string | undefined;
  readonly href: string;
  /** Pressed after `g` where one stands in its network. */
  readonly letter?: string | undefined;
}

/** Pages that every site has, in the order in which they are offered. */
export interface SitePlace {
  readonly label: string;
  readonly href: string;
}

/**
 * The places whose name, or whose network's, begins a word like each word of `text`: those of the network where one
 * is come first. Without text: what lies nearest.
 */
export function searchPlaces(text: string, { networks, labels, site, here, lang }: PlacesContext): Place[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const of = (network: ShellNetwork): Place[] =>
    networkNav(network.family)
      .flatMap(({ items }) => items)
      .map((item) => ({
        label: labels.places[item.key],
        network: network.name,
        href: item.href(lang, network.name),
        letter: network.name === here ? item.letter : undefined,
      }));
  const current = networks.filter(({ name }) => name === here);
  const others = networks.filter(({ name }) => name !== here);
  if (words.length === 0) {
    return [
      ...current.flatMap(of),
      ...others.map(({ name }) => ({ label: name, href: url.network(lang, name) })),
      ...site,
    ].slice(0, most);
  }
  return [...site, ...current.flatMap(of), ...others.flatMap(of)]
    .filter((place) => words.every((word) => matches(place, word)))
    .slice(0, most);
}

const most = 8;

function matches({ label, network = "" }: { label: string; network?: string | undefined }, word: string): boolean {
  return [label, network].some((name) => {
    const text = name.toLowerCase();
    // Chinese has no spaces between words: there, anywhere.
    return /^[\u3400-\u9fff]/.test(word)
      ? text.includes(word)
      : text.split(/[\s\-_./]+/).some((part) => part.startsWith(word)) || text.startsWith(word);
  });
}

export interface PlacesContext {
  readonly networks: readonly ShellNetwork[];
  readonly labels: Pick<NavLabels, "places">;
  readonly site: readonly SitePlace[];
  /** The network that the page belongs to. */
  readonly here: string | undefined;
  readonly lang: Lang;
}
