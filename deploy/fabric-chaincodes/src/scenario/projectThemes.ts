import type { Label } from "../reliefFund/rules/label.ts";

const industry = { zh: "产业帮扶", en: "Support of local industry" };
const infrastructure = { zh: "基础设施", en: "Infrastructure" };
const services = { zh: "公共服务", en: "Public services" };

export interface ProjectTheme {
  readonly category: Label;
  readonly name: Label;
  readonly purpose: Label;
  readonly evidence: readonly Label[];
}

export const projectThemes: readonly ProjectTheme[] = [
  {
    category: industry,
    name: { zh: "高山冷凉蔬菜大棚建设", en: "Greenhouses for highland vegetables" },
    purpose: { zh: "仅用于大棚钢架、棚膜和滴灌设备", en: "Only for frames, film and drip irrigation of greenhouses" },
    evidence: [
      { zh: "大棚验收照片", en: "Photographs of the greenhouses" },
      { zh: "材料采购发票", en: "Invoices for materials" },
    ],
  },
  {
    category: industry,
    name: { zh: "老茶园提质改造", en: "Renewal of old tea gardens" },
    purpose: { zh: "仅用于茶苗、有机肥和修剪人工", en: "Only for tea seedlings, organic fertiliser and pruning" },
    evidence: [
      { zh: "茶苗到货清单", en: "Delivery list of seedlings" },
      { zh: "茶园航拍图", en: "Aerial photograph of the garden" },
    ],
  },
  {
    category: infrastructure,
    name: { zh: "通组公路硬化", en: "Paving of village roads" },
    purpose: { zh: "仅用于水泥、砂石和施工费", en: "Only for cement, gravel and construction" },
    evidence: [
      { zh: "路面厚度检测报告", en: "Report on the pavement's thickness" },
      { zh: "施工日志", en: "Construction diary" },
    ],
  },
  {
    category: infrastructure,
    name: { zh: "农村饮水安全巩固提升", en: "Safe drinking water for villages" },
    purpose: { zh: "仅用于管网、蓄水池和消毒设备", en: "Only for pipes, cisterns and disinfection" },
    evidence: [
      { zh: "水质检测报告", en: "Water quality report" },
      { zh: "管网竣工图", en: "Drawing of the pipes as built" },
    ],
  },
  {
    category: industry,
    name: { zh: "林下中药材种植基地", en: "Medicinal herbs under forest" },
    purpose: { zh: "仅用于种苗、围栏和技术培训", en: "Only for seedlings, fences and training" },
    evidence: [
      { zh: "种苗检疫证明", en: "Plant health certificate" },
      { zh: "培训签到统计(不含姓名)", en: "Attendance figures of the training (no names)" },
    ],
  },
  {
    category: services,
    name: { zh: "乡村小学营养厨房改造", en: "Kitchens for village schools" },
    purpose: { zh: "仅用于厨房设备和食品安全改造", en: "Only for kitchen equipment and food safety" },
    evidence: [
      { zh: "设备安装验收单", en: "Acceptance of the equipment" },
      { zh: "食品安全检查表", en: "Food safety checklist" },
    ],
  },
  {
    category: industry,
    name: { zh: "帮扶车间设备购置", en: "Equipment for a community workshop" },
    purpose: { zh: "仅用于缝纫和包装设备", en: "Only for sewing and packing machines" },
    evidence: [
      { zh: "设备采购合同", en: "Purchase contract" },
      { zh: "车间投产照片", en: "Photographs of the workshop at work" },
    ],
  },
  {
    category: services,
    name: { zh: "村卫生室标准化建设", en: "Village clinics to standard" },
    purpose: { zh: "仅用于诊疗设备和房屋修缮", en: "Only for medical equipment and repairs" },
    evidence: [
      { zh: "设备到货清单", en: "Delivery list of equipment" },
      { zh: "修缮前后对比照片", en: "Photographs before and after" },
    ],
  },
];
