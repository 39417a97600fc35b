/** The workbook of enterprises. @module */
import { code, creditCode, day, parsedText, text, yesNo } from '../../core/spreadsheet/cell-types.ts';
import { choice, type Choice } from '../../core/spreadsheet/choice-types.ts';
import { integer } from '../../core/spreadsheet/number-types.ts';
import { column, type ColumnSpecs } from '../../core/spreadsheet/spec.ts';
import { licencesOf, licencesText } from '../rules/licences.ts';
import type { Subdistrict } from '../types/records.ts';
import {
  CREDIT_CLASSES,
  ENTERPRISE_KINDS,
  ENTERPRISE_STATUSES,
  REGULATOR_LEVELS,
  RISK_COLORS,
  SAFETY_DOMAINS,
  SIZE_CLASSES,
  SPECIAL_FLAGS,
  STANDARDIZATION_LEVELS,
} from '../types/vocabulary.ts';
import { list, oneOf, phones, someOf } from './cells.ts';

export function enterpriseColumns(subdistricts: readonly Subdistrict[]): ColumnSpecs {
  return {
    name: column({
      title: '企业名称',
      aliases: ['单位名称', '被检查单位', '生产经营单位名称', '市场主体名称', '名称'],
      required: true,
      type: text({ max: 120 }),
    }),
    formerNames: column({
      title: '曾用名',
      aliases: ['原名称', '原企业名称', '历史名称'],
      required: false,
      type: list('；', 120),
    }),
    creditCode: column({
      title: '统一社会信用代码',
      aliases: ['社会信用代码', '信用代码', '统一信用代码'],
      required: true,
      unique: true,
      type: creditCode(),
    }),
    kind: column({
      title: '主体类型',
      aliases: ['企业类型', '单位类型'],
      required: false,
      type: oneOf(ENTERPRISE_KINDS, {
        individual: ['个体工商户', '个体户'],
        enterprise: ['公司', '企业法人'],
        institution: ['事业单位', '机关'],
      }),
    }),
    subdistrictCode: column({
      title: '所属街镇',
      aliases: ['街镇', '街道', '所属街道', '乡镇街道', '属地', '所在街镇'],
      required: true,
      type: choice(subdistrictChoices(subdistricts)),
    }),
    registeredAddress: column({
      title: '注册地址',
      aliases: ['住所', '登记地址'],
      required: false,
      type: text({ max: 200 }),
    }),
    productionAddress: column({
      title: '生产经营地址',
      aliases: ['生产地址', '经营地址', '实际地址', '地址', '详细地址'],
      required: false,
      type: text({ max: 200 }),
    }),
    coordinates: column({
      title: '坐标',
      aliases: ['经纬度', '地理坐标'],
      required: false,
      type: code({ pattern: /^\d{2,3}\.\d{1,8},\d{1,2}\.\d{1,8}$/, form: '经度,纬度，如 117.0123,39.1456' }),
    }),
    safetyDomain: column({
      title: '行业领域',
      aliases: ['监管行业领域', '监管领域', '安全监管领域', '所属行业领域'],
      required: true,
      type: oneOf(SAFETY_DOMAINS, {
        hazchem: ['危化', '危化品'],
        fireworks: ['烟花', '花炮'],
        metallurgy: ['冶金行业'],
        nonferrous: ['有色金属'],
      }),
    }),
    industryCode: column({
      title: '行业类别',
      aliases: ['行业代码', '国民经济行业代码', '行业类别代码'],
      required: false,
      hint: 'GB/T 4754 的4位代码',
      type: code({ pattern: /^\d{4}$/, form: '4位数字（GB/T 4754 小类代码）' }),
    }),
    specialFlags: column({
      title: '特殊风险',
      aliases: ['特殊风险标识', '重点风险', '涉及危险因素', '高风险标识'],
      required: false,
      type: someOf(SPECIAL_FLAGS, {
        dust: ['粉尘', '涉爆粉尘', '可燃爆粉尘'],
        ammonia: ['液氨', '涉氨', '液氨制冷'],
        'confined-space': ['受限空间'],
        'molten-metal': ['熔融金属'],
      }),
    }),
    legalRepresentative: column({
      title: '法定代表人',
      aliases: ['法人代表', '法人', '经营者'],
      required: false,
      type: text({ max: 60 }),
    }),
    principal: column({
      title: '主要负责人',
      aliases: ['负责人', '单位负责人'],
      required: false,
      type: text({ max: 60 }),
    }),
    safetyManager: column({
      title: '安全管理人员',
      aliases: ['安全负责人', '安全管理员', '安全员', '联系人'],
      required: false,
      type: text({ max: 60 }),
    }),
    phone: column({
      title: '联系电话',
      aliases: ['电话', '手机', '手机号', '联系方式'],
      required: false,
      type: phones(),
    }),
    employees: column({
      title: '从业人数',
      aliases: ['职工人数', '员工人数', '人数', '从业人员数'],
      required: false,
      type: integer({ min: 0, max: 10_000_000 }),
    }),
    revenue: column({
      title: '营业收入（万元）',
      aliases: ['营业收入', '年营业收入', '上年营业收入'],
      required: false,
      type: integer({ min: 0, max: 2_000_000_000 }),
    }),
    sizeClass: column({
      title: '企业规模',
      aliases: ['规模'],
      required: false,
      type: oneOf(SIZE_CLASSES, { large: ['大'], medium: ['中'], small: ['小'], micro: ['微'] }),
    }),
    standardizationLevel: column({
      title: '标准化等级',
      aliases: ['安全生产标准化等级', '标准化'],
      required: false,
      type: oneOf(STANDARDIZATION_LEVELS, { '1': ['一'], '2': ['二'], '3': ['三'], none: ['未达标', '未创建'] }),
    }),
    riskColor: column({
      title: '风险等级',
      aliases: ['安全风险等级', '风险颜色', '风险四色'],
      required: false,
      type: oneOf(RISK_COLORS, {
        red: ['红色', '重大', '重大风险'],
        orange: ['橙色', '较大', '较大风险'],
        yellow: ['黄色', '一般风险'],
        blue: ['蓝色', '低', '低风险'],
      }),
    }),
    creditClass: column({
      title: '信用等级',
      aliases: ['信用风险分类', '信用分类', '信用风险等级'],
      required: false,
      type: oneOf(CREDIT_CLASSES, { A: ['A级', 'A类'], B: ['B级', 'B类'], C: ['C级', 'C类'], D: ['D级', 'D类'] }),
    }),
    licences: column({
      title: '许可证',
      aliases: ['许可证情况', '许可证书', '安全许可'],
      required: false,
      type: parsedText({ hint: '名称|证号|有效期至，多张用分号分隔', parse: licencesOf, write: licencesText }),
    }),
    regulatorLevel: column({
      title: '监管层级',
      aliases: ['监管级别'],
      required: false,
      type: oneOf(REGULATOR_LEVELS, {
        province: ['省'],
        city: ['市'],
        district: ['区', '县级'],
        subdistrict: ['乡镇'],
      }),
    }),
    keyUnit: column({
      title: '重点单位',
      aliases: ['是否重点', '重点检查单位', '是否重点单位'],
      required: false,
      type: yesNo(),
    }),
    status: column({
      title: '经营状态',
      aliases: ['企业状态', '状态', '登记状态'],
      required: false,
      type: oneOf(ENTERPRISE_STATUSES, {
        active: ['正常', '存续', '在业', '开业', '生产'],
        suspended: ['停业', '歇业'],
        closed: ['已关闭'],
        deregistered: ['吊销', '已注销'],
        moved: ['迁出', '已搬迁'],
      }),
    }),
    source: column({ title: '数据来源', aliases: ['来源', '信息来源'], required: false, type: text({ max: 60 }) }),
    verifiedOn: column({
      title: '核实日期',
      aliases: ['最近核实日期', '核查日期'],
      required: false,
      type: day(),
    }),
  };
}

/** By code, by name, by the bureau's aliases, and by the name without 街道/镇 where that means only one. */
function subdistrictChoices(subdistricts: readonly Subdistrict[]): Choice<string>[] {
  const shortNames = subdistricts.map(({ name }) => name.replace(/(街道|街|镇|乡)$/, ''));
  return subdistricts.map(({ code: value, name, aliases }, index) => {
    const short = shortNames[index] ?? name;
    const isClear = shortNames.filter((other) => other === short).length === 1;
    return { value, label: name, aliases: isClear ? [...aliases, short] : aliases };
  });
}
