/**
 * Administrative divisions (行政区划) of the district the product ships with. Browser-safe.
 *
 * Codes: GB/T 2260 with the 9-digit street level of the statistics bureau, from
 * modood/Administrative-divisions-of-China (`dist/streets.csv`, WTFPL).
 * @module
 */

/** A street, a town or a development zone (街镇、园区). */
export interface Subdistrict {
  /** 9 digits; the first six are the district. */
  readonly code: string;
  readonly name: string;
  readonly kind: 'street' | 'town' | 'zone';
}

/** 天津市西青区. */
export const XIQING = '120111';

export const XIQING_SUBDISTRICTS: readonly Subdistrict[] = [
  { code: '120111001', name: '西营门街道', kind: 'street' },
  { code: '120111002', name: '李七庄街道', kind: 'street' },
  { code: '120111003', name: '赤龙南街道', kind: 'street' },
  { code: '120111004', name: '赤龙北街道', kind: 'street' },
  { code: '120111005', name: '津门湖街道', kind: 'street' },
  { code: '120111100', name: '中北镇', kind: 'town' },
  { code: '120111101', name: '杨柳青镇', kind: 'town' },
  { code: '120111102', name: '辛口镇', kind: 'town' },
  { code: '120111103', name: '张家窝镇', kind: 'town' },
  { code: '120111104', name: '精武镇', kind: 'town' },
  { code: '120111105', name: '大寺镇', kind: 'town' },
  { code: '120111106', name: '王稳庄镇', kind: 'town' },
  { code: '120111400', name: '天津经济技术开发区微电子小区', kind: 'zone' },
  { code: '120111401', name: '新技术产业园区', kind: 'zone' },
  { code: '120111450', name: '西青区开发区', kind: 'zone' },
];

/**
 * The twelve streets and towns and the one park a safety bureau of the district works with; the other two zones of the
 * list answer to other bodies.
 */
export const XIQING_SUPERVISED: readonly Subdistrict[] = XIQING_SUBDISTRICTS.filter(
  ({ kind, code }) => kind !== 'zone' || code === '120111450',
);

/** Finds by code, by name, or by the name without 街道/镇 as people write it (`中北`); undefined when unknown. */
export function findSubdistrict(
  text: string,
  subdistricts: readonly Subdistrict[] = XIQING_SUBDISTRICTS,
): Subdistrict | undefined {
  const wanted = text.normalize('NFKC').replace(/\s/g, '');
  return subdistricts.find(({ code, name }) => code === wanted || name === wanted || shortName(name) === wanted);
}

/** The name without its kind: 中北镇 → 中北, 西营门街道 → 西营门. An alias in drop-downs and imports. */
function shortName(name: string): string {
  return name.replace(/(街道|镇)$/, '');
}
