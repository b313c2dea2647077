/** What the test knows of the recordings, to make addresses of. */
export interface Known {
  /** A transaction that failed with a read conflict, and one of those that caused it (network `failures`). */
  readonly conflict: string;
  readonly culprit: string;
  /** A transaction that took effect (network `failures`). */
  readonly valid: string;
  /** The number of a bill that went its whole way (network `relief`). */
  readonly bill: string;
  /** SHA-256 of the certificate of a peer that endorsed (network `failures`). */
  readonly certificate: string;
  /** A transaction and its sender (network `qbft`). */
  readonly evmTransaction: string;
  readonly evmAddress: string;
}

/**
 * Which situation a page is in. `hidden`: the page of a network that the viewer may not see; `down`: the API does
 * not answer.
 */
type PageState = "usual" | "empty" | "filtered" | "unindexed" | "missing" | "hidden" | "down";

/** One page in one state, as the browser tests draw it. */
export interface ExplorerPage {
  /** Which page. */
  readonly name: string;
  readonly state: PageState;
  /** Behind `/[lang]`. */
  readonly path: string | ((known: Known) => string);
  /** Words that must stand on it, in English and in Chinese. */
  readonly says: readonly [en: string, zh: string];
  /** @default 200; 404 where it is missing or hidden, 503 where the API is down */
  readonly status?: number;
}

/** The contract of network `qbft`, a token, and an address that nothing is stored of. */
const token = "0x1366501aa65d00e9808c1c4af3330c1d13ed4b4d";
const nobody = "0x0badc0de0badc0de0badc0de0badc0de0badc0de";

/**
 * Every page of the explorer in every state that it knows. Networks of the test: `failures` (Fabric, explained, with
 * logs), `relief` (Fabric, its ledger alone), `qbft` (EVM), `empty` (Fabric, nothing stored), `secret` (there, but
 * not for this viewer).
 */
export const explorerPages: readonly ExplorerPage[] = [
  // The home page, and a network.
  { name: "home", state: "usual", path: "", says: ["Networks", "网络"] },
  { name: "home", state: "down", path: "", says: ["The API does not answer", "API 没有响应"] },
  { name: "network", state: "usual", path: "/n/failures", says: ["failures", "failures"] },
  { name: "network", state: "unindexed", path: "/n/empty", says: ["empty", "empty"] },
  { name: "network", state: "hidden", path: "/n/secret", says: ["Not found", "未找到"] },
  { name: "network", state: "missing", path: "/n/nowhere", says: ["Not found", "未找到"] },

  // For those who build on the API.
  { name: "developers", state: "usual", path: "/developers", says: ["Subscriptions", "订阅"] },
  { name: "developers", state: "down", path: "/developers", says: ["The API does not answer", "API 没有响应"] },

  // How a network does.
  { name: "glance", state: "usual", path: "/n/failures/glance", says: ["Failures over time", "失败交易随时间的变化"] },
  { name: "glance", state: "unindexed", path: "/n/empty/glance", says: ["At a glance", "运行概况"] },
  {
    name: "glance",
    state: "empty",
    path: "/n/relief/glance",
    says: ["No transaction has been explained yet", "尚无已解释的交易"],
  },
  {
    name: "failures",
    state: "usual",
    path: "/n/failures/failures",
    says: ["Keys that failures are about", "引发失败的键"],
  },
  {
    name: "failures",
    state: "filtered",
    path: "/n/failures/failures?code=mvcc_read_conflict&node=nobody",
    says: ["Failed transactions", "失败交易"],
  },
  { name: "slow", state: "usual", path: "/n/failures/slow", says: ["What made them slow", "缓慢的原因"] },
  { name: "slow", state: "filtered", path: "/n/failures/slow?min=9000000", says: ["Slowest transactions", "最慢交易"] },
  { name: "latency", state: "usual", path: "/n/failures/latency?by=node", says: ["Latency by stage", "各阶段延迟"] },
  {
    name: "latency",
    state: "usual",
    path: "/n/failures/latency?stage=fabric.commit&by=node",
    says: ["Whole transactions instead", "改看整笔交易"],
  },
  { name: "map", state: "usual", path: "/n/failures/map", says: ["Who calls whom", "调用关系"] },
  { name: "map", state: "empty", path: "/n/qbft/map", says: ["No call was seen", "没有观测到调用"] },
  { name: "nodes", state: "usual", path: "/n/failures/nodes", says: ["peer0.org1", "peer0.org1"] },
  { name: "nodes", state: "empty", path: "/n/qbft/nodes", says: ["No node has been observed", "尚未观测到节点"] },
  { name: "node", state: "usual", path: "/n/failures/node/peer0.org2", says: ["Certificates", "证书"] },
  {
    name: "node",
    state: "empty",
    path: "/n/failures/node/peer9",
    says: ["Nothing is known of this node", "没有该节点的信息"],
  },
  { name: "health", state: "usual", path: "/n/failures/health", says: ["Background passes", "后台处理"] },
  { name: "health", state: "unindexed", path: "/n/empty/health", says: ["Indexer", "索引器"] },
  { name: "health", state: "hidden", path: "/n/secret/health", says: ["Not found", "未找到"] },
  {
    name: "compare",
    state: "usual",
    path: ({ conflict, valid }) => `/n/failures/compare?a=${conflict}&b=${valid}`,
    says: ["Stage by stage", "逐阶段"],
  },
  { name: "compare", state: "empty", path: "/n/failures/compare", says: ["Compare two transactions", "比较两笔交易"] },

  // Blocks and transactions.
  { name: "blocks", state: "usual", path: "/n/failures/blocks", says: ["Signed by orderers of", "签名的排序组织"] },
  { name: "blocks", state: "usual", path: "/n/qbft/blocks?toHeight=40", says: ["Fee recipient", "手续费接收地址"] },
  {
    name: "blocks",
    state: "filtered",
    path: "/n/failures/blocks?fromHeight=900000",
    says: ["Nothing matches the filters", "没有符合筛选条件的内容"],
  },
  { name: "blocks", state: "unindexed", path: "/n/empty/blocks", says: ["Nothing stored yet", "尚未存储"] },
  { name: "blocks", state: "hidden", path: "/n/secret/blocks", says: ["Not found", "未找到"] },
  {
    name: "block",
    state: "usual",
    path: "/n/failures/block/100",
    says: ["Signatures of the orderers", "排序节点签名"],
  },
  { name: "block", state: "usual", path: "/n/qbft/block/5", says: ["Block 5", "区块 5"] },
  {
    name: "block",
    state: "unindexed",
    path: "/n/failures/block/100000",
    says: ["does not exist yet", "尚不存在"],
    status: 200,
  },
  { name: "block", state: "missing", path: `/n/failures/block/${"0".repeat(64)}`, says: ["Not found", "未找到"] },
  { name: "block", state: "hidden", path: "/n/secret/block/1", says: ["Not found", "未找到"] },
  { name: "txs", state: "usual", path: "/n/failures/txs", says: ["Newest first", "由新到旧"] },
  { name: "txs", state: "usual", path: "/n/qbft/txs", says: ["Newest first", "由新到旧"] },
  {
    name: "txs",
    state: "usual",
    path: "/n/failures/txs?status=failed&code=MVCC_READ_CONFLICT&organisation=Org1MSP",
    says: ["Matching, newest first", "符合条件，由新到旧"],
  },
  {
    name: "txs",
    state: "filtered",
    path: "/n/failures/txs?method=neverCalled",
    says: ["Nothing matches the filters", "没有符合筛选条件的内容"],
  },
  { name: "txs", state: "unindexed", path: "/n/empty/txs", says: ["Nothing stored yet", "尚未存储"] },
  { name: "txs", state: "down", path: "/n/failures/txs", says: ["The API does not answer", "API 没有响应"] },
  {
    name: "transaction",
    state: "usual",
    path: ({ conflict }) => `/n/failures/tx/${conflict}`,
    says: ["Why it failed", "为何失败"],
  },
  {
    name: "transaction, reads and writes",
    state: "usual",
    path: ({ conflict }) => `/n/failures/tx/${conflict}/state`,
    says: ["Written since by", "其间被写入"],
  },
  {
    name: "transaction, endorsements",
    state: "usual",
    path: ({ valid }) => `/n/failures/tx/${valid}/endorsements`,
    says: ["Endorsement policies", "背书策略"],
  },
  {
    name: "transaction, verification",
    state: "usual",
    path: ({ valid }) => `/n/failures/tx/${valid}/checks`,
    says: ["Place in the chain", "链上位置"],
  },
  {
    name: "transaction, raw",
    state: "usual",
    path: ({ valid }) => `/n/failures/tx/${valid}/raw`,
    says: ["Decoded", "解码"],
  },
  {
    name: "transaction",
    state: "usual",
    path: ({ evmTransaction }) => `/n/qbft/tx/${evmTransaction}`,
    says: ["Transaction", "交易"],
  },
  {
    name: "transaction, calls",
    state: "usual",
    path: ({ evmTransaction }) => `/n/qbft/tx/${evmTransaction}/calls`,
    says: ["Calls", "内部调用"],
  },
  {
    name: "transaction, events",
    state: "usual",
    path: ({ evmTransaction }) => `/n/qbft/tx/${evmTransaction}/events`,
    says: ["Events", "事件"],
  },
  {
    name: "transaction, state",
    state: "usual",
    path: ({ evmTransaction }) => `/n/qbft/tx/${evmTransaction}/state`,
    says: ["State changes", "状态变化"],
  },
  {
    name: "transaction, raw",
    state: "empty",
    path: ({ evmTransaction }) => `/n/qbft/tx/${evmTransaction}/raw`,
    says: ["Not kept", "未保留"],
  },
  { name: "transaction", state: "missing", path: `/n/failures/tx/${"0".repeat(64)}`, says: ["Not found", "未找到"] },
  { name: "transaction", state: "hidden", path: "/n/secret/tx/1:0", says: ["Not found", "未找到"] },

  // Addresses, contracts, tokens and validators of EVM networks.
  {
    name: "address",
    state: "usual",
    path: ({ evmAddress }) => `/n/qbft/address/${evmAddress}`,
    says: ["Next nonce", "下一个 Nonce"],
  },
  {
    name: "address",
    state: "filtered",
    path: ({ evmAddress }) => `/n/qbft/address/${evmAddress}?role=created&status=failed`,
    says: ["Nothing matches", "没有符合筛选条件"],
  },
  {
    name: "address, tokens held",
    state: "usual",
    path: ({ evmAddress }) => `/n/qbft/address/${evmAddress}?tab=holdings`,
    says: ["As transfers in what is stored add up", "由已存储的转移累加得出"],
  },
  {
    name: "address",
    state: "empty",
    path: `/n/qbft/address/${nobody}`,
    says: ["Nothing stored has to do with this address", "已存储的数据与该地址无关"],
  },
  { name: "address", state: "missing", path: "/n/qbft/address/0x12", says: ["Not found", "未找到"] },
  { name: "address", state: "hidden", path: `/n/secret/address/${nobody}`, says: ["Not found", "未找到"] },
  {
    name: "address",
    state: "down",
    path: `/n/qbft/address/${nobody}`,
    says: ["The API does not answer", "API 没有响应"],
  },
  { name: "contracts", state: "usual", path: "/n/qbft/contracts", says: ["Error rate", "失败率"] },
  {
    name: "contracts",
    state: "filtered",
    path: `/n/qbft/contracts?creator=${nobody}`,
    says: ["No contract matches", "没有符合条件的合约"],
  },
  { name: "contracts", state: "missing", path: "/n/relief/contracts", says: ["Not found", "未找到"] },
  { name: "contract", state: "usual", path: `/n/qbft/contract/${token}`, says: ["Callers", "调用者"] },
  { name: "contract, events", state: "usual", path: `/n/qbft/contract/${token}?tab=events`, says: ["Topic", "主题"] },
  {
    name: "contract, code",
    state: "empty",
    path: `/n/qbft/contract/${token}?tab=code`,
    says: ["Its code is not stored", "未存储其代码"],
  },
  { name: "tokens", state: "usual", path: "/n/qbft/tokens", says: ["Recent transfers", "近期转移"] },
  {
    name: "tokens",
    state: "filtered",
    path: "/n/qbft/tokens?standard=erc1155",
    says: ["Nothing matches", "没有符合筛选条件"],
  },
  { name: "token", state: "usual", path: `/n/qbft/token/${token}`, says: ["Transfers", "转移"] },
  {
    name: "token, holders",
    state: "empty",
    path: `/n/qbft/token/${token}?tab=holders`,
    says: ["Nobody holds it", "没有持有者"],
  },
  {
    name: "token",
    state: "empty",
    path: `/n/qbft/token/${nobody}`,
    says: ["No transfer of a token", "没有已存储的代币转移"],
  },
  { name: "validators", state: "usual", path: "/n/qbft/validators", says: ["Turns missed", "错过的轮次"] },
  { name: "validators", state: "missing", path: "/n/relief/validators", says: ["Not found", "未找到"] },

  // Who takes part in a Fabric network, and what its chaincodes keep.
  { name: "identities", state: "usual", path: "/n/failures/identities", says: ["endorsed", "背书"] },
  {
    name: "identities",
    state: "filtered",
    path: "/n/failures/identities?q=nobody-of-this-name",
    says: ["Nothing matches the filters", "没有符合筛选条件的内容"],
  },
  { name: "identities", state: "unindexed", path: "/n/empty/identities", says: ["Identities", "身份"] },
  { name: "identities", state: "missing", path: "/n/qbft/identities", says: ["Not found", "未找到"] },
  { name: "identities", state: "hidden", path: "/n/secret/identities", says: ["Not found", "未找到"] },
  {
    name: "identity",
    state: "usual",
    path: ({ certificate }) => `/n/failures/identity/${certificate}`,
    says: ["Uses over the blocks", "各区块段的使用次数"],
  },
  { name: "identity", state: "missing", path: `/n/failures/identity/${"0".repeat(64)}`, says: ["Not found", "未找到"] },
  { name: "orgs", state: "usual", path: "/n/failures/orgs", says: ["application", "应用组织"] },
  { name: "org", state: "usual", path: "/n/failures/org/Org1MSP", says: ["Anchor peers", "锚节点"] },
  { name: "org", state: "missing", path: "/n/failures/org/Nobody", says: ["Not found", "未找到"] },
  { name: "chaincodes", state: "usual", path: "/n/failures/chaincodes", says: ["Endorsement policy", "背书策略"] },
  {
    name: "chaincodes",
    state: "unindexed",
    path: "/n/empty/chaincodes",
    says: ["No chaincode has been defined or called", "尚未定义或调用任何链码"],
  },
  {
    name: "chaincode",
    state: "usual",
    path: "/n/failures/chaincode/bench2",
    says: ["Approvals by organisation", "各组织的批准情况"],
  },
  { name: "chaincode", state: "missing", path: "/n/failures/chaincode/nothing", says: ["Not found", "未找到"] },
  { name: "state", state: "usual", path: "/n/relief/state", says: ["Namespaces", "命名空间"] },
  { name: "state", state: "unindexed", path: "/n/empty/state", says: ["World state", "世界状态"] },
  {
    name: "keys",
    state: "usual",
    path: "/n/relief/state?ns=relief-fund",
    says: ["Keys that begin alike", "按前缀分组"],
  },
  {
    name: "keys",
    state: "filtered",
    path: "/n/relief/state?ns=relief-fund&prefix=nothing/",
    says: ["there is no such key", "没有匹配的键"],
  },
  { name: "keys", state: "missing", path: "/n/relief/state?ns=nothing", says: ["Not found", "未找到"] },
  {
    name: "key",
    state: "usual",
    path: ({ bill }) => `/n/relief/key?ns=relief-fund&key=bill/${bill}`,
    says: ["lines unchanged", "行未变"],
  },
  {
    name: "key, reads and users",
    state: "usual",
    path: "/n/failures/key?ns=bench&key=hot0&tab=use",
    says: ["Who writes it", "写入者"],
  },
  {
    name: "key, conflicts",
    state: "usual",
    path: "/n/failures/key?ns=bench&key=hot0&tab=conflicts",
    says: ["Since then written by", "其后的写入者"],
  },
  {
    name: "key",
    state: "empty",
    path: "/n/relief/key?ns=relief-fund&key=bill/nothing",
    says: ["This key has never been written or read", "该键从未被写入或读取"],
  },
  { name: "key", state: "hidden", path: "/n/secret/key?ns=a&key=b", says: ["Not found", "未找到"] },
  { name: "collections", state: "usual", path: "/n/failures/collections", says: ["Members", "成员"] },
  {
    name: "collection",
    state: "usual",
    path: "/n/failures/collections?ns=bench2&name=secret",
    says: ["Find a key that you know", "查找已知的键"],
  },
  { name: "config", state: "usual", path: "/n/failures/config", says: ["How the channel orders", "排序设置"] },
  {
    name: "config, one version",
    state: "usual",
    path: "/n/failures/config?at=128",
    says: ["What it changed", "变更内容"],
  },
  { name: "config, one version", state: "missing", path: "/n/failures/config?at=5", says: ["Not found", "未找到"] },

  // Search.
  { name: "search", state: "empty", path: "/search", says: ["Search", "搜索"] },
  { name: "search", state: "filtered", path: "/search?q=nothing-like-it", says: ["Nothing found", "没有找到"] },
  { name: "search", state: "usual", path: "/search?q=MSP", says: ["Organisations", "组织"] },
  { name: "search", state: "usual", path: "/search?q=3", says: ["Block 3", "区块 3"] },
  { name: "search", state: "down", path: "/search?q=3", says: ["The API does not answer", "API 没有响应"] },

  // SQL of people's own, and charts.
  { name: "sql", state: "usual", path: "/sql", says: ["Ask the warehouse itself", "直接查询数据仓库"] },
  {
    name: "sql",
    state: "usual",
    path: `/sql?of=Chart&path=network.chart&variables=${encodeURIComponent('{"name":"failures","id":"blocks","buckets":5}')}`,
    says: ["Statements behind network.chart", "network.chart 背后的语句"],
  },
  {
    name: "sql",
    state: "hidden",
    path: "/sql",
    says: ["Only for viewers who may see everything", "仅限可查看全部数据的用户"],
    status: 200,
  },
  { name: "sql", state: "missing", path: "/sql?saved=nothing", says: ["Not found", "未找到"] },
  { name: "sql", state: "down", path: "/sql", says: ["The API does not answer", "API 没有响应"] },
  {
    name: "charts",
    state: "usual",
    path: "/charts?network=failures",
    says: ["Failures by reason", "按原因统计的失败"],
  },
  { name: "charts", state: "hidden", path: "/charts?network=secret", says: ["Not found", "未找到"] },
  {
    name: "chart",
    state: "usual",
    path: "/charts/causes?network=failures",
    says: ["Failures by cause", "按诊断统计的失败"],
  },
  { name: "chart", state: "usual", path: "/charts/gas?network=qbft", says: ["Gas per block", "每块 gas"] },
  {
    name: "chart",
    state: "empty",
    path: "/charts/gas?network=failures",
    says: ["failures has no such chart", "failures 没有这张图表"],
  },
  {
    name: "chart",
    state: "unindexed",
    path: "/charts/blocks?network=empty",
    says: ["Nothing is stored for this time", "这段时间没有已存储的数据"],
  },
  { name: "chart", state: "missing", path: "/charts/nothing", says: ["Not found", "未找到"] },
  { name: "chart", state: "down", path: "/charts/blocks", says: ["The API does not answer", "API 没有响应"] },

  // Every component in every state.
  { name: "style", state: "usual", path: "/style", says: ["Every component in every state", "每个组件的各种状态"] },
];
