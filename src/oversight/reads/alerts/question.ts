/** One rule as a question to the database. @module */
import type { RawBuilder } from 'kysely';
import type { ReadTx } from '../../../core/transact.ts';
import type { AlertCode, AlertLimits } from '../../types/alerts.ts';

/** A row as a question answers it; `facts` are what its sentence needs. */
export interface Found {
  readonly key: string;
  readonly where: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly on: string | null;
  readonly href: string;
}

/** Selects `key`, `"where"`, `facts` (jsonb), `"on"` (date) and `href` of everything that breaks the rule. */
export type Question = (tx: ReadTx, limits: AlertLimits) => RawBuilder<Found>;
export type Questions<Code extends AlertCode> = Readonly<Record<Code, Question>>;
