/** A box of the picture, or (with an empty label) a bend of an arrow that passes its row. */
export interface Placed {
  readonly id: string;
  readonly label: string;
  /** 0 is the bottom row: what depends on nothing. */
  readonly row: number;
  readonly width: number;
  /** Centre, in pixels from the left. */
  x: number;
}

export interface Layout {
  /** Rows from the bottom, boxes from the left. */
  readonly rows: readonly (readonly Placed[])[];
  /** Every arrow as the ids it passes, from its start to its head. */
  readonly routes: readonly (readonly string[])[];
  readonly width: number;
}

const gap = 26;
const bendWidth = 10;

/**
 * Lays a graph without circles out in rows, arrows pointing down (Sugiyama's method: rows by longest way,
 * order by medians of the neighbours, then positions pulled towards the neighbours).
 */
export function layOut(arrows: ReadonlyMap<string, ReadonlySet<string>>, widthOf: (label: string) => number): Layout {
  const rowOf = longestWays(arrows);
  const rows: Placed[][] = Array.from({ length: Math.max(0, ...rowOf.values()) + 1 }, () => []);
  const put = (id: string, label: string, row: number) =>
    rows[row]?.push({ id, label, row, width: label ? widthOf(label) : bendWidth, x: 0 });
  for (const id of arrows.keys()) put(id, id, rowOf.get(id) ?? 0);

  const routes: string[][] = [];
  for (const [from, targets] of arrows) {
    for (const to of targets) {
      const bends: string[] = [];
      for (let row = (rowOf.get(from) ?? 0) - 1; row > (rowOf.get(to) ?? 0); row--) {
        const id = `${from}→${to}@${row}`;
        put(id, "", row);
        bends.push(id);
      }
      routes.push([from, ...bends, to]);
    }
  }
  const neighbours = neighboursOf(routes);
  orderRows(rows, neighbours);
  const width = placeRows(rows, neighbours);
  return { rows, routes, width };
}

function longestWays(arrows: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const rowOf = new Map<string, number>();
  const row = (node: string): number => {
    const known = rowOf.get(node);
    if (known !== undefined) return known;
    const found = Math.max(-1, ...[...(arrows.get(node) ?? [])].map(row)) + 1;
    rowOf.set(node, found);
    return found;
  };
  for (const node of arrows.keys()) row(node);
  return rowOf;
}

function neighboursOf(routes: readonly (readonly string[])[]): Map<string, string[]> {
  const neighbours = new Map<string, string[]>();
  const link = (a: string, b: string) => neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  for (const route of routes) {
    for (const [i, id] of route.entries()) {
      const next = route[i + 1];
      if (next === undefined) continue;
      link(id, next);
      link(next, id);
    }
  }
  return neighbours;
}

/** Sorts each row by the mean place of its neighbours in the row beside it, up and down, and keeps the best. */
function orderRows(rows: Placed[][], neighbours: ReadonlyMap<string, readonly string[]>): void {
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows, neighbours);
  for (let sweep = 0; sweep < 24 && fewest > 0; sweep++) {
    const up = sweep % 2 === 0;
    for (let step = 1; step < rows.length; step++) {
      const at = up ? step : rows.length - 1 - step;
      const beside = rows[up ? at - 1 : at + 1];
      const row = rows[at];
      if (!row || !beside) continue;
      const place = new Map(beside.map((item, i) => [item.id, i / Math.max(1, beside.length - 1)]));
      const weight = new Map(
        row.map((item, i) => {
          const places = (neighbours.get(item.id) ?? []).flatMap((id) => place.get(id) ?? []);
          return [item.id, places.length > 0 ? mean(places) : i / Math.max(1, row.length - 1)];
        }),
      );
      row.sort((a, b) => (weight.get(a.id) ?? 0) - (weight.get(b.id) ?? 0));
    }
    const now = crossings(rows, neighbours);
    if (now < fewest) {
      fewest = now;
      best = rows.map((row) => [...row]);
    }
  }
  for (const [i, row] of best.entries()) rows[i] = row;
}

function crossings(rows: readonly (readonly Placed[])[], neighbours: ReadonlyMap<string, readonly string[]>): number {
  let count = 0;
  for (const [at, row] of rows.entries()) {
    const place = new Map(rows[at - 1]?.map((item, i) => [item.id, i]));
    const ends = row.map((item) => (neighbours.get(item.id) ?? []).flatMap((id) => place.get(id) ?? []));
    for (const [i, left] of ends.entries())
      for (const right of ends.slice(i + 1)) for (const a of left) for (const b of right) if (a > b) count++;
  }
  return count;
}

/** Pulls boxes towards their neighbours, keeps them apart, and returns the width of the whole. */
function placeRows(rows: readonly (readonly Placed[])[], neighbours: ReadonlyMap<string, readonly string[]>): number {
  const all = new Map(rows.flat().map((item) => [item.id, item]));
  for (const row of rows) {
    let left = -row.reduce((sum, item) => sum + item.width + gap, 0) / 2;
    for (const item of row) {
      item.x = left + item.width / 2;
      left += item.width + gap;
    }
  }
  for (let round = 0; round < 60; round++) {
    for (const row of rows) {
      for (const item of row) {
        const xs = (neighbours.get(item.id) ?? []).flatMap((id) => all.get(id)?.x ?? []);
        if (xs.length > 0) item.x += (mean(xs) - item.x) * 0.5;
      }
      keepApart(row);
    }
  }
  const left = Math.min(...rows.flat().map((item) => item.x - item.width / 2));
  for (const item of rows.flat()) item.x -= left;
  return Math.max(...rows.flat().map((item) => item.x + item.width / 2));
}

/** Pushes overlapping neighbours apart, both by half, until none overlap. */
function keepApart(row: readonly Placed[]): void {
  for (let pass = 0; pass < 2 * row.length; pass++) {
    for (const [i, item] of row.entries()) {
      const next = row[i + 1];
      if (!next) continue;
      const overlap = item.x + item.width / 2 + gap - (next.x - next.width / 2);
      if (overlap <= 0.01) continue;
      item.x -= overlap / 2;
      next.x += overlap / 2;
    }
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
