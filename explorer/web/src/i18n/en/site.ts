import { errorMessages } from "../errorMessages.ts";

/** English: what every page may say: missing, broken, loading. */
export const site = {
  "site.description": "Blocks, transactions and why they failed, on permissioned and public chains",

  "time.utc": "Time (UTC)",

  "missing.title": "Not found",
  "missing.text":
    "There is nothing at this address. It may not be indexed yet, or it belongs to a network that you may not read. Try the search above.",
  "missing.home": "To the networks",
  "down.title": "The API does not answer",
  "down.text":
    "This page reads everything through the API, and no answer came. Check that it runs and that LEDGERSCOPE_API_URL names it, then load the page again.",
  "refused.title": "The API could not answer",
  "refused.text": "It said {code}: {message}",
  ...errorMessages.en,
  "error.trace": "Trace id {id}",
  partial: "Some parts of this page could not be read: {parts}",
} as const;
