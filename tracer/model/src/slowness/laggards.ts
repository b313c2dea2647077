import type { Diagnosis } from "../diagnosis.ts";
import { medianOf } from "./baseline.ts";
import type { BlockCommit, Silence } from "./observed.ts";
import { durationText, slowDiagnosis, timeText } from "./slowDiagnosis.ts";

/** A peer that was behind the others for a stretch of blocks. */
export interface Laggard extends Diagnosis {
  readonly node: string;
  readonly fromHeight: number;
  readonly toHeight: number;
  /** When the others had committed the first of these blocks, Unix nanoseconds. */
  readonly sinceNs: bigint;
  /** It was still so at the last block that is known. */
  readonly ongoing: boolean;
}

/** A peer is behind when it commits so much later than the middle of the others, nanoseconds. */
const BEHIND_NS = 100_000_000;
/** Fewer blocks are no stretch. */
const LEAST_BLOCKS = 5;
/** So many blocks in between at which it was not behind do not end a stretch. */
const PARDONED = 2;

interface Lag {
  readonly height: number;
  /** Middle of the other peers' commits, Unix nanoseconds. */
  readonly othersNs: bigint;
  readonly lagNs: number;
}

/** Peers that committed behind the others for five blocks or more: who, since when, by how much. Times are of one clock. */
export function laggards(commits: readonly BlockCommit[], silences: readonly Silence[] = []): readonly Laggard[] {
  const last = commits.reduce((most, { height }) => Math.max(most, height), 0);
  return [...lagsByNode(commits)]
    .flatMap(([node, lags]) => stretches(lags).map((stretch) => describe(node, stretch, last, silences)))
    .sort((a, b) => a.fromHeight - b.fromHeight || (a.node < b.node ? -1 : 1));
}

function lagsByNode(commits: readonly BlockCommit[]): Map<string, Lag[]> {
  const byHeight = new Map<number, BlockCommit[]>();
  for (const commit of commits) byHeight.set(commit.height, [...(byHeight.get(commit.height) ?? []), commit]);
  const lags = new Map<string, Lag[]>();
  for (const [height, block] of [...byHeight].sort(([a], [b]) => a - b)) {
    // Of two, it cannot be told which one is late; the later one is behind the other all the same.
    const base = block[0]?.endNs ?? 0n;
    for (const { node, endNs } of block) {
      const others = block.filter((other) => other.node !== node).map((other) => Number(other.endNs - base));
      if (others.length === 0) continue;
      const middle = medianOf(others);
      const held = lags.get(node) ?? [];
      if (held.length === 0) lags.set(node, held);
      held.push({ height, othersNs: base + BigInt(Math.round(middle)), lagNs: Number(endNs - base) - middle });
    }
  }
  return lags;
}

function stretches(lags: readonly Lag[]): readonly (readonly Lag[])[] {
  const found: Lag[][] = [];
  let [open, pardoned]: [Lag[], number] = [[], 0];
  const close = (): void => {
    if (open.length >= LEAST_BLOCKS) found.push(open);
    [open, pardoned] = [[], 0];
  };
  for (const lag of lags) {
    if (lag.lagNs >= BEHIND_NS) {
      open.push(lag);
      pardoned = 0;
    } else if (++pardoned > PARDONED) close();
  }
  close();
  return found;
}

function describe(node: string, lags: readonly Lag[], last: number, silences: readonly Silence[]): Laggard {
  const [first, until] = [lags[0] as Lag, lags.at(-1) as Lag];
  const typicalNs = medianOf(lags.map(({ lagNs }) => lagNs));
  const worstNs = Math.max(...lags.map(({ lagNs }) => lagNs));
  const ongoing = until.height >= last - PARDONED;
  const silence = silences.find(
    (one) => one.node === node && one.fromNs <= until.othersNs && one.toNs >= first.othersNs,
  );
  const [since, to] = [timeText(first.othersNs), timeText(until.othersNs)];
  const diagnosis = slowDiagnosis({
    code: "peer_behind",
    subCause: silence ? "stopped" : "slow",
    costNs: typicalNs,
    confidence: 0.9,
    title: { en: "A peer is behind the others", zh: "某个节点落后于其他节点" },
    summary: {
      en: `${node} ${ongoing ? "commits" : "committed"} ${durationText(typicalNs)} behind the others ${ongoing ? `since ${since}` : `from ${since} to ${to}`} (${lags.length} of the blocks ${first.height} to ${until.height}, at most ${durationText(worstNs)})${silence ? `; it told nothing from ${timeText(silence.fromNs)} to ${timeText(silence.toNs)}` : ""}.`,
      zh: `${node} ${ongoing ? `自 ${since} 起` : `在 ${since} 至 ${to} 期间`}提交比其他节点晚 ${durationText(typicalNs)}（区块 ${first.height} 至 ${until.height} 中的 ${lags.length} 个，最多 ${durationText(worstNs)}）${silence ? `；它从 ${timeText(silence.fromNs)} 到 ${timeText(silence.toNs)} 没有任何动静` : ""}。`,
    },
    advice: {
      en: `What changed at ${node} at ${since}? Until it is repaired, keep clients from endorsing there: they would read old state.`,
      zh: `${node} 在 ${since} 发生了什么变化？修复之前请勿让客户端在其上背书，否则会读到旧状态。`,
    },
    runbook: [
      {
        en: `Compare the parts of its commits before and after ${since} (explorer, stage latency by node): one part, or all of them?`,
        zh: `对比 ${since} 前后其提交各部分（浏览器中按节点的阶段延迟）：是某一部分变慢，还是全部？`,
      },
      {
        en: "Look at its CPU, disk and memory, and at who else runs there.",
        zh: "查看其 CPU、磁盘与内存，以及同机的其他程序。",
      },
    ],
    proof: [
      { label: "blocks", value: `${first.height}-${until.height}` },
      { label: "worst", value: durationText(worstNs) },
      { label: "since", value: since },
      { label: ongoing ? "last seen" : "until", value: to },
    ],
  });
  return { ...diagnosis, node, fromHeight: first.height, toHeight: until.height, sinceNs: first.othersNs, ongoing };
}
