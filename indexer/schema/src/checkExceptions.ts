import { STORE } from "./store.ts";
import type { View } from "./table.ts";

/** Elements of the column `exceptions`. */
const LIST = "Array(Tuple(check String, state String, from UInt64, to UInt64, count UInt64, detail String))";

const ELEMENT = `e.check AS check, e.state AS state, e.from AS from, e.to AS to, e.count AS count, e.detail AS detail`;

/**
 * What of all checks was not verified, of the blocks that count: at ingest by range, in passes by step. A step's word
 * counts while the block is final at the revision that it saw.
 */
export const checkExceptionsView: View = {
  name: "check_exceptions",
  comment: "Checks on stored blocks with another outcome than verified, by neighbouring heights",
  columns: [
    { name: "network", type: "LowCardinality(String)", comment: "Name of the network in the configuration" },
    {
      name: "pass",
      type: "String",
      comment: "Background pass that made the check; empty: made when the block was stored",
    },
    { name: "check", type: "String", comment: "Name of the check" },
    {
      name: "state",
      type: "String",
      comment: "unverified (no rule for it), unchecked (the node did not serve it) or failed",
    },
    { name: "from", type: "UInt64", comment: "First height" },
    { name: "to", type: "UInt64", comment: "One past the last height" },
    { name: "count", type: "UInt64", comment: "Checks, at least one for each height" },
    { name: "detail", type: "String", comment: "Reason; for failed: what was expected and what was found" },
  ],
  select: `WITH ranges AS (
  SELECT network, from, to, argMax(r.zone, r.seq) AS zone, argMax(r.revision, r.seq) AS revision,
    argMax(r.exceptions, r.seq) AS exceptions
  FROM ${STORE}._ranges AS r GROUP BY network, from, to HAVING zone != 'reverted'
)
SELECT network, '' AS pass, ${ELEMENT}
FROM (SELECT network, arrayJoin(JSONExtract(exceptions, '${LIST}')) AS e FROM ranges WHERE exceptions != '[]')
UNION ALL
SELECT DISTINCT p.network, p.pass, p.check, p.state, p.from, p.to, p.count, p.detail
FROM (
  SELECT network, pass, revision, ${ELEMENT} FROM (
    SELECT s.network AS network, s.pass AS pass, s.revision AS revision, arrayJoin(JSONExtract(s.found, '${LIST}')) AS e
    FROM (
      SELECT network, pass, version, from, to, revision, argMax(t.exceptions, t.seq) AS found
      FROM ${STORE}._passes AS t GROUP BY network, pass, version, from, to, revision HAVING found != '[]') AS s
    JOIN (SELECT network, pass, max(version) AS version FROM ${STORE}._passes GROUP BY network, pass) AS newest
      ON newest.network = s.network AND newest.pass = s.pass AND newest.version = s.version)) AS p
ASOF JOIN (SELECT network, from, to, revision FROM ranges WHERE zone = 'final') AS r
  ON r.network = p.network AND r.revision = p.revision AND p.from >= r.from
WHERE r.to > p.from`,
  example: "SELECT network, pass, check, state, sum(count) AS checks\nFROM check_exceptions GROUP BY ALL ORDER BY ALL",
};
