/** From what a form holds to what its deed takes, and what it begins with. @module */
import { MONEY_KINDS } from '../../../penalty/types/case.ts';
import type { FieldSpec } from './field-kinds.ts';
import type { Around } from './spec-controls.tsx';

/** Today where a day is asked for, the handlers where officers are; nothing is guessed beyond that. */
export function initialOf(fields: readonly FieldSpec[], { today, file }: Around): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, as, isOptional } of fields) {
    if (as === 'day' && isOptional !== true) setAt(values, name, today);
    if (as === 'check') setAt(values, name, false);
    if (as === 'officers') setAt(values, name, file?.handlers.map(({ officerId }) => officerId) ?? []);
    if ((as === 'text' || as === 'area') && isOptional === true) setAt(values, name, '');
    if (as === 'files') setAt(values, name, []);
    if (as === 'yuan' && name === 'waivedFen') setAt(values, name, 0);
  }
  if (file !== undefined && fields.some(({ name }) => name === 'cause')) {
    values['cause'] = file.lead.cause;
    values['facts'] = file.lead.facts;
  }
  return values;
}

function setAt(values: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', ...rest] = name.split('.');
  if (rest.length === 0) values[first] = value;
  else {
    const inner = (values[first] ??= {}) as Record<string, unknown>;
    setAt(inner, rest.join('.'), value);
  }
}

export function merged(
  values: Readonly<Record<string, unknown>>,
  fixed: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const entries = Object.entries(fixed).map(([key, value]) => {
    const own = values[key];
    const isBoth = isRecord(own) && isRecord(value);
    return [key, isBoth ? merged(own, value) : value];
  });
  return { ...values, ...Object.fromEntries(entries) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** 处理意见 is typed as kinds and amounts, and sent as the rules know it. */
export function withOutcomes(
  fields: readonly FieldSpec[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const copy = structuredClone(values) as Record<string, unknown>;
  for (const { name, as } of fields) {
    if (as === 'evidence-paper') setAt(copy, name, paperOf(copy, name));
    if (as !== 'outcome') continue;
    const typed = name.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), copy);
    if (isRecord(typed)) setAt(copy, name, outcomeOf(typed));
  }
  return copy;
}

/** Nothing where no 笔录 goes with the evidence; money that was not paid is said so. */
function paperOf(values: Readonly<Record<string, unknown>>, name: string): unknown {
  const typed = name.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), values);
  if (!isRecord(typed) || typeof typed['kind'] !== 'string') return undefined;
  const goods = typed['goods'];
  if (!Array.isArray(goods)) return typed;
  return {
    ...typed,
    goods: goods.map((row: unknown) => (isRecord(row) ? { ...row, paidFen: row['paidFen'] ?? null } : row)),
  };
}

function outcomeOf(typed: Readonly<Record<string, unknown>>): unknown {
  if (typed['kind'] !== 'penalty') return typed;
  const kinds = Array.isArray(typed['kinds']) ? (typed['kinds'] as unknown[]).map(String) : [];
  return {
    kind: 'penalty',
    items: kinds.map((kind) => ({
      kind,
      ...(MONEY_KINDS.some((money) => money === kind) ? { fen: typed[kind] ?? undefined } : {}),
    })),
  };
}
