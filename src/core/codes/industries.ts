/**
 * Industries (国民经济行业分类, GB/T 4754-2017) and the supervision sectors they fall under. Browser-safe.
 *
 * The mapping follows 应急厅〔2019〕17号 and is starting data for a table the bureau edits: a bureau's own view of an
 * enterprise always wins over it.
 * @module
 */

/** Supervision sectors (监管行业领域). */
export const SECTORS = [
  '危险化学品',
  '医药',
  '烟花爆竹',
  '矿山',
  '冶金',
  '有色',
  '建材',
  '机械',
  '轻工',
  '纺织',
  '烟草',
  '商贸',
] as const;

export type Sector = (typeof SECTORS)[number];

/** 工贸八大行业 (应急管理部令第10号). */
export const EIGHT_TRADES: readonly Sector[] = ['冶金', '有色', '建材', '机械', '轻工', '纺织', '烟草', '商贸'];

export interface SectorMapping {
  readonly sector: Sector;
  /** A GB/T 4754 code of two to four digits; it covers every code that begins with it. */
  readonly industry: string;
  /** Only part of the industry belongs to the sector: a person must decide. */
  readonly isPartial?: true;
}

/** The starting table. A longer code is the exception to a shorter one: 5265 is 危险化学品 although 52 is 商贸. */
export const SECTOR_MAPPINGS: readonly SectorMapping[] = [
  ...whole('危险化学品', ['25', '5265', '5266', '5941', '5942', '5949']),
  ...partial('危险化学品', ['26', '5162', '5169', '5267']),
  ...partial('医药', ['27']),
  ...whole('烟花爆竹', ['2672']),
  ...whole('矿山', ['06', '07', '08', '09', '10', '11', '12']),
  ...whole('冶金', ['31']),
  ...whole('有色', ['32']),
  ...partial('建材', ['30']),
  ...whole('机械', ['33', '34', '35', '36', '37', '38', '39', '40']),
  ...partial('机械', ['43']),
  ...partial('轻工', ['13', '14', '15', '19', '20', '21', '22', '23', '24', '29']),
  ...whole('纺织', ['17', '18']),
  ...partial('纺织', ['28']),
  ...whole('烟草', ['16']),
  ...whole('商贸', ['51', '52', '61', '62']),
  ...partial('商贸', ['59']),
];

/** The mapping of the longest code that begins `industry` (two to four digits); undefined when no sector is known. */
export function sectorOfIndustry(
  industry: string,
  mappings: readonly SectorMapping[] = SECTOR_MAPPINGS,
): SectorMapping | undefined {
  return mappings
    .filter((mapping) => industry.startsWith(mapping.industry))
    .reduce<SectorMapping | undefined>(
      (best, mapping) => (best === undefined || mapping.industry.length > best.industry.length ? mapping : best),
      undefined,
    );
}

/** 门类 of GB/T 4754-2017: letter, name, first and last 大类. */
const INDUSTRY_SECTIONS = [
  ['A', '农、林、牧、渔业', 1, 5],
  ['B', '采矿业', 6, 12],
  ['C', '制造业', 13, 43],
  ['D', '电力、热力、燃气及水生产和供应业', 44, 46],
  ['E', '建筑业', 47, 50],
  ['F', '批发和零售业', 51, 52],
  ['G', '交通运输、仓储和邮政业', 53, 60],
  ['H', '住宿和餐饮业', 61, 62],
  ['I', '信息传输、软件和信息技术服务业', 63, 65],
  ['J', '金融业', 66, 69],
  ['K', '房地产业', 70, 70],
  ['L', '租赁和商务服务业', 71, 72],
  ['M', '科学研究和技术服务业', 73, 75],
  ['N', '水利、环境和公共设施管理业', 76, 79],
  ['O', '居民服务、修理和其他服务业', 80, 82],
  ['P', '教育', 83, 83],
  ['Q', '卫生和社会工作', 84, 85],
  ['R', '文化、体育和娱乐业', 86, 90],
  ['S', '公共管理、社会保障和社会组织', 91, 96],
  ['T', '国际组织', 97, 97],
] as const;

export interface IndustrySection {
  readonly letter: string;
  readonly name: string;
}

/** The section (门类) of an industry code of two to four digits; undefined when there is no such division (大类). */
export function industrySection(industry: string): IndustrySection | undefined {
  if (!/^\d{2,4}$/.test(industry)) return undefined;
  const division = Number(industry.slice(0, 2));
  const section = INDUSTRY_SECTIONS.find(([, , first, last]) => division >= first && division <= last);
  return section === undefined ? undefined : { letter: section[0], name: section[1] };
}

function whole(sector: Sector, industries: readonly string[]): SectorMapping[] {
  return industries.map((industry) => ({ sector, industry }));
}

function partial(sector: Sector, industries: readonly string[]): SectorMapping[] {
  return industries.map((industry) => ({ sector, industry, isPartial: true }));
}
