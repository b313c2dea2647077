import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
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
  where: "Which rows; all that is given must hold",
  lang: "Language of the text",
  network: "Name of a network",
  channel: "Name of a channel",
  height: "Number of a block, from 0",
  id: "Global id",
  name: "Its name",
};

const fieldWords: Readonly<Record<string, string>> = {
  id: "Global id, for `node`",
  network: "The network that it belongs to",
  channel: "Name of the channel",
  height: "Number of the block, from 0",
  fromHeight: "First block",
  toHeight: "Last block",
  txIndex: "Position in the block, from 0",
  txCount: "Transactions in the block",
  hash: "As the chain prints it",
  commitHash: "Hash over the states after this block and all before it",
  from: "First moment that is part of it",
  to: "First moment that is not part of it any more",
  time: "When it happened",
  node: "Name of the node",
  clock: "By whose clock",
  count: "How many",
  chaincode: "Name of the chaincode",
  chaincodeVersion: "Version of the chaincode that was called",
  function: "First argument, by convention the function's name",
  namespace: "Chaincode whose state it is",
  collection: "Private data collection; empty for public state",
  creatorMsp: "MSP id of the organisation whose client made it",
  validationName: "Name of the validation code: VALID, MVCC_READ_CONFLICT, …",
  title: "In a few words",
  summary: "In a sentence or two",
  advice: "What to do about it",
  kind: "Which kind it is",
  status: "Whether it took effect",
  evidence: "How its time is known",
  timeSource: "Where its time is from",
  attributes: "What else is known, as names and values",
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
    if (!(isObjectType(type) || isInterfaceType(type)) || isIntrospectionType(type)) continue;
    if (type.name === "PageInfo") type.description ||= "Where a page stands in its list";
    if (type.name.endsWith("Edge") && "cursor" in type.getFields()) type.description ||= "One row of a page";
    for (const field of Object.values(type.getFields()) as GraphQLField<unknown, unknown>[]) {
      field.description ||= wordsOfField(type.name, field.name);
      for (const argument of field.args as GraphQLArgument[]) argument.description ||= argumentWords[argument.name];
    }
  }
  return schema;
}
