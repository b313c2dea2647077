/**
 * fabric-network writes every failure to the console besides throwing it. It looks for a level and a place to
 * log to as it is loaded; whoever wants its log says so with HFC_LOGGING, as its documentation has it.
 */
process.env["HFC_LOGGING"] ??= JSON.stringify({ silent: "" });
