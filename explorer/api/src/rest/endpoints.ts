import type { RestEndpoint } from "./restRoute.ts";

const network = "name family channel recorded replayed";
const block = "id height hash parentHash time timeSource txCount final previous next";
const transaction =
  "id hash height txIndex time actor target method status statusText fee network { name family channel }";
const page = "pageInfo { hasNextPage endCursor }";

/** The common look-ups. What they give is what their operations ask for; everything else is in GraphQL. */
export const endpoints: readonly RestEndpoint[] = [
  {
    path: "/rest/networks",
    summary: "Networks that may be seen",
    operation: `query RestNetworks { networks { ${network} head { height hash time } headAgeSeconds } }`,
  },
  {
    path: "/rest/networks/{network}",
    summary: "One network with its figures",
    operation: `query RestNetwork($network: String!) { network(name: $network) {
      ${network} head { ${block} } headAgeSeconds blockCount transactionCount failedCount neverInBlockCount
      failures { reason count } stored { from to } } }`,
  },
  {
    path: "/rest/networks/{network}/blocks",
    summary: "Blocks, newest first",
    operation: `query RestBlocks($network: String!, $first: Int = 20, $after: String) {
      blocks(network: $network, first: $first, after: $after) { edges { node { ${block} } } ${page} } }`,
  },
  {
    path: "/rest/networks/{network}/blocks/{height}",
    summary: "One block by its height",
    operation: `query RestBlock($network: String!, $height: Int!) { block(network: $network, height: $height) { ${block}
      checks { check state count }
      fabric { dataHash commitHash validCount bytes ordererMsps lastConfig }
      evm { miner gasUsed gasLimit baseFeePerGas stateRoot size } } }`,
  },
  {
    path: "/rest/networks/{network}/blocks/hash/{hash}",
    summary: "One block by its hash",
    operation: `query RestBlockByHash($network: String!, $hash: String!) {
      block(network: $network, hash: $hash) { ${block} } }`,
  },
  {
    path: "/rest/networks/{network}/transactions",
    summary: "Transactions, newest first",
    operation: `query RestTransactions($network: String!, $status: TxStatus, $code: String, $target: String,
        $method: String, $organisation: String, $address: String, $first: Int = 20, $after: String) {
      transactions(network: $network, first: $first, after: $after, where: { status: $status, code: $code,
          target: $target, method: $method, organisation: $organisation, address: $address }) {
        edges { node { ${transaction} } } ${page} } }`,
  },
  {
    path: "/rest/networks/{network}/transactions/{id}",
    summary: "One transaction by its hash or id, also one that never reached a block",
    operation: `query RestTransaction($network: String!, $id: String!) { transaction(network: $network, id: $id) {
      ${transaction} block { height hash time final }
      fabric { headerType validationCode validationName creatorMsp chaincode chaincodeVersion function args }
      evm { type nonce from to value gasLimit gasUsed effectiveGasPrice input contractAddress error revertData } } }`,
  },
  {
    path: "/rest/networks/{network}/transactions/{id}/diagnosis",
    summary: "Why a transaction failed, what caused it, and how that is known",
    operation: `query RestDiagnosis($network: String!, $id: String!, $lang: Lang! = en) {
      transaction(network: $network, id: $id) { hash status statusText diagnosis {
        code subCause confidence title(lang: $lang) summary(lang: $lang) advice(lang: $lang) runbook(lang: $lang)
        culprits { id height txIndex namespace collection key readVersion writtenVersion }
        proof { label value } unseen(lang: $lang) } } }`,
  },
  {
    path: "/rest/networks/{network}/transactions/{id}/trace",
    summary: "What happened to a transaction, step by step, as far as it was observed",
    operation: `query RestTrace($network: String!, $id: String!, $lang: Lang! = en) {
      transaction(network: $network, id: $id) { hash status trace { traceId startNs endNs closed unknownNs
        spans { spanId parentSpanId name node startNs endNs evidence source status attributes { key value } }
        gaps { stage node reason(lang: $lang) advice(lang: $lang) } } } }`,
  },
  {
    path: "/rest/search",
    summary: "Looks a text up as everything that it can be",
    operation: "query RestSearch($query: String!) { search(query: $query) { kind network label height id exact } }",
  },
];
