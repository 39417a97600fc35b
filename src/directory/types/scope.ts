/** 抽查范围 as a filter: enterprises that can be drawn, and why others cannot (为什么不在抽查范围). Browser-safe. @module */

/** The reasons are those of the draw's roster; an enterprise may have several. */
export const SCOPES = {
  in: '可抽取',
  plan: '计划范围外',
  draw: '抽取范围外',
  item: '非事项对象',
  status: '非在营',
  document: '按文件排除',
  frequency: '已达次数上限',
} as const;
export type Scope = keyof typeof SCOPES;

/** The words of a condition as an address or a sub-library names it; undefined for anything else. */
export function scopeWords(code: unknown): string | undefined {
  return Object.entries(SCOPES).find(([each]) => each === code)?.[1];
}
