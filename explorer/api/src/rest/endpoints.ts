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
    summary: { en: "Networks that may be seen", zh: "可见的网络" },
    operation: `query RestNetworks { networks { ${network} head { height hash time } headAgeSeconds } }`,
  },
  {
    path: "/rest/networks/{network}",
    summary: { en: "One network with its figures", zh: "一个网络及其数据" },
    operation: `query RestNetwork($network: String!) { network(name: $network) {
      ${network} head { ${block} } headAgeSeconds blockCount transactionCount failedCount neverInBlockCount
      failures { reason count } stored { from to } } }`,
  },
  {
    path: "/rest/networks/{network}/blocks",
    summary: { en: "Blocks, newest first", zh: "区块，新的在前" },
    operation: `query RestBlocks($network: String!, $first: Int = 20, $after: String) {
      blocks(network: $network, first: $first, after: $after) { edges { node { ${block} } } ${page} } }`,
  },
  {
    path: "/rest/networks/{network}/blocks/{height}",
    summary: { en: "One block by its height", zh: "按高度查区块" },
    operation: `query RestBlock($network: String!, $height: Int!) { block(network: $network, height: $height) { ${block}
      checks { check state count }
      fabric { dataHash commitHash validCount bytes ordererMsps lastConfig }
      evm { miner gasUsed gasLimit baseFeePerGas stateRoot size } } }`,
  },
  {
    path: "/rest/networks/{network}/blocks/hash/{hash}",
    summary: { en: "One block by its hash", zh: "按哈希查区块" },
    operation: `query RestBlockByHash($network: String!, $hash: String!) {
      block(network: $network, hash: $hash) { ${block} } }`,
  },
  {
    path: "/rest/networks/{network}/transactions",
    summary: { en: "Transactions, newest first", zh: "交易，新的在前" },
    operation: `query RestTransactions($network: String!, $status: TxStatus, $code: String, $target: String,
        $method: String, $organisation: String, $address: String, $first: Int = 20, $after: String) {
      transactions(network: $network, first: $first, after: $after, where: { status: $status, code: $code,
          target: $target, method: $method, organisation: $organisation, address: $address }) {
        edges { node { ${transaction} } } ${page} } }`,
  },
  {
    path: "/rest/networks/{network}/transactions/{id}",
    summary: {
      en: "One transaction by its hash or id, also one that never reached a block",
      zh: "按哈希或 ID 查交易，包括从未上链的",
    },
    operation: `query RestTransaction($network: String!, $id: String!) { transaction(network: $network, id: $id) {
      ${transaction} block { height hash time final }
      fabric { headerType validationCode validationName creatorMsp chaincode chaincodeVersion function args }
      evm { type nonce from to value gasLimit gasUsed effectiveGasPrice input contractAddress error revertData } } }`,
  },
  {
    path: "/rest/networks/{network}/transactions/{id}/diagnosis",
    summary: {
      en: "Why a transaction failed, what caused it, and how that is known",
      zh: "交易为何失败、由何引起、依据是什么",
    },
    operation: `query RestDiagnosis($network: String!, $id: String!, $lang: Lang! = en) {
      transaction(network: $network, id: $id) { hash status statusText diagnosis {
        code subCause confidence title(lang: $lang) summary(lang: $lang) advice(lang: $lang) runbook(lang: $lang)
        culprits { id height txIndex namespace collection key readVersion writtenVersion }
        proof { label value } unseen(lang: $lang) } } }`,
  },
  {
    path: "/rest/networks/{network}/transactions/{id}/trace",
    summary: {
      en: "What happened to a transaction, step by step, as far as it was observed",
      zh: "交易经历的每一步（以观测到的为限）",
    },
    operation: `query RestTrace($network: String!, $id: String!, $lang: Lang! = en) {
      transaction(network: $network, id: $id) { hash status trace { traceId startNs endNs closed unknownNs
        spans { spanId parentSpanId name node startNs endNs evidence source status attributes { key value } }
        gaps { stage node reason(lang: $lang) advice(lang: $lang) } } } }`,
  },
  {
    path: "/rest/search",
    summary: { en: "Looks a text up as everything that it can be", zh: "按文本可能的各种含义搜索" },
    operation: "query RestSearch($query: String!) { search(query: $query) { kind network label height id exact } }",
  },
];
