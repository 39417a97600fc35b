/** 监督台: every rule with its rows. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { rowWords, ruleOf } from '../rules/alert-words.ts';
import '../tables.ts';
import {
  ALERT_CODES,
  ALERTS,
  DEFAULT_LIMITS,
  type AlertCode,
  type AlertLimits,
  type AlertRow,
  type AlertView,
} from '../types/alerts.ts';
import { laterQuestions } from './alerts/afterwards.ts';
import { drawQuestions } from './alerts/draws.ts';
import { fineQuestions } from './alerts/fines.ts';
import type { Found, Question } from './alerts/question.ts';
import { visitQuestions } from './alerts/visits.ts';

const QUESTIONS: Readonly<Record<AlertCode, Question>> = {
  ...drawQuestions,
  ...visitQuestions,
  ...fineQuestions,
  ...laterQuestions,
};

/** The limits in force; until somebody has set them, ours, also of one that came later than what was set. */
export async function readLimits(tx: ReadTx): Promise<{ version: number; limits: AlertLimits }> {
  const row = await tx.db
    .selectFrom('oversight_limit')
    .select(['version', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? { version: 0, limits: DEFAULT_LIMITS }
    : { version: row.version, limits: { ...DEFAULT_LIMITS, ...row.content } };
}

/** Rows that break one rule, the latest first. */
export async function findAlert(tx: ReadTx, code: AlertCode, limits: AlertLimits, most: number): Promise<AlertView> {
  const { rows } = await sql<Found & { total: number; notice: string | null }>`
    SELECT f.*, count(*) OVER ()::int AS total, (SELECT max(n.number) FROM supervision_notice n
      WHERE n.bureau_id = ${tx.bureauId} AND n.alert = ${code} AND n.rows @> jsonb_build_array(jsonb_build_object('key', f.key))) AS notice
    FROM (${QUESTIONS[code](tx, limits)}) AS f ORDER BY f."on" DESC NULLS LAST, f.key LIMIT ${most}`.execute(tx.db);
  return {
    code,
    title: ALERTS[code].title,
    rule: ruleOf(code, limits),
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ key, where, facts, on, href, notice }): AlertRow => ({
      key,
      where,
      what: rowWords(code, facts),
      on,
      href,
      notice,
    })),
  };
}

/** Every rule, those with rows before those without. */
export async function findAlerts(tx: ReadTx, limits: AlertLimits, most: number): Promise<AlertView[]> {
  const found: AlertView[] = [];
  for (const code of ALERT_CODES) found.push(await findAlert(tx, code, limits, most));
  return found.toSorted((a, b) => Number(b.total > 0) - Number(a.total > 0));
}
