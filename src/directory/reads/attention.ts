/** 待处理 as the database finds it: one condition each, for the list that shows them and the verification that counts them. @module */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { addDays } from '../../core/calendar/day.ts';
import { SOON_DAYS, type Attention } from '../types/attention.ts';

/** The condition on a row `t` of the directory the word belongs to, as of `today`. */
export function attentionCondition(attention: Attention, today: string): RawBuilder<SqlBool> {
  const soon = addDays(today, SOON_DAYS);
  const yearAgo = Temporal.PlainDate.from(today).subtract({ years: 1 }).toString();
  const conditions = {
    unverified: sql<SqlBool>`(t.verified_on IS NULL OR t.verified_on < ${yearAgo})`,
    'licence-expired': licence(sql`l->>'expiresOn' < ${today}`),
    'licence-expiring': licence(sql`l->>'expiresOn' BETWEEN ${today} AND ${soon}`),
    'certificate-expired': sql<SqlBool>`(t.status = 'on-duty' AND t.certificate_expires_on < ${today})`,
    'certificate-expiring': sql<SqlBool>`(t.status = 'on-duty' AND t.certificate_expires_on BETWEEN ${today} AND ${soon})`,
    'term-over': sql<SqlBool>`(t.status = 'active' AND t.term_to < ${today})`,
    'term-ending': sql<SqlBool>`(t.status = 'active' AND t.term_to BETWEEN ${today} AND ${soon})`,
    'calibration-overdue': sql<SqlBool>`(t.status = 'available' AND t.calibration_due_on < ${today})`,
    'calibration-due': sql<SqlBool>`(t.status = 'available' AND t.calibration_due_on BETWEEN ${today} AND ${soon})`,
  } as const satisfies Record<Attention, RawBuilder<SqlBool>>;
  return conditions[attention];
}

function licence(isMeant: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`EXISTS (SELECT 1 FROM jsonb_array_elements(t.licences) l WHERE ${isMeant})`;
}
