/** Where the API answers. Read at each use, so that one build serves every deployment. */
export function apiUrl(): string {
  return process.env["LEDGERSCOPE_API_URL"] ?? "http://127.0.0.1:4000/graphql";
}

/**
 * Who asks: the token that the API's configuration maps to a viewer. Everybody who can reach this site sees
 * what that viewer may see.
 */
export function apiHeaders(): Record<string, string> {
  const token = process.env["LEDGERSCOPE_API_TOKEN"];
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}
