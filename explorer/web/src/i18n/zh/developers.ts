import type { developers as en } from "../en/developers.ts";

/** 中文：面向 API 开发者的页面。 */
export const developers: Readonly<Record<keyof typeof en, string>> = {
  "developers.title": "API",
  "developers.lead": "这里的每个页面都是公开 API 的一次操作。程序读到的事实、限制和可见范围与页面完全相同。",
  "developers.address": "地址",
  "developers.name": "名称",
  "developers.what": "说明",
  "developers.parameters": "参数",
  "developers.example": "示例",
  "developers.graphql":
    "一份模式，逐字段写有说明。列表是带游标的 Relay 连接；ID 全局唯一；大数用十进制文本表示。每个连接都会说明所属网络已索引到哪里。",
  "developers.graphiql": "打开带模式说明的查询编辑器",
  "developers.token": "访问",
  "developers.token.text":
    "请求头带上“Authorization: Bearer …”，令牌来自配置文件。其查看者无权看到的内容，对它而言就不存在。",
  "developers.live": "订阅",
  "developers.live.text":
    "通过服务器推送事件（SSE）。每个事件都带游标；断线后把它作为“after”交回，既不遗漏，也不重复。",
  "developers.live.headAdvanced": "最新区块，可只看一个网络，也可看全部",
  "developers.live.transactionStatus": "一笔交易从首次出现到最终确定或失败",
  "developers.live.failures": "失败的交易，按链上顺序",
  "developers.live.reorganisations": "被其他区块取代的区块",
  "developers.rest":
    "常用查询，每个都来自模式中的一次操作。错误采用问题详情（RFC 9457）；列表带有下一页的链接（RFC 8288）。",
  "developers.limits": "限制",
  "developers.limits.text":
    "每个回答都会说明其成本：在“extensions.cost”和响应头 X-Ledgerscope-Cost 中。列表之下的内容按可能返回的行数逐行计算。",
  "developers.limits.cost": "一次操作的成本",
  "developers.limits.depth": "字段层数",
  "developers.limits.aliases": "别名",
  "developers.limits.directives": "指令",
  "developers.limits.tokens": "词法单元",
  "developers.errors": "错误",
  "developers.code": "代码",
  "developers.error.NOT_FOUND": "不存在，或此查看者不可见",
  "developers.error.BAD_INPUT": "参数有误；消息会说明应有的格式",
  "developers.error.BAD_CURSOR": "游标被改动过或属于另一个列表：请去掉“after”重新开始",
  "developers.error.FILTER_TOO_BROAD": "筛选要读的数据过多：请加上时间或区块范围",
  "developers.error.COST_LIMIT": "请减少行数或字段",
  "developers.error.DEPTH_LIMIT": "请减少字段的层数",
  "developers.error.PERSISTED_QUERY_NOT_FOUND": "没有这个哈希对应的操作：请发送其文本",
  "developers.error.UNAUTHENTICATED": "未知的令牌",
  "developers.error.FORBIDDEN": "此查看者无权执行",
  "developers.error.BUSY": "同时请求过多：请稍后再试",
  "developers.error.UNAVAILABLE": "数据仓库繁忙或不可用：请稍后再试",
  "developers.error.INTERNAL": "我们的问题；凭“traceId”可在服务器日志中找到",
};
