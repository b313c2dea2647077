import type { Sample } from "./parseMetrics.ts";

/** After this long every series is stored again, in milliseconds, so that a reader need not look further back. */
const ALL_AGAIN_MS = 300_000;

/** A series' name: samples of one series differ in time only. */
const seriesOf = ({ metric, labels }: Sample): string =>
  `${metric}{${Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(",")}}`;

/** Picks of a node's scrapes what is worth storing: most series stand still most of the time. */
export class Changes {
  #values = new Map<string, number>();
  #allMs = 0;

  /** @returns samples that differ from the scrape before; all of them now and then. */
  of(samples: readonly Sample[], atMs: number): readonly Sample[] {
    const isAll = atMs - this.#allMs >= ALL_AGAIN_MS;
    if (isAll) this.#allMs = atMs;
    const values = new Map(samples.map((sample) => [seriesOf(sample), sample.value]));
    const changed = samples.filter((sample) => isAll || !Object.is(this.#values.get(seriesOf(sample)), sample.value));
    this.#values = values;
    return changed;
  }
}
