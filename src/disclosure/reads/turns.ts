/** Results that wait on their way to the public. @module */
import { sql, type RawBuilder } from 'kysely';
import { askOpen, type OpenRow } from '../../core/open-duties.ts';
import type { ReadTx } from '../../core/transact.ts';
import { pagesOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { DISCLOSURE_OWED, EXPOSURE_OWED, OBJECTION_OWED, WORDS_OWED, type disclosureDuties } from '../rules/duties.ts';
import { DISCLOSURE_STATES, type DisclosureState, type Source } from '../types.ts';
import { EXPOSURE_STATES, WORDS_STATES } from '../types/exposure.ts';
import { OBJECTION_STATES } from '../types/objection.ts';
import { listExposureRows, listWordsRows } from './exposures.ts';
import { listOpenObjections } from './objections.ts';

export async function disclosureTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const entries = codesOf(DISCLOSURE_STATES).flatMap((state) =>
    DISCLOSURE_OWED[state].map((duty) => ({
      duty,
      open: entriesIn(tx, state, duty, asked.staffId),
      turn: ({ record, title, day }: OpenRow) => ({
        record,
        where: title,
        stands: DISCLOSURE_STATES[state],
        dueOn: day,
        href: `/disclosure/${record}` as const,
      }),
    })),
  );
  const found = await askOpen(tx, entries, asked);
  return [...found, ...(await besideTurns(tx, asked)), ...(await objectionTurns(tx, asked))];
}

/** Of what is public, by what it came from. */
const TAKES_BACK: Readonly<Partial<Record<keyof typeof disclosureDuties, Source>>> = {
  'disclosure.withdraw': 'penalty',
  'disclosure.correct': 'visit',
};

function entriesIn(
  tx: ReadTx,
  state: DisclosureState,
  duty: keyof typeof disclosureDuties,
  staffId: string,
): RawBuilder<unknown> {
  const source = TAKES_BACK[duty];
  const isTakenBack = sql`d.withdraw_by IS NOT NULL AND d.corrected_on IS NULL AND d.source = ${source ?? ''}`;
  const isHandled = sql`(EXISTS (SELECT 1 FROM inspection_member m
      JOIN officer o ON o.bureau_id = m.bureau_id AND o.officer_id = m.person_id
      WHERE m.bureau_id = d.bureau_id AND m.inspection_id = d.inspection_id AND m.kind = 'officer' AND o.staff_id = ${staffId})
    OR EXISTS (SELECT 1 FROM penalty_case c
      WHERE c.bureau_id = d.bureau_id AND c.case_id = d.case_id AND c.content->'handlers' @> ${JSON.stringify([{ staffId }])}::jsonb))`;
  return sql`SELECT d.entry_id, d.content->'enterprise'->>'name', d.state,
      ${source === undefined ? sql`d.due_on` : sql`d.withdraw_by`}, d.entry_id
    FROM disclosure_entry d WHERE d.bureau_id = ${tx.bureauId} AND d.state = ${state}
      AND ${source === undefined ? sql`true` : isTakenBack} AND ${duty === 'disclosure.confirm' ? isHandled : sql`true`}`;
}

/** Exposures and the enterprises' words: few enough to be read whole. */
async function besideTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const wanted = [...Object.values(EXPOSURE_OWED), ...Object.values(WORDS_OWED)].flat();
  if (!wanted.some((duty) => asked.duties.has(duty))) return [];
  const href = '/disclosure/exposures' as const;
  const exposures = (await listExposureRows(tx)).flatMap(({ exposureId, state, content, isSettled }) =>
    EXPOSURE_OWED[state === 'published' && isSettled ? 'settled' : state].map((duty) => ({
      duty,
      record: exposureId,
      where: content.enterprise.name,
      stands: EXPOSURE_STATES[state],
      dueOn: null,
      href,
    })),
  );
  const words = (await listWordsRows(tx)).flatMap(({ statementId, state, enterpriseName }) =>
    WORDS_OWED[state].map((duty) => ({
      duty,
      record: statementId,
      where: enterpriseName,
      stands: WORDS_STATES[state],
      dueOn: null,
      href,
    })),
  );
  return pagesOfTurns([...exposures, ...words], asked);
}

async function objectionTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  if (!OBJECTION_OWED.open.some((duty) => asked.duties.has(duty))) return [];
  const open = (await listOpenObjections(tx)).flatMap(({ objection_id: record, enterprise, state, due_on: dueOn }) =>
    OBJECTION_OWED[state].map((duty) => ({
      duty,
      record,
      where: enterprise,
      stands: OBJECTION_STATES[state],
      dueOn,
      href: `/disclosure/objections/${record}` as const,
    })),
  );
  return pagesOfTurns(open, asked);
}
