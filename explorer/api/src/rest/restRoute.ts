import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
} from "graphql";

/**
 * One address of the REST API: an operation of the GraphQL schema whose variables are the address's parameters. Those
 * that stand in the path are taken from it, the others from the query string.
 */
export interface RestEndpoint {
  /** With `{name}` for each variable that the path carries: `/rest/networks/{network}`. */
  readonly path: string;
  readonly summary: { readonly en: string; readonly zh: string };
  /** A query of one field, whose value is what is answered: an object, a list, or a connection. */
  readonly operation: string;
}

/** An endpoint with its operation checked against the schema. */
export interface RestRoute extends RestEndpoint {
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  /** The operation's name, unique among the endpoints. */
  readonly name: string;
  /** The operation as it is sent. */
  readonly text: string;
  /** Name of the field in the data that is answered. */
  readonly field: string;
  /** Recognises a path; groups are named as the variables. */
  readonly pattern: RegExp;
}

/** @throws Error when an operation is not one of the schema: a mistake of ours. */
export function restRoutes(schema: GraphQLSchema, endpoints: readonly RestEndpoint[]): RestRoute[] {
  return endpoints.map((endpoint) => {
    const document = parse(endpoint.operation);
    const [wrong] = validate(schema, document);
    if (wrong) throw new Error(`${endpoint.path}: ${wrong.message}`);
    const definition = getOperationAST(document);
    const [root, ...more] = definition?.selectionSet.selections ?? [];
    if (!definition?.name || root?.kind !== "Field" || more.length > 0) {
      throw new Error(`${endpoint.path}: needs one named operation of one field`);
    }
    const pattern = endpoint.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    return {
      ...endpoint,
      ...{ document, definition, name: definition.name.value, text: print(document) },
      field: root.alias?.value ?? root.name.value,
      pattern: new RegExp(`^${pattern}/?$`),
    };
  });
}
