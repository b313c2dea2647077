import type { evm as en } from "../en/evm.ts";

/** 中文：地址、合约、代币、调用。 */
export const evm: Readonly<Record<keyof typeof en, string>> = {
  "evm.call": "调用",
  "evm.from": "发送方",
  "evm.to": "接收方",
  "evm.created": "创建的合约",
  "evm.value": "金额",
  "evm.nonce": "Nonce",
  "evm.type": "交易类型",
  "evm.gas": "Gas 用量",
  "evm.price": "每单位 Gas 价格",
  "evm.selector": "方法选择器",
  "evm.input": "输入数据",
  "evm.input.bytes": "共 {bytes}",
  "evm.revert": "回滚数据",
  "evm.error": "错误",
  "evm.address": "地址",
  "evm.logs": "{count, number} 条日志",
  "evm.logs.none": "没有产生日志",
  "evm.log.index": "序号",
  "evm.log.address": "合约",
  "evm.log.topics": "主题",
  "evm.log.data": "数据",
};
