import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from "graphql";

const pageInfo: Readonly<Record<string, string>> = {
  hasNextPage: "Another page follows",
  hasPreviousPage: "A page came before: `after` was given",
  startCursor: "Cursor of the page's first row; null where it has none",
  endCursor: "Cursor of the page's last row, for `after`; null where it has none",
};

const argumentWords: Readonly<Record<string, string>> = {
  first: "Rows of a page, 1 to 100",
  after: "Cursor of the last row of the page before",
  lang: "Language of the text",
  network: "Name of a network",
  channel: "Name of a channel",
};

const fieldWords: Readonly<Record<string, string>> = {
  id: "Global id, for `node`",
};

function wordsOfField(type: string, field: string): string | undefined {
  if (type === "PageInfo") return pageInfo[field];
  if (type.endsWith("Connection") && field === "edges") return "Rows of the page, each with its cursor";
  if (type.endsWith("Connection") && field === "pageInfo") return "Where the page stands in the list";
  if (type.endsWith("Edge") && field === "cursor") return "Position of the row, for `after`";
  if (type.endsWith("Edge") && field === "node") return "The row";
  return fieldWords[field];
}

/** Says of what every type has in common (pages, cursors, languages) what it is, where a field has no words of its own. */
export function addCommonWords(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    if (type.name === "PageInfo") type.description ||= "Where a page stands in its list";
    if (type.name.endsWith("Edge") && "cursor" in type.getFields()) type.description ||= "One row of a page";
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, unknown>[]) {
      field.description ||= wordsOfField(type.name, field.name);
      for (const argument of field.args as GraphQLArgument[]) argument.description ||= argumentWords[argument.name];
    }
  }
  return schema;
}
