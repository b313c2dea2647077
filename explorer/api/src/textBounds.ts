import {
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type SelectionSetNode,
  visit,
} from "graphql";
import { apiError } from "./errors.ts";

/** What bounds the text of an operation, before it is compared with the schema. */
export interface TextBounds {
  /** Words and signs; counted while it is parsed. */
  readonly maxTokens: number;
  /** Fields that are given another name. */
  readonly maxAliases: number;
  readonly maxDirectives: number;
  /** How often one field may stand in one place: validation compares every two of them. */
  readonly maxRepeats: number;
}

export const textBounds: TextBounds = { maxTokens: 4_000, maxAliases: 100, maxDirectives: 50, maxRepeats: 50 };

/** Selections that are looked at to count what is repeated. */
const MAX_STEPS = 50_000;

/** @returns what is too much in an operation's text; undefined when nothing is. */
export function excessOf(document: DocumentNode, bounds: TextBounds): GraphQLError | undefined {
  const { maxAliases, maxDirectives, maxRepeats } = bounds;
  const fragments = new Map(
    document.definitions.flatMap((each): [string, FragmentDefinitionNode][] =>
      each.kind === "FragmentDefinition" ? [[each.name.value, each]] : [],
    ),
  );
  let aliases = 0;
  let directives = 0;
  let steps = 0;
  let excess: string | undefined;
  /** Counts the fields of one place, those of its fragments among them. */
  const count = (set: SelectionSetNode, counts: Map<string, number>, spread: Set<string>): void => {
    for (const selection of set.selections) {
      if (++steps > MAX_STEPS) return;
      if (selection.kind === "Field") {
        const { value } = selection.alias ?? selection.name;
        counts.set(value, (counts.get(value) ?? 0) + 1);
      } else if (selection.kind === "InlineFragment") count(selection.selectionSet, counts, spread);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) count(fragment.selectionSet, counts, spread);
      }
    }
  };
  visit(document, {
    enter(node) {
      if (node.kind === "Field" && node.alias && ++aliases > maxAliases) excess = `${maxAliases} aliases`;
      else if (node.kind === "Directive" && ++directives > maxDirectives) excess = `${maxDirectives} directives`;
      else if (node.kind === "SelectionSet") {
        const counts = new Map<string, number>();
        count(node, counts, new Set());
        if (steps > MAX_STEPS || [...counts.values()].some((times) => times > maxRepeats)) {
          excess = `${maxRepeats} times the same field in one place`;
        }
      }
      return excess === undefined ? undefined : BREAK;
    },
  });
  return excess === undefined
    ? undefined
    : apiError("COST_LIMIT", `This operation has more than ${excess}. Ask in several requests.`);
}
