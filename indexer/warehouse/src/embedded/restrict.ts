import { sqlTokens } from "./sqlTokens.ts";
import { RefusedStatement } from "./statement.ts";

/**
 * Functions that reach beyond tables and are not subject to any right of the engine. Their names are refused
 * wherever they stand, since functions are also passed by name (`arrayMap(file, …)`, `APPLY file`).
 */
const REFUSED_FUNCTIONS =
  /^(file|catboostevaluate|evalmlmethod|showcertificate|generateserialid|logtrace|getclienthttpheader|ai(classify|embed|extract|generate|translate)|__\w+)$/;

/** Table functions that compute rows, or read by the rights of the session. */
const TABLE_FUNCTIONS = new Set([
  "numbers",
  "numbers_mt",
  "zeros",
  "zeros_mt",
  "generateseries",
  "generate_series",
  "primes",
  "view",
  "viewifpermitted",
  "merge",
]);

/** All others of chDB 3.4 (a test holds the list against the engine's own): files, networks, code in strings. */
const REFUSED_TABLE_FUNCTIONS = new Set(
  [
    "ytsaurus hudi hudiCluster deltaLake deltaLakeAzure deltaLakeAzureCluster deltaLakeCluster deltaLakeLocal deltaLakeS3",
    "deltaLakeS3Cluster paimon paimonAzure paimonAzureCluster paimonCluster paimonHDFS paimonHDFSCluster paimonLocal",
    "paimonS3 paimonS3Cluster iceberg icebergAzure icebergAzureCluster icebergCluster icebergHDFS icebergHDFSCluster",
    "icebergLocal icebergLocalCluster icebergS3 icebergS3Cluster azureBlobStorage azureBlobStorageCluster s3 s3Cluster",
    "gcs oss cosn hdfs hdfsCluster url urlCluster fileCluster filesystem arrowstream file postgresql mysql mongodb redis",
    "sqlite odbc jdbc remote remoteSecure cluster clusterAllReplicas executable eval input format values SQLStandardValues",
    "null generateRandom dictionary loop fuzzQuery fuzzJSON viewExplain prometheusQuery prometheusQueryRange",
    "timeSeriesData timeSeriesMetrics timeSeriesSamples timeSeriesSelector timeSeriesTags mergeTreeIndex",
    "mergeTreeProjection mergeTreeTextIndex mergeTreeAnalyzeIndexes mergeTreeAnalyzeIndexesUUID",
  ]
    .join(" ")
    .toLowerCase()
    .split(" "),
);

/** Whether a name of the engine's table functions is one that the check knows. */
export const knowsTableFunction = (name: string): boolean =>
  TABLE_FUNCTIONS.has(name.toLowerCase()) || REFUSED_TABLE_FUNCTIONS.has(name.toLowerCase());

/**
 * Refuses `SETTINGS`: in a subquery the engine does not judge the clause.
 * @param canonical as in {@link assertHarmless}
 * @throws RefusedStatement
 */
export function assertNoSettings(canonical: string): void {
  for (const { kind, start, end } of sqlTokens(canonical)) {
    // A keyword stands in capitals.
    if (kind === "word" && canonical.slice(start, end) === "SETTINGS") {
      throw new RefusedStatement(164, "READONLY", "SETTINGS are not allowed to this user: give them in the URL");
    }
  }
}

/**
 * Refuses what the engine lets every role do.
 * @param canonical the statement as the engine's own `formatQuerySingleLine` writes it, one character per byte: without
 * comments, every literal in single quotes, a bracket directly behind a function's name.
 * @throws RefusedStatement
 */
export function assertHarmless(canonical: string): void {
  for (const token of sqlTokens(canonical)) {
    if (token.kind === "quoted" && canonical[token.start] === "'") continue;
    if (token.kind !== "word" && token.kind !== "quoted") continue;
    const written = canonical.slice(token.start, token.end);
    const name = (token.kind === "quoted" ? written.slice(1, -1) : written).toLowerCase();
    const called = canonical[token.end] === "(";
    if (REFUSED_FUNCTIONS.test(name) || (called && REFUSED_TABLE_FUNCTIONS.has(name))) {
      throw new RefusedStatement(497, "ACCESS_DENIED", `Not enough privileges: ${written} is not allowed here`);
    }
  }
}
