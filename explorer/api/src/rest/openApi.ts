import {
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  type InputValueDefinitionNode,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Limits } from "../limits.ts";
import type { RestRoute } from "./restRoute.ts";

type Json = { [name: string]: unknown };

const scalars: Readonly<Record<string, Json>> = {
  Int: { type: "integer", format: "int32" },
  Float: { type: "number" },
  String: { type: "string" },
  ID: { type: "string" },
  Boolean: { type: "boolean" },
  BigInt: { type: "string", pattern: "^-?[0-9]+$" },
  DateTime: { type: "string", format: "date-time" },
  Hex: { type: "string", pattern: "^(0x)?[0-9a-f]*$" },
};

const problemSchema: Json = {
  type: "object",
  description: "Problem details (RFC 9457)",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string", const: "about:blank" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What is wrong and what to do" },
    code: { type: "string", description: "Stable name, the same as in GraphQL: NOT_FOUND, BAD_INPUT, BAD_CURSOR…" },
    traceId: { type: "string", description: "Finds the error in the server's log" },
  },
};

/**
 * The REST API as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0): parameters, answers and their
 * descriptions are those of the operations' variables, fields and types. What an operation may be stands in `x-limits`.
 */
export function openApi(schema: GraphQLSchema, routes: readonly RestRoute[], limits: Limits): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { get: operationOf(schema, route) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Ledgerscope",
      version: "1",
      description:
        "The common look-ups. Each address runs one operation of the GraphQL API at /graphql, which has everything else: " +
        "the same viewers, limits and errors. Fields are added, never changed.",
    },
    servers: [{ url: "/" }],
    security: [{}, { token: [] }],
    "x-limits": limits,
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "A token that stands under `viewers:` of the configuration",
        },
      },
      schemas: { Problem: problemSchema },
      responses: {
        Problem: {
          description: "What is wrong and what to do",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

function operationOf(schema: GraphQLSchema, route: RestRoute): Json {
  const root = schema.getQueryType()?.getFields()[route.field];
  const [selection] = route.definition.selectionSet.selections;
  if (!root || selection?.kind !== "Field" || !selection.selectionSet) throw new Error(`${route.path}: no field`);
  const answer = answerOf(schema, root, selection.selectionSet);
  return {
    operationId: route.name,
    summary: route.summary.en,
    "x-summary-zh": route.summary.zh,
    ...(root.description ? { description: root.description } : {}),
    parameters: parametersOf(schema, route),
    responses: {
      "200": {
        description: route.summary.en,
        headers: {
          "X-Ledgerscope-Cost": { description: "What the operation cost, of what it may", schema: { type: "string" } },
          ...(answer.paged
            ? { Link: { description: 'The next page, as `rel="next"` (RFC 8288)', schema: { type: "string" } } }
            : {}),
        },
        content: { "application/json": { schema: answer.schema } },
      },
      ...Object.fromEntries(
        ["400", "401", "404", "503"].map((code) => [code, { $ref: "#/components/responses/Problem" }]),
      ),
    },
  };
}

function answerOf(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  set: SelectionSetNode,
): { schema: Json; paged: boolean } {
  const whole = schemaOf(schema, field.type, set, true);
  const edges = (whole["properties"] as Json | undefined)?.["edges"] as Json | undefined;
  if (whole["type"] === "array") {
    return { paged: false, schema: { type: "object", required: ["items"], properties: { items: whole } } };
  }
  if (!edges) return { paged: false, schema: whole };
  const node = ((edges["items"] as Json)["properties"] as Json)["node"];
  return {
    paged: true,
    schema: {
      type: "object",
      required: ["items", "next"],
      properties: {
        items: { type: "array", items: node },
        next: { type: ["string", "null"], description: "Address of the next page; null on the last one" },
      },
    },
  };
}

/** @param present the value itself is never null. */
function schemaOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  present = false,
): Json {
  if (isNonNullType(type)) return schemaOf(schema, type.ofType, set, true);
  if (isListType(type)) return orNull({ type: "array", items: schemaOf(schema, type.ofType, set) }, present);
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) {
    const values = isEnumType(named)
      ? { type: "string", enum: named.getValues().map(({ name }) => name) }
      : { ...scalars[named.name] };
    return orNull(
      { ...values, ...(isEnumType(named) && named.description ? { description: named.description } : {}) },
      present,
    );
  }
  const properties: Json = {};
  const required: string[] = [];
  for (const selection of set?.selections ?? []) {
    if (selection.kind !== "Field") throw new Error("operations of REST have no fragments");
    const field = named.getFields()[selection.name.value];
    if (!field) throw new Error(`${named.name} has no ${selection.name.value}`);
    const name = selection.alias?.value ?? selection.name.value;
    const value = schemaOf(schema, field.type, selection.selectionSet);
    properties[name] = field.description ? { ...value, description: field.description } : value;
    required.push(name);
  }
  return orNull(
    { type: "object", ...(named.description ? { description: named.description } : {}), required, properties },
    present,
  );
}

function orNull(value: Json, present: boolean): Json {
  if (present) return value;
  const values = value["enum"] as unknown[] | undefined;
  return { ...value, type: [value["type"], "null"], ...(values ? { enum: [...values, null] } : {}) };
}

/** What the schema says of each variable, where it is used. */
function descriptionsOf(schema: GraphQLSchema, route: RestRoute): Map<string, string> {
  const info = new TypeInfo(schema);
  const said = new Map<string, string>();
  visit(
    route.document,
    visitWithTypeInfo(info, {
      Variable(node, _key, parent) {
        const use = parent as { readonly kind?: string; readonly name?: InputValueDefinitionNode["name"] } | undefined;
        const inputField = use?.kind === "ObjectField" ? info.getParentInputType() : undefined;
        const fields = inputField && "getFields" in inputField ? inputField.getFields() : undefined;
        const description = fields?.[use?.name?.value ?? ""]?.description ?? info.getArgument()?.description;
        if (description) said.set(node.name.value, description);
      },
    }),
  );
  return said;
}

function parametersOf(schema: GraphQLSchema, route: RestRoute): Json[] {
  const said = descriptionsOf(schema, route);
  return (route.definition.variableDefinitions ?? []).map(({ variable, type, defaultValue }) => {
    const name = variable.name.value;
    const inPath = route.path.includes(`{${name}}`);
    const named = typeFromAST(schema, type as never);
    return {
      name,
      in: inPath ? "path" : "query",
      required: inPath || (type.kind === "NonNullType" && !defaultValue),
      ...(said.has(name) ? { description: said.get(name) } : {}),
      schema: {
        ...schemaOf(schema, named as unknown as GraphQLOutputType, undefined, true),
        ...(defaultValue ? { default: valueFromASTUntyped(defaultValue) } : {}),
      },
    };
  });
}
