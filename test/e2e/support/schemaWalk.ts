import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** Values for arguments by their names, as they were found in answers; the first one is used. */
export type Known = ReadonlyMap<string, readonly unknown[]>;

/** An operation that asks one field for everything that it has. */
export interface Walk {
  /** `Type.field` of the field that it is about. */
  readonly field: string;
  /** The field and the type that it leads to: unique among the walks. */
  readonly name: string;
  readonly query: string;
  /** All fields that it asks, `Type.field`. */
  readonly asks: readonly string[];
  /** The same in parts, where it asks several fields that one error would hide. */
  readonly parts?: readonly Walk[];
}

interface Step {
  readonly field: GraphQLField<unknown, unknown>;
  /** With its arguments: `transactions(first: 2)`. */
  readonly text: string;
  /** Type condition that stands around what follows, where the field is of an interface. */
  readonly on?: string;
}

/** Plain fields that say which object it is. */
const NAMING = new Set([
  "id",
  "name",
  "network",
  "hash",
  "height",
  "txIndex",
  "node",
  "key",
  "address",
  "code",
  "cursor",
]);

type Fields = GraphQLField<unknown, unknown>;

const isRequired = ({ type, defaultValue }: GraphQLArgument): boolean =>
  isNonNullType(type) && defaultValue === undefined;

/** Names under which a value for an argument may have been found. */
const namesOf = (argument: string, field: Fields, parent: string): string[] => [
  `${parent}.${field.name}(${argument})`,
  `${field.name}(${argument})`,
  `${getNamedType(field.type).name}.${argument}`,
  argument,
];

function literal(value: unknown, type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (isEnumType(named)) return String(value);
  return JSON.stringify(value);
}

/**
 * The arguments of a field: those that must be given, and those of which `known` has a value for this very field.
 * @returns undefined where a value that must be given is not known.
 */
function argumentsOf(parent: string, field: Fields, known: Known): string | undefined {
  const given: string[] = [];
  for (const argument of field.args) {
    const names = namesOf(argument.name, field, parent);
    const wanted = isRequired(argument) || argument.name === "first" ? names : names.slice(0, 2);
    const value = wanted.map((name) => known.get(name)?.[0]).find((each) => each !== undefined);
    if (value !== undefined) {
      given.push(`${argument.name}: ${literal(value, argument.type)}`);
      continue;
    }
    if (!isRequired(argument)) continue;
    const named = getNamedType(argument.type);
    if (isEnumType(named)) given.push(`${argument.name}: ${named.getValues()[0]?.name}`);
    else if (isInputObjectType(named)) given.push(`${argument.name}: ${isListType(argument.type) ? "[]" : "{}"}`);
    else return undefined;
  }
  return given.length === 0 ? field.name : `${field.name}(${given.join(", ")})`;
}

/**
 * Operations that together ask every field which can be reached: for each field that leads to other objects one, with all
 * their plain fields, on the shortest way there.
 * @returns the operations, and the fields that cannot be asked because a value for an argument is not known.
 */
export function walk(schema: GraphQLSchema, known: Known): { walks: Walk[]; unasked: string[] } {
  const query = schema.getQueryType() as GraphQLObjectType;
  const walks: Walk[] = [];
  const unasked: string[] = [];
  const seen = new Set<string>([query.name]);
  const queue: { readonly type: GraphQLObjectType; readonly way: readonly Step[] }[] = [{ type: query, way: [] }];
  const reach = (type: GraphQLObjectType, way: readonly Step[]): void => {
    if (seen.has(type.name)) return;
    seen.add(type.name);
    queue.push({ type, way });
  };
  /** @param known the type was asked for everything on another way: what names it is enough. */
  const plainOf = (type: GraphQLObjectType, isKnown = false): { texts: string[]; asks: string[] } => {
    const texts: string[] = ["__typename"];
    const asks: string[] = [];
    const plain = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
    const naming = plain.filter(({ name }) => NAMING.has(name));
    for (const field of !isKnown ? plain : naming.length > 0 ? naming : plain.slice(0, 2)) {
      const text = argumentsOf(type.name, field, known);
      if (text === undefined) unasked.push(`${type.name}.${field.name}`);
      else {
        texts.push(text);
        asks.push(`${type.name}.${field.name}`);
      }
    }
    return { texts, asks };
  };
  for (let at = queue.shift(); at; at = queue.shift()) {
    const { type, way } = at;
    if (type === query) {
      const { texts, asks } = plainOf(type);
      walks.push({ field: type.name, name: type.name, query: `{ ${texts.join(" ")} }`, asks });
    }
    // What leads to types that were asked already is asked together.
    const neighbours: { readonly walk: Walk; readonly text: string }[] = [];
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type);
      if (isLeafType(named)) continue;
      const text = argumentsOf(type.name, field, known);
      if (text === undefined) {
        unasked.push(`${type.name}.${field.name}`);
        continue;
      }
      const targets = isInterfaceType(named) ? schema.getPossibleTypes(named) : isObjectType(named) ? [named] : [];
      for (const target of targets) {
        const on = isInterfaceType(named) ? { on: target.name } : {};
        const step: Step = { field, text, ...on };
        const isKnown = seen.has(target.name);
        const { texts, asks } = plainOf(target, isKnown);
        const one: Walk = {
          field: `${type.name}.${field.name}`,
          name: `${type.name}.${field.name} ${target.name}`,
          query: `{ ${nested([...way, step], texts.join(" "))} }`,
          asks: [`${type.name}.${field.name}`, ...asks],
        };
        if (isKnown && !isInterfaceType(named) && way.length > 0) {
          neighbours.push({ walk: one, text: nested([step], texts.join(" ")) });
        } else walks.push(one);
        // Whoever is found by an interface alone is reached by another way first.
        if (!isInterfaceType(named)) reach(target, [...way, step]);
      }
    }
    if (neighbours.length > 0) {
      walks.push({
        field: type.name,
        name: `${type.name} and its neighbours`,
        query: `{ ${nested(way, neighbours.map(({ text }) => text).join(" "))} }`,
        asks: neighbours.flatMap(({ walk: { asks } }) => asks),
        parts: neighbours.map(({ walk: part }) => part),
      });
    }
  }
  return { walks, unasked: [...new Set(unasked)] };
}

function nested(way: readonly Step[], inside: string): string {
  return way.reduceRight(
    (text, { text: field, on }) => `${field} { ${on ? `... on ${on} { ${text} }` : text} }`,
    inside,
  );
}

/** Every field of the schema's objects that a query can ask, `Type.field`. */
export function fieldsOf(schema: GraphQLSchema): string[] {
  const roots = new Set([schema.getSubscriptionType()?.name]);
  const events = eventTypes(schema);
  return Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith("__"))
    .filter(({ name }) => !roots.has(name) && !events.has(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
}

/** Types that only a subscription leads to. */
function eventTypes(schema: GraphQLSchema): Set<string> {
  const reached = (root: GraphQLObjectType | null | undefined): Set<string> => {
    const found = new Set<string>();
    const visit = (type: unknown): void => {
      if (!(isObjectType(type) || isInterfaceType(type)) || found.has(type.name)) return;
      found.add(type.name);
      if (isInterfaceType(type)) for (const each of schema.getPossibleTypes(type)) visit(each);
      for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
    };
    visit(root);
    return found;
  };
  const asked = reached(schema.getQueryType());
  return new Set([...reached(schema.getSubscriptionType())].filter((name) => !asked.has(name)));
}
