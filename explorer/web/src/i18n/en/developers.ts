/** English: the pages for those who build on the API. */
export const developers = {
  "developers.title": "API",
  "developers.lead":
    "Every page here is one operation of a public API. Programs read the same facts, with the same limits and the same visibility.",
  "developers.address": "Address",
  "developers.name": "Name",
  "developers.what": "What it gives",
  "developers.parameters": "Parameters",
  "developers.example": "Example",
  "developers.graphql":
    "One schema, documented field by field. Lists are Relay connections with cursors; ids are globally unique; big numbers are decimal text. Every connection says how far its network is indexed.",
  "developers.graphiql": "Open the query editor with the schema's documentation",
  "developers.token": "Access",
  "developers.token.text":
    "Send “Authorization: Bearer …” with a token from the configuration. What its viewer may not see does not exist for it.",
  "developers.live": "Subscriptions",
  "developers.live.text":
    "Over server-sent events. Every event carries a cursor; given back as “after” when a connection was lost, nothing is missed and nothing comes twice.",
  "developers.live.headAdvanced": "New newest blocks, of one network or of all",
  "developers.live.transactionStatus": "One transaction from the first sight of it until it is final or has failed",
  "developers.live.failures": "Transactions that fail, in the order of the chain",
  "developers.live.reorganisations": "Blocks that were replaced by others",
  "developers.rest":
    "The common look-ups, each from one operation of the schema. Errors are problem details (RFC 9457); lists link to their next page (RFC 8288).",
  "developers.limits": "Limits",
  "developers.limits.text":
    "Every answer says what it cost, in “extensions.cost” and in the header X-Ledgerscope-Cost. What lies below a list counts once for each row that may come.",
  "developers.limits.cost": "Cost of an operation",
  "developers.limits.depth": "Levels of fields",
  "developers.limits.aliases": "Aliases",
  "developers.limits.directives": "Directives",
  "developers.limits.tokens": "Words and signs",
  "developers.errors": "Errors",
  "developers.code": "Code",
  "developers.error.NOT_FOUND": "There is none, or not for this viewer",
  "developers.error.BAD_INPUT": "An argument is malformed; the message says what is expected",
  "developers.error.BAD_CURSOR": "The cursor was changed or belongs to another list: start again without “after”",
  "developers.error.FILTER_TOO_BROAD": "The filter would read too much: add a range of time or of blocks",
  "developers.error.COST_LIMIT": "Ask for fewer rows or fewer fields",
  "developers.error.DEPTH_LIMIT": "Ask for fewer levels of fields",
  "developers.error.PERSISTED_QUERY_NOT_FOUND": "No operation of this hash is known: send its text",
  "developers.error.UNAUTHENTICATED": "The token is not known",
  "developers.error.FORBIDDEN": "This viewer may not do that",
  "developers.error.BUSY": "Too much at once: try again in a moment",
  "developers.error.UNAVAILABLE": "The warehouse is busy or away: try again in a moment",
  "developers.error.INTERNAL": "Ours; “traceId” finds it in the server’s log",
} as const;
