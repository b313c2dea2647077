import { type GraphQLSchema, isIntrospectionType, isObjectType } from "graphql";
import type { Plugin } from "graphql-yoga";
import { readFor, type Statements } from "./statements.ts";

/** Path of a response, from its end: `{key, prev}` of graphql-js. */
interface Path {
  readonly key: string | number;
  readonly prev: Path | undefined;
}

function nameOf(path: Path | undefined): string {
  const names: string[] = [];
  for (let at = path; at; at = at.prev) if (typeof at.key === "string") names.push(at.key);
  return names.reverse().join(".");
}

interface Told {
  readonly statements?: Statements | undefined;
}

/** Makes every field of the schema say that it is being read for, in requests whose statements are noted. */
export function noteFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (!resolve) continue;
      field.resolve = (source, args, context: Told, info) =>
        context.statements
          ? readFor(new Set([nameOf(info.path)]), () => resolve(source, args, context, info))
          : resolve(source, args, context, info);
    }
  }
  return schema;
}

/** Puts the statements of a request that asked for them into `extensions.sql`. */
export const tellStatements: Plugin = {
  onExecute({ args }) {
    const { statements } = args.contextValue as Told;
    if (!statements) return undefined;
    return {
      onExecuteDone({ result, setResult }) {
        if (Symbol.asyncIterator in result) return;
        setResult({ ...result, extensions: { ...result.extensions, sql: statements.byField() } });
      },
    };
  },
};
