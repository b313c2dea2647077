import type { VerifierText } from "./verifierText.ts";

const blocks = (heights: readonly number[]): string => {
  const first = heights[0];
  const last = heights.at(-1);
  return first === last ? `第 ${first} 块` : `第 ${first} 至 ${last} 块`;
};

export const zh: VerifierText = {
  heading: "自己动手核验",
  intro:
    "点一下按钮，您自己的浏览器就会下载原始区块，重新计算指纹、逐一核对签名。核验结果由您的浏览器得出，任何服务器（包括本站）都不参与。",
  introFile:
    "选择一个证明文件，您自己的浏览器就会重新计算指纹、逐一核对签名。核验结果由您的浏览器得出，任何服务器（包括本站）都不参与。",
  button: "在本浏览器中核验",
  again: "重新核验",
  download: "下载证明文件",
  needsScript:
    "核验要在浏览器里运行一小段程序，需要 JavaScript，而它目前处于关闭状态。您仍可下载证明文件，到别处核验。",
  needsScriptFile: "核验要在浏览器里运行一小段程序，需要 JavaScript，而它目前处于关闭状态。",
  fileLabel: "核验已保存的或他人给您的证明文件",
  fileChoose: "选择文件…",
  fileHint: "也可以把文件拖到这里。文件不会离开您的电脑。",
  genesisLabel: "该网络首个区块的指纹（选填）",
  genesisHint: "共 64 个字符，可从网络成员或您信任的其他渠道取得。留空则采用本站给出的指纹，证明力会弱一些。",
  genesisHintNone: "共 64 个字符，可从网络成员或您信任的其他渠道取得。没有它，就无法确认文件属于哪个网络。",
  downloading: (received, total) =>
    total ? `正在下载：${kb(received)}，共 ${kb(total)}` : `正在下载：${kb(received)}`,
  checking: ({ hashes, signatures }) => `正在核验：已计算 ${hashes} 个指纹，核对 ${signatures} 个签名`,
  passed: (heights) => `核验通过：${blocks(heights)}`,
  passedMeaning: "各项检查全部通过。这正是网络的排序节点共同排定并签名的内容。",
  firstBlock: "第 0 块的指纹与下面写明的一致",
  firstBlockMeaning: "网络的首个区块没有签名，它是其他一切核验的起点。它是否可信，取决于这个指纹是从哪里得来的。",
  consistent: (heights) => `内容自洽：${blocks(heights)}`,
  consistentMeaning: "各项检查均已通过，但缺少起点，无法确认这份文件属于您所知道的那个网络。",
  failed: "核验未通过",
  failedMeaning: "请不要采信本页或该文件对这个区块的说法。",
  failure: (check, height) => `第 ${height} 块：${failures[check] ?? `检查项“${check}”未通过。`}`,
  checkedIn: (milliseconds, { hashes, signatures }) =>
    `用时 ${Math.max(1, Math.round(milliseconds))} 毫秒：计算指纹 ${hashes} 个，核对签名 ${signatures} 个。`,
  source: { page: "核验对象：本页的证明文件。", file: (name) => `核验对象：文件 ${name}。` },
  trust: {
    visitor: (hash) => `核验起点：您输入的指纹 ${hash}。这个起点由您选定，与本站无关。`,
    portal: (hash) =>
      `核验起点：本站给出的指纹 ${hash}。它能说明前后内容相符；至于这是否就是您所指的那个网络，仍取决于本站是否诚实。输入从其他渠道取得的指纹，就能补上这一环。`,
    none: "核验起点：无。文件只与它自带的首个区块相对照，而这样的区块谁都可以伪造。输入该网络首个区块的指纹，就能补上这一环。",
  },
  table: {
    caption: "检查项目",
    check: "检查项",
    result: "结果",
    detail: "逐块查看",
    block: (height) => `第 ${height} 块`,
  },
  state: { verified: "通过", failed: "未通过", unchecked: "未检查", unverified: "无法检查" },
  checks: {
    bundle: ["文件", "文件完整、可读。"],
    genesis: ["起点", "该网络首个区块的指纹，与上面写明的指纹一致。"],
    data_hash: ["内容", "由全部交易算出的指纹，与区块中记载的完全一致：一个字节都没有改动、增加或删去。"],
    header_chain: ["前后相连", "每个区块都记有前一个区块的指纹，环环相扣。"],
    orderer_signatures: ["签名", "已有足够多的排序节点为该区块签名。"],
    last_config: ["规则", "规定“谁有权签名”的规则，正是该区块当时生效的规则。"],
    config_sequence: ["规则沿革", "规则的历次变更依次衔接，没有缺漏。"],
    envelope_reencoding: ["格式", "每笔交易都采用唯一的编码方式，不会有第二种读法。"],
    page_block: ["本页指纹", "本页显示的区块指纹，就是所核验区块的指纹。"],
    page_transactions: ["本页清单", "本页列出的交易，与所核验区块中的交易一一对应，顺序相同。"],
    page_outcomes: ["本页处理结果", "本页显示的处理结果，与对等节点在文件中所作的标注一致。该标注没有签名。"],
  },
  proves: {
    heading: "这能证明什么",
    level: "证明等级 P2：已排序",
    items: [
      "这些交易逐字节就是网络的排序节点达成一致的内容，并且就在链上的这个位置。",
      "此后没有任何人（包括本站）在该区块内改动、添加或删去过交易。",
    ],
  },
  notProves: {
    heading: "这不能证明什么",
    items: [
      "交易是否生效。“有效”还是“冲突”，是排序之后由对等节点（peer）判定的，排序节点并不为此签名。",
      "时间是否准确。时间是发送方电脑自己填写的。",
      "链上记录的事情在现实中是否属实。",
      "所有人看到的是否都是同样的内容；在此处核验的区块之外，是否另有遗漏。",
    ],
  },
  problem(reason) {
    switch (reason.code) {
      case "download":
        return `证明文件下载失败：服务器返回 ${reason.status}。未进行任何核验。`;
      case "offline":
        return "证明文件下载失败：无法连接服务器。未进行任何核验。";
      case "not_a_bundle":
        return "这不是本站的证明文件，或文件已经损坏。未进行任何核验。";
      case "bad_genesis":
        return "指纹应为 64 个字符，只含数字 0–9 和字母 a–f。未进行任何核验。";
      case "insecure":
        return "浏览器只在安全页面（https）上提供密码学功能。未进行任何核验。";
      case "internal":
        return `核验中途停止：${reason.detail}。未能证明任何内容。`;
    }
  },
};

const kb = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString("zh-CN")} KB`;

const failures: Readonly<Record<string, string>> = {
  bundle: "文件不完整或无法读取。",
  genesis: "它不是您信任的首个区块，指纹不符。",
  data_hash: "内容与区块头中的指纹不符，有内容被改动过。",
  header_chain: "它与前一个区块接不上。",
  orderer_signatures: "排序节点的有效签名数量不足。",
  last_config: "它签名时适用的规则，与文件中的规则不符。",
  config_sequence: "这次规则变更与上一次接不上。",
  envelope_reencoding: "有交易没有采用规定的唯一编码方式。",
  page_block: "本页显示的区块指纹，与证明文件中的区块不符。",
  page_outcomes: "本页显示的处理结果，与证明文件中的标注不符。",
  page_transactions: "本页列出的交易，与证明文件中的区块不符。",
};
