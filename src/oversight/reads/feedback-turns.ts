/** What of feedback waits for somebody. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { pageOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import '../tables-feedback.ts';
import { BULLETIN_STATES, REPLY_STATES } from '../types/feedback.ts';
import { readThresholds } from './feedback.ts';

export async function feedbackTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  return [...(await batchTurns(tx, asked)), ...(await bulletinTurns(tx, asked)), ...(await replyTurns(tx, asked))];
}

/** Batches whose visits are over and that found something in common, without a 通报. */
async function batchTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  if (!asked.duties.has('feedback.draft')) return [];
  const { percent, units } = (await readThresholds(tx)).thresholds;
  const { rows } = await sql<{ draw_id: string; name: string }>`
    SELECT d.draw_id, d.name FROM draw d
    WHERE d.bureau_id = ${tx.bureauId} AND d.state = 'released' AND (d.mode = 'open' OR d.opened_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM bulletin b WHERE b.bureau_id = d.bureau_id AND b.draw_id = d.draw_id)
      AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.bureau_id = d.bureau_id AND i.draw_id = d.draw_id
        AND i.signed_on IS NULL AND i.state NOT IN ('replaced', 'impossible', 'closed'))
      AND EXISTS (SELECT 1 FROM finding f JOIN inspection i ON i.bureau_id = f.bureau_id AND i.inspection_id = f.inspection_id
        WHERE i.bureau_id = d.bureau_id AND i.draw_id = d.draw_id AND NOT f.is_withdrawn GROUP BY f.content->>'itemId'
        HAVING count(DISTINCT f.inspection_id) >= ${units} OR count(DISTINCT f.inspection_id) * 100 >= ${percent} * (
          SELECT count(*) FROM inspection v WHERE v.bureau_id = d.bureau_id AND v.draw_id = d.draw_id AND v.record IS NOT NULL
            AND v.signed_on IS NOT NULL))`.execute(tx.db);
  const open = rows.map(({ draw_id: drawId, name }) => ({
    record: drawId,
    where: name,
    stands: '有普遍性问题，尚未通报',
    dueOn: null,
    href: '/oversight/bulletins' as const,
  }));
  return pageOfTurns('feedback.draft', open, asked);
}

async function bulletinTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const rows = await tx.db
    .selectFrom('bulletin')
    .select(['bulletin_id', 'number', 'state'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'draft')
    .execute();
  const open = rows.map(({ bulletin_id: id, number, state }) => ({
    record: id,
    where: number,
    stands: BULLETIN_STATES[state],
    dueOn: null,
    href: `/oversight/bulletins/${id}` as const,
  }));
  return pageOfTurns('feedback.issue', open, asked);
}

async function replyTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const rows = await tx.db
    .selectFrom('bulletin_reply as r')
    .innerJoin('bulletin as b', (join) =>
      join.onRef('b.bureau_id', '=', 'r.bureau_id').onRef('b.bulletin_id', '=', 'r.bulletin_id'),
    )
    .select(['r.bulletin_id', 'r.recipient', 'r.name', 'r.state', 'r.reply_by', 'b.number'])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('r.state', '<>', 'settled')
    .execute();
  return (['awaiting', 'replied'] as const).flatMap((wanted) =>
    pageOfTurns(
      wanted === 'awaiting' ? 'feedback.record-reply' : 'feedback.settle-reply',
      rows
        .filter(({ state }) => state === wanted)
        .map((row) => ({
          record: `${row.bulletin_id}/${row.recipient}`,
          where: `${row.name}（${row.number}）`,
          stands: REPLY_STATES[wanted],
          dueOn: wanted === 'awaiting' ? row.reply_by : null,
          href: `/oversight/bulletins/${row.bulletin_id}` as const,
        })),
      asked,
    ),
  );
}
