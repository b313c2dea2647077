import type { Text } from "../text.ts";

/** Meaning of each code of peer.TxValidationCode (fabric-protos peer/transaction.proto), other than VALID. */
export const validationMeanings: Readonly<Record<number, Text>> = {
  1: { en: "the envelope is empty", zh: "信封为空" },
  2: { en: "the payload cannot be read", zh: "载荷无法解析" },
  3: { en: "the header cannot be read", zh: "头部无法解析" },
  4: {
    en: "the creator's signature or identity is not valid: tampering, an expired or revoked certificate, or an unknown MSP",
    zh: "创建者的签名或身份无效：被篡改、证书过期或被吊销，或 MSP 未知",
  },
  5: {
    en: "the endorser transaction's structure is wrong, such as a proposal hash that does not match",
    zh: "背书交易结构错误，例如提案哈希不匹配",
  },
  6: { en: "the configuration transaction is not valid", zh: "配置交易无效" },
  7: { en: "the payload's type is not supported", zh: "不支持的载荷类型" },
  8: { en: "the id is not the hash of nonce and creator", zh: "交易编号不是随机数与创建者的哈希" },
  9: {
    en: "the id was used before: the same transaction was submitted twice",
    zh: "交易编号重复：同一笔交易提交了两次",
  },
  10: {
    en: "the endorsements do not satisfy the policy of the chaincode, the collection or a key",
    zh: "背书不满足链码、集合或键的背书策略",
  },
  11: {
    en: "a key that it had read was written by another transaction before it was committed",
    zh: "它读过的键在其提交前被其他交易写入",
  },
  12: {
    en: "a range query would return something else at commit than it did at simulation",
    zh: "提交时范围查询的结果与模拟时不同",
  },
  13: { en: "the header type is unknown", zh: "未知的头部类型" },
  14: { en: "the peer does not have the channel", zh: "节点没有该通道" },
  15: { en: "the transaction could not be serialised", zh: "交易无法序列化" },
  16: { en: "it has no action", zh: "交易没有动作" },
  17: { en: "the chaincode had expired (Fabric 1.4)", zh: "链码已过期（Fabric 1.4）" },
  18: {
    en: "the chaincode was upgraded between endorsement and commit (Fabric 1.4)",
    zh: "链码在背书与提交之间被升级（Fabric 1.4）",
  },
  19: { en: "the header extension cannot be read", zh: "头部扩展无法解析" },
  20: { en: "the channel header cannot be read", zh: "通道头无法解析" },
  21: { en: "the response payload cannot be read", zh: "响应载荷无法解析" },
  22: { en: "the read/write set cannot be read", zh: "读写集无法解析" },
  23: { en: "the write set names a namespace twice", zh: "写集中命名空间重复" },
  24: {
    en: "the state database refuses a key or value (CouchDB: a key that starts with _ or is no UTF-8)",
    zh: "状态数据库拒绝某个键或值（CouchDB：键以 _ 开头或不是 UTF-8）",
  },
  25: {
    en: "the chaincode's name or version is wrong, or it was not committed at that block",
    zh: "链码名称或版本错误，或在该区块时尚未提交链码定义",
  },
  254: { en: "the peer did not validate it", zh: "节点未做验证" },
  255: { en: "refused for another reason", zh: "因其他原因被拒绝" },
};

/** What to do, where the code alone tells; otherwise the peer's log is the place to look. */
export const validationAdvice: Readonly<Record<number, Text>> = {
  4: {
    en: "Check the client's certificate (expiry, revocation) and that its MSP is a member of the channel.",
    zh: "请检查客户端证书（是否过期、被吊销）及其 MSP 是否为通道成员。",
  },
  9: {
    en: "Submit a transaction once; to try again, build a new proposal.",
    zh: "同一交易只提交一次；重试请构建新的提案。",
  },
  10: {
    en: "Compare the endorsing organisations with the policy of the chaincode and of the keys written, and endorse with those that are missing.",
    zh: "请将背书组织与链码及所写键的背书策略对照，并补齐缺少的组织。",
  },
  12: {
    en: "Keep range queries out of transactions that write, or narrow the range; read with a query, then write by key.",
    zh: "请勿在写交易中使用范围查询，或缩小范围；先用查询读取，再按键写入。",
  },
  24: { en: "Change the keys that the chaincode writes.", zh: "请修改链码写入的键。" },
  25: { en: "Commit the chaincode's definition first.", zh: "请先提交链码定义。" },
};
