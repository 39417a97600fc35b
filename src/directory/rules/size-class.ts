/**
 * 企业规模 against what it is made of (工信部联企业〔2011〕300号, 工业): a doubt to look at, never a refusal: what the register says
 * stands, and figures of another year may be the older ones. Browser-safe. @module
 */
import type { Refusal } from '../../core/result.ts';
import type { Fields } from '../types/records.ts';
import { SIZE_CLASSES, type SizeClass } from '../types/vocabulary.ts';

/** Least staff, and least revenue in 万元; both are needed, else the enterprise is one class lower. */
const LEAST: readonly (readonly [SizeClass, staff: number, revenue: number])[] = [
  ['large', 1_000, 40_000],
  ['medium', 300, 2_000],
  ['small', 20, 300],
];
/** 采矿业, 制造业, 电力热力燃气水 of GB/T 4754: the divisions of 工业. The other trades have limits of their own. */
const INDUSTRY = { from: 6, to: 46 } as const;

/** The class of an industrial enterprise of so many people and so much revenue (万元). */
export function industrialSizeClass(employees: number, revenue: number): SizeClass {
  return LEAST.find(([, staff, least]) => employees >= staff && revenue >= least)?.[0] ?? 'micro';
}

/** A stated class that staff and revenue do not bear out; nothing where one of them is missing or the trade is another. */
export function sizeClassDoubts({ industryCode, sizeClass, employees, revenue }: Fields): Refusal[] {
  if (typeof industryCode !== 'string' || typeof employees !== 'number' || typeof revenue !== 'number') return [];
  const division = Number(industryCode.slice(0, 2));
  if (!(division >= INDUSTRY.from && division <= INDUSTRY.to) || !isSizeClass(sizeClass)) return [];
  const borneOut = industrialSizeClass(employees, revenue);
  if (borneOut === sizeClass) return [];
  const facts = { stated: SIZE_CLASSES[sizeClass], borneOut: SIZE_CLASSES[borneOut], employees, revenue };
  return [{ code: 'size-class-differs', at: 'sizeClass', facts }];
}

function isSizeClass(value: unknown): value is SizeClass {
  return typeof value === 'string' && Object.hasOwn(SIZE_CLASSES, value);
}
