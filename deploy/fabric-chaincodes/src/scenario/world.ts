import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Unit } from "../reliefFund/records.ts";
import type { Label } from "../reliefFund/rules/label.ts";
import type { ReliefRole } from "../reliefFund/rules/roles.ts";
import { Random } from "./random.ts";

/*
 * An invented province: every name, account and key here is made up and stands for nobody. Accounts, salts and
 * keys follow from the unit's id, so that they can be told again without being stored.
 */

export interface DemoUnit {
  readonly id: string;
  readonly name: Label;
  readonly level: Unit["Level"];
  readonly role: ReliefRole;
  readonly region: Label;
  readonly parent: string | null;
  /** Absent for units that hold no money. */
  readonly bank?: Label;
}

export interface Township {
  readonly unit: DemoUnit;
  readonly payees: readonly DemoUnit[];
}

export interface County {
  readonly fund: DemoUnit;
  readonly authority: DemoUnit;
  readonly implementer: DemoUnit;
  /** Not on any plan: where money goes that leaves its path. */
  readonly guesthouse: DemoUnit;
  readonly townships: readonly Township[];
}

const provinceName = { zh: "云岭省", en: "Yunling Province" };
const ruralBank = { zh: "云岭乡村银行", en: "Yunling Rural Bank" };
const cityBank = { zh: "云岭惠民银行", en: "Yunling Huimin Bank" };

export const provinceFund: DemoUnit = {
  id: "YL-FUND",
  name: { zh: "云岭省乡村振兴资金管理中心", en: "Yunling Provincial Rural Revitalisation Fund Centre" },
  level: "province",
  role: "province-fund",
  region: provinceName,
  parent: null,
  bank: cityBank,
};

const countyNames = [
  { id: "QH", zh: "青禾县", en: "Qinghe County" },
  { id: "WC", zh: "望川县", en: "Wangchuan County" },
  { id: "SQ", zh: "松泉县", en: "Songquan County" },
] as const;

const townshipNames = [
  { id: "T1", zh: "月溪镇", en: "Yuexi Town" },
  { id: "T2", zh: "白鹭乡", en: "Bailu Township" },
  { id: "T3", zh: "雾山乡", en: "Wushan Township" },
  { id: "T4", zh: "桐花镇", en: "Tonghua Town" },
  { id: "T5", zh: "柳坪乡", en: "Liuping Township" },
  { id: "T6", zh: "云台乡", en: "Yuntai Township" },
  { id: "T7", zh: "石磨镇", en: "Shimo Town" },
  { id: "T8", zh: "野菊乡", en: "Yeju Township" },
  { id: "T9", zh: "清渡镇", en: "Qingdu Town" },
] as const;

const cooperatives = [
  { zh: "果蔬专业合作社", en: "fruit and vegetable cooperative" },
  { zh: "茶叶专业合作社", en: "tea cooperative" },
  { zh: "中药材专业合作社", en: "medicinal herb cooperative" },
  { zh: "生态养殖专业合作社", en: "ecological husbandry cooperative" },
  { zh: "手工艺专业合作社", en: "handicraft cooperative" },
  { zh: "食用菌专业合作社", en: "edible mushroom cooperative" },
] as const;

export const counties: readonly County[] = countyNames.map((county, c) => {
  const region = join(provinceName, county);
  const common = { region, parent: `${county.id}-FUND` };
  const townships = townshipNames.slice(c * 3, c * 3 + 3).map((township, t): Township => {
    const id = `${county.id}-${township.id}`;
    const place = join(region, township);
    return {
      unit: {
        ...{ id, name: { zh: `${township.zh}人民政府`, en: `${township.en} government` }, level: "township" },
        ...{ role: "township", region: place, parent: `${county.id}-FUND`, bank: ruralBank },
      },
      payees: [0, 1].map((p) => {
        const kind = cooperatives[(c * 3 + t * 2 + p) % cooperatives.length] ?? cooperatives[0];
        return {
          ...{ id: `${id}-P${p + 1}`, name: { zh: `${township.zh}${kind.zh}`, en: `${township.en} ${kind.en}` } },
          ...{ level: "village", role: "payee", region: place, parent: id, bank: ruralBank },
        };
      }),
    };
  });
  return {
    townships,
    fund: {
      ...{
        id: `${county.id}-FUND`,
        name: { zh: `${county.zh}乡村振兴资金专户`, en: `${county.en} rural fund office` },
      },
      ...{ level: "county", role: "county-fund", region, parent: provinceFund.id, bank: cityBank },
    },
    authority: {
      ...{ id: `${county.id}-AGRI`, name: { zh: `${county.zh}农业农村局`, en: `${county.en} bureau of agriculture` } },
      ...{ level: "county", role: "industry-authority", ...common },
    },
    implementer: {
      ...{
        id: `${county.id}-WORKS`,
        name: { zh: `${county.zh}乡村工程服务站`, en: `${county.en} rural works station` },
      },
      ...{ level: "enterprise", role: "implementer", ...common, bank: cityBank },
    },
    guesthouse: {
      ...{ id: `${county.id}-GUEST`, name: { zh: `${county.zh}机关招待所`, en: `${county.en} office guesthouse` } },
      ...{ level: "enterprise", role: "payee", ...common, bank: cityBank },
    },
  };
});

export const units: readonly DemoUnit[] = [
  provinceFund,
  ...counties.flatMap((county) => [
    ...[county.fund, county.authority, county.implementer, county.guesthouse],
    ...county.townships.flatMap(({ unit, payees }) => [unit, ...payees]),
  ]),
];

export interface Secret {
  readonly value: string;
  /** 16 bytes, hex. */
  readonly salt: string;
}

/** The account of a unit: 19 digits. */
export function accountOf(unit: DemoUnit): Secret {
  const random = new Random(`account/${unit.id}`);
  return { value: `62${random.digits(17)}`, salt: random.bytes(16).toString("hex") };
}

/** PKCS #8 around a raw Ed25519 key (RFC 8410). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** What a unit signs instructions with. Anybody can make it: it protects a demonstration only. */
export function signingKeyOf(unit: DemoUnit): KeyObject {
  const raw = new Random(`key/${unit.id}`).bytes(32);
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, raw]), format: "der", type: "pkcs8" });
}

/** SubjectPublicKeyInfo, base64. */
export function publicKeyOf(unit: DemoUnit): string {
  return createPublicKey(signingKeyOf(unit)).export({ format: "der", type: "spki" }).toString("base64");
}

function join(outer: Label, inner: Label): Label {
  return { zh: `${outer.zh}${inner.zh}`, en: `${inner.en}, ${outer.en}` };
}
