/**
 * The tables of a visit as its operations have them: answers, findings, opinions. What a sealed record does not hold is
 * marked withdrawn, not removed; reopening brings it back. @module
 */
import type { Tx } from '../../core/transact.ts';
import { listAnswers, listFindings } from '../reads/visits.ts';
import { keyOf, type RecordParts } from '../rules/record.ts';
import { isOf } from '../rules/sync/merge.ts';
import { sameContent, type Registers } from '../rules/sync/registers.ts';
import { FindingInput, type Finding } from '../types/visit.ts';
import { changeFinding, insertFinding, setReviewer } from '../writes.ts';

/** Room for numbers on their way to another: the pair visit and number stays unique at each step. */
const ASIDE = 100_000;
/** Why a finding is not shown for now; not said by a person. */
const NOT_IN_RECORD = '不在已签记录中，待更正';

/** Writes what differs. `parts` are those of the standing record, or of everything. */
export async function projectContent(tx: Tx, parts: RecordParts, registers: Registers): Promise<void> {
  const { inspectionId } = parts.inspection;
  await projectAnswers(tx, inspectionId, registers);
  await projectFindings(tx, inspectionId, parts.findings);
  await projectOpinions(tx, inspectionId, parts, registers);
}

async function projectAnswers(tx: Tx, inspectionId: string, registers: Registers): Promise<void> {
  const here = new Map((await listAnswers(tx, inspectionId)).map((each) => [keyOf(each), each.answer]));
  const heads = [...registers.values()].map(([first]) => first).filter(isOf('answer'));
  const changed = heads.filter(({ body }) => here.get(keyOf(body)) !== body.answer);
  if (changed.length === 0) return;
  await tx.db
    .insertInto('inspection_answer')
    .values(
      changed.map(({ author, stamp, body }) => ({
        bureau_id: tx.bureauId,
        inspection_id: inspectionId,
        item_id: body.itemId,
        point_no: body.pointNo,
        answer: body.answer,
        answered_by: author,
        at: new Date(stamp.wall).toISOString(),
      })),
    )
    .onConflict((oc) =>
      oc.columns(['bureau_id', 'inspection_id', 'item_id', 'point_no']).doUpdateSet((eb) => ({
        answer: eb.ref('excluded.answer'),
        answered_by: eb.ref('excluded.answered_by'),
        at: eb.ref('excluded.at'),
      })),
    )
    .execute();
}

async function projectFindings(tx: Tx, inspectionId: string, wanted: readonly Finding[]): Promise<void> {
  const here = new Map((await listFindings(tx, inspectionId)).map((each) => [each.findingId, each]));
  const ids = new Set(wanted.map(({ findingId }) => findingId));
  const surplus = [...here.values()].filter(({ findingId }) => !ids.has(findingId));
  const isRenumbered = wanted.some(({ findingId, number }) => (here.get(findingId)?.number ?? number) !== number);
  if (isRenumbered || surplus.length > 0) await setAside(tx, inspectionId);
  for (const finding of wanted) await projectFinding(tx, inspectionId, finding, here.get(finding.findingId));
  for (const [index, finding] of surplus.entries()) {
    await numberFinding(tx, finding.findingId, wanted.length + index + 1);
    if (!finding.isWithdrawn) await withdraw(tx, finding);
  }
}

async function projectFinding(
  tx: Tx,
  inspectionId: string,
  finding: Finding,
  here: Finding | undefined,
): Promise<void> {
  const { findingId, number, dueOn, isWithdrawn, reviewedBy } = finding;
  const content = FindingInput.parse(finding);
  if (here === undefined) {
    await insertFinding(tx, { findingId, inspectionId, number, content, dueOn }, finding.statedBy);
    if (isWithdrawn) await changeFinding(tx, findingId, { content, dueOn, isWithdrawn, reason: '现场撤销' });
  } else {
    await numberFinding(tx, findingId, number);
    const isSame = sameContent(content, FindingInput.parse(here)) && here.isWithdrawn === isWithdrawn;
    if (!isSame)
      await changeFinding(tx, findingId, { content, dueOn, isWithdrawn, reason: '现场修改' }, finding.statedBy);
  }
  if (reviewedBy !== null && here?.reviewedBy !== reviewedBy) await setReviewer(tx, findingId, reviewedBy);
}

async function withdraw(tx: Tx, finding: Finding): Promise<void> {
  const change = {
    content: FindingInput.parse(finding),
    dueOn: finding.dueOn,
    isWithdrawn: true,
    reason: NOT_IN_RECORD,
  };
  await changeFinding(tx, finding.findingId, change);
}

async function setAside(tx: Tx, inspectionId: string): Promise<void> {
  await tx.db
    .updateTable('finding')
    .set((eb) => ({ number: eb('number', '+', ASIDE) }))
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('number', '<', ASIDE)
    .execute();
}

async function numberFinding(tx: Tx, findingId: string, number: number): Promise<void> {
  await tx.db
    .updateTable('finding')
    .set({ number })
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', '=', findingId)
    .where('number', '<>', number)
    .execute();
}

async function projectOpinions(
  tx: Tx,
  inspectionId: string,
  { team }: RecordParts,
  registers: Registers,
): Promise<void> {
  const rows = await tx.db
    .selectFrom('expert_opinion')
    .select(['opinion_id', 'expert_id', 'number', 'content', 'is_withdrawn'])
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .execute();
  const here = new Map(rows.map((row) => [row.opinion_id, row]));
  const heads = [...registers.values()].map(([first]) => first).filter(isOf('opinion'));
  const numbers = new Map<string, number>();
  for (const { expert_id, number } of rows) numbers.set(expert_id, Math.max(number, numbers.get(expert_id) ?? 0));
  for (const { author, body, stamp } of heads) {
    const row = here.get(body.opinionId);
    const expertId = expertOf(team, author);
    if (row !== undefined && sameContent(row.content, body.opinion) && !row.is_withdrawn) continue;
    if (row !== undefined) {
      await changeOpinion(tx, body.opinionId, { content: JSON.stringify(body.opinion), is_withdrawn: false });
    } else if (expertId !== undefined) {
      const number = (numbers.get(expertId) ?? 0) + 1;
      numbers.set(expertId, number);
      await tx.db
        .insertInto('expert_opinion')
        .values({
          bureau_id: tx.bureauId,
          inspection_id: inspectionId,
          expert_id: expertId,
          number,
          content: JSON.stringify(body.opinion),
          opinion_id: body.opinionId,
          at: new Date(stamp.wall).toISOString(),
        })
        .execute();
    }
  }
  const kept = new Set(heads.map(({ body }) => body.opinionId));
  for (const row of rows)
    if (!kept.has(row.opinion_id) && !row.is_withdrawn) await changeOpinion(tx, row.opinion_id, { is_withdrawn: true });
}

async function changeOpinion(
  tx: Tx,
  opinionId: string,
  change: { readonly content?: string; readonly is_withdrawn: boolean },
): Promise<void> {
  await tx.db
    .updateTable('expert_opinion')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('opinion_id', '=', opinionId)
    .execute();
}

function expertOf(team: RecordParts['team'], author: string): string | undefined {
  return team.find((member) => member.kind === 'expert' && 'staffId' in member && member.staffId === author)?.personId;
}
