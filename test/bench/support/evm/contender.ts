import type { Warehouse } from "@ledgerscope/warehouse";
import type { Ran } from "./usage.ts";

/** What a contender is to do. */
export interface Task {
  /** A new one for every run. */
  readonly folder: string;
  /** URL of the node. */
  readonly node: string;
  /** URL of an empty warehouse with the family's tables. */
  readonly warehouse: string;
  readonly from: number;
  /** Half-open. */
  readonly to: number;
}

export interface Contender {
  readonly name: string;
  /** Where its rows go: `warehouse`: into the family's tables, whose checksums are compared; `engine`: into its own tables of the same engine; `itself`; `nowhere`. */
  readonly stores: "warehouse" | "engine" | "itself" | "nowhere";
  /** Makes what it needs before it is measured: its tables, its installation. */
  prepare?(task: Task, warehouse: Warehouse): Promise<void>;
  /** Removes what it has prepared for all its runs. */
  cleanUp?(): Promise<void>;
  /** Largest number of blocks that it is asked for. */
  readonly most?: number;
  /** @returns what it used, and how many rows it says or shows it has stored where the bench cannot count them. */
  run(task: Task): Promise<Ran & { readonly rows?: number }>;
}
