import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { apiError } from "./errors.ts";
import { excessOf, type TextBounds } from "./textBounds.ts";

/** How a field is weighed; stands in the field's `extensions.cost`. */
interface FieldCost {
  /** The field itself, in units of one column read. @default 1 */
  readonly weight?: number;
  /** Items of a list that takes no `first`. @default 10 */
  readonly items?: number;
  /** Name of the argument that says how many items come. @default first */
  readonly itemsArgument?: string;
}

export interface Limits extends TextBounds {
  /** Levels of fields, counting `edges` and `node`. */
  readonly maxDepth: number;
  readonly maxCost: number;
  /** Of a subscription, for each of its events: these are worked out for every reader at the same moment. */
  readonly maxEventCost: number;
}

export interface Cost {
  readonly cost: number;
  readonly depth: number;
}

const DEFAULT_ITEMS = 10;

/**
 * The most that an operation can cost: every field weighs 1 unless it says otherwise, and what lies
 * below a list counts once per item that the list can return (its `first`). Introspection is free;
 * graphql-js bounds its depth. A fragment is measured once, however often it is spread.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return { cost: 0, depth: 0 };
  const fragments = new Map(
    document.definitions
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === "FragmentDefinition")
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const measured = new Map<string, Cost>();

  function ofSelections(set: SelectionSetNode, type: GraphQLOutputType): Cost {
    let cost = 0;
    let depth = 0;
    for (const selection of set.selections) {
      const part =
        selection.kind === "Field"
          ? ofField(selection, type)
          : selection.kind === "InlineFragment"
            ? ofSelections(selection.selectionSet, named(selection.typeCondition?.name.value) ?? type)
            : ofFragment(selection.name.value);
      cost += part.cost;
      depth = Math.max(depth, part.depth);
    }
    return { cost, depth };
  }

  const named = (name: string | undefined): GraphQLOutputType | undefined =>
    name === undefined ? undefined : (schema.getType(name) as GraphQLOutputType | undefined);

  function ofFragment(name: string): Cost {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    const type = fragment && named(fragment.typeCondition.name.value);
    const cost = fragment && type ? ofSelections(fragment.selectionSet, type) : { cost: 0, depth: 0 };
    measured.set(name, cost);
    return cost;
  }

  function ofField(node: FieldNode, parent: GraphQLOutputType): Cost {
    const field = fieldOf(parent, node.name.value);
    if (!field) return { cost: 0, depth: 0 };
    const { weight = 1 } = costOf(field);
    if (!node.selectionSet) return { cost: weight, depth: 1 };
    const below = ofSelections(node.selectionSet, getNamedType(field.type));
    return { cost: weight + below.cost * itemsOf(field, node, variables), depth: below.depth + 1 };
  }

  return ofSelections(operation.selectionSet, root);
}

const costOf = (field: GraphQLField<unknown, unknown>): FieldCost =>
  (field.extensions as { cost?: FieldCost }).cost ?? {};

function fieldOf(parent: GraphQLOutputType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function itemsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const { items = DEFAULT_ITEMS, itemsArgument = "first" } = costOf(field);
  const argument = field.args.find(({ name }) => name === itemsArgument);
  if (argument) {
    // Null means the default, too.
    const wanted = getArgumentValues(field, node, variables)[itemsArgument] ?? argument.defaultValue;
    return typeof wanted === "number" ? Math.max(1, wanted) : items;
  }
  // The edges of a connection were counted with the connection, which takes `first`.
  const isEdges = field.name === "edges";
  return isListType(getNullableType(field.type)) && !isEdges && isCompositeType(getNamedType(field.type)) ? items : 1;
}

function refusal(
  { cost, depth }: Cost,
  { maxCost, maxDepth }: Pick<Limits, "maxCost" | "maxDepth">,
): GraphQLError | undefined {
  if (depth > maxDepth) {
    return apiError(
      "DEPTH_LIMIT",
      `This operation is ${depth} fields deep, ${maxDepth} are allowed. Ask in two steps.`,
    );
  }
  if (cost > maxCost) {
    return apiError(
      "COST_LIMIT",
      `This operation can cost ${cost}, ${maxCost} are allowed. Ask for fewer items (\`first\`) or fewer fields.`,
    );
  }
  return undefined;
}

/** The header that tells what an operation cost, also where the body is a stream or has no extensions. */
const COST_HEADER = "x-ledgerscope-cost";

/**
 * Refuses operations above the limits before anything runs, and tells the cost of those that run: in
 * `extensions.cost` and in a header.
 */
export function limitCost(limits: Limits): Plugin {
  const costs = new WeakMap<Request, Cost>();
  const check = (
    args: {
      schema: GraphQLSchema;
      document: DocumentNode;
      operationName?: string | null;
      variableValues?: unknown;
    },
    maxCost: number,
  ) => {
    const variables = (args.variableValues ?? {}) as Readonly<Record<string, unknown>>;
    try {
      const measured = measure(args.schema, args.document, args.operationName ?? undefined, variables);
      return { measured, refused: refusal(measured, { ...limits, maxCost }) };
    } catch (error) {
      // A variable of the wrong type: execution says so better.
      if (error instanceof GraphQLError) return undefined;
      throw error;
    }
  };
  const requestOf = (args: { readonly contextValue?: unknown }): Request =>
    (args.contextValue as { readonly request: Request }).request;
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options: object) => parseFn(source, { ...options, maxTokens: limits.maxTokens }));
      return ({ result, replaceParseResult }) => {
        const excess = result && "definitions" in result ? excessOf(result, limits) : undefined;
        if (excess) replaceParseResult(excess);
      };
    },
    onResponse({ request, response }) {
      const cost = costs.get(request);
      if (cost) response.headers.set(COST_HEADER, `${cost.cost}; limit=${limits.maxCost}; depth=${cost.depth}`);
    },
    onExecute({ args, setResultAndStopExecution }) {
      const checked = check(args as Parameters<typeof check>[0], limits.maxCost);
      if (checked) costs.set(requestOf(args), checked.measured);
      if (checked?.refused) {
        setResultAndStopExecution({ errors: [checked.refused] });
        return undefined;
      }
      if (!checked) return undefined;
      const cost = { requested: checked.measured.cost, limit: limits.maxCost, depth: checked.measured.depth };
      return {
        onExecuteDone({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) setResult({ ...result, extensions: { ...result.extensions, cost } });
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const checked = check(args as Parameters<typeof check>[0], limits.maxEventCost);
      if (checked) costs.set(requestOf(args), checked.measured);
      if (checked?.refused) setResultAndStopExecution({ errors: [checked.refused] });
    },
  };
}
