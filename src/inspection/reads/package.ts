/** 今日任务: everything an officer takes along to a plant without signal. @module */
import { listNotices } from '../../calendar/reads.ts';
import { yearsInForce, yearsView } from '../../calendar/rules/calendar.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { Actor } from '../../core/actor.ts';
import { listEquipment } from '../../directory/reads/pools.ts';
import { findDraw } from '../../draw/reads/progress.ts';
import { receiptOf } from '../../draw/reads/receipt.ts';
import { listBasesOf, listItemsById } from '../../items/reads.ts';
import { resolveOn } from '../../items/rules/catalogue.ts';
import type { FieldPackage, FieldVisit } from '../types/field.ts';
import type { RecordsOf } from '../types/later.ts';
import type { InspectionState } from '../types/visit.ts';
import { lastNumber, listOperations } from './operations.ts';
import { listPhrases } from './phrases.ts';
import { viewEnterprise } from './enterprise-file.ts';
import { checklistOf, findVisit, type Visit } from './visits.ts';

/** From the notice to the last signature: what can be worked on at the plant. */
const TAKEN_ALONG: readonly InspectionState[] = ['notified', 'inspecting', 'awaiting-signatures'];
const MOST_VISITS = 30;

export async function packageFor(tx: ReadTx, actor: Actor, recordsOf: RecordsOf): Promise<FieldPackage> {
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['code', 'name'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const visits: FieldVisit[] = [];
  for (const inspectionId of await listOwnVisits(tx, actor.staffId)) {
    const visit = await findVisit(tx, inspectionId);
    if (visit !== undefined) visits.push(await takeAlong(tx, visit, bureau.code, recordsOf));
  }
  const { version, years } = yearsView(yearsInForce(await listNotices(tx)));
  // Deadlines on site reach into the next year at most.
  const since = Number(tx.today.slice(0, 4)) - 1;
  return {
    madeAt: tx.now,
    staffId: actor.staffId,
    name: actor.name,
    bureauName: bureau.name,
    calendar: {
      version,
      years: years
        .filter(({ year }) => year >= since)
        .map((year) => ({
          ...year,
          notices: [...year.notices],
          off: year.off.map((each) => [...each]),
          work: year.work.map((each) => [...each]),
        })),
    },
    devices: (await listEquipment(tx)).map(({ equipmentId, serial, kind, model, calibrationDueOn }) => ({
      equipmentId,
      serial,
      kind,
      model,
      calibrationDueOn,
    })),
    phrases: await listPhrases(tx),
    visits,
  };
}

/** Visits of the person's teams that stand at the door or inside, by planned day. */
async function listOwnVisits(tx: ReadTx, staffId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('inspection as i')
    .innerJoin('inspection_member as m', (join) =>
      join.onRef('m.bureau_id', '=', 'i.bureau_id').onRef('m.inspection_id', '=', 'i.inspection_id'),
    )
    .leftJoin('officer as o', (join) =>
      join
        .onRef('o.bureau_id', '=', 'm.bureau_id')
        .onRef('o.officer_id', '=', 'm.person_id')
        .on('m.kind', '=', 'officer'),
    )
    .leftJoin('expert as x', (join) =>
      join
        .onRef('x.bureau_id', '=', 'm.bureau_id')
        .onRef('x.expert_id', '=', 'm.person_id')
        .on('m.kind', '=', 'expert'),
    )
    .select('i.inspection_id')
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.state', 'in', TAKEN_ALONG)
    .where((eb) => eb.or([eb('o.staff_id', '=', staffId), eb('x.staff_id', '=', staffId)]))
    .groupBy('i.inspection_id')
    .orderBy((eb) => eb.fn.min('i.updated_at'))
    .limit(MOST_VISITS)
    .execute();
  return rows.map(({ inspection_id: id }) => id);
}

/** One visit with what the phone needs to know of it. */
async function takeAlong(tx: ReadTx, visit: Visit, bureau: string, recordsOf: RecordsOf): Promise<FieldVisit> {
  const { pastVisits, records, ...enterprise } = await viewEnterprise(tx, visit, recordsOf);
  const { name, creditCode, address, principal, riskColor, licences } = enterprise;
  const items = await listItemsById(tx, visit.plan?.itemIds ?? []);
  const refs = items.flatMap(({ content }) => content.bases);
  const texts = await listBasesOf(tx, refs);
  const draw = await findDraw(tx, visit.drawId);
  return {
    inspectionId: visit.inspectionId,
    drawId: visit.drawId,
    bureau,
    state: visit.state,
    blocked: visit.blocked,
    inspectOn: visit.plan?.inspectOn ?? null,
    enterprise: { name, creditCode, address, principal, riskColor, licences },
    team: visit.team.map(({ certificate, ...member }) => ({
      ...member,
      ...(certificate === undefined ? {} : { certificate }),
    })),
    checklist: await checklistOf(tx, visit),
    items: items.map(({ itemId, content }) => ({
      itemId,
      bases: resolveOn(texts, content.bases, tx.today).map(({ basis, ...ref }) => ({
        ...ref,
        text: basis?.text ?? null,
      })),
    })),
    scope: visit.plan?.scope ?? '',
    noticeNumber: visit.row.notice?.number ?? null,
    pastVisits,
    pastFindings: await listPastFindings(tx, visit),
    records: [...records],
    receipt: draw === undefined ? null : ((await receiptOf(tx, draw, visit.row.credit_code)) ?? null),
    operations: await listOperations(tx, visit.inspectionId),
    heard: await lastNumber(tx, visit.inspectionId),
    settled: null,
  };
}

async function listPastFindings(tx: ReadTx, visit: Visit): Promise<FieldVisit['pastFindings']> {
  const rows = await tx.db
    .selectFrom('finding as f')
    .innerJoin('inspection as i', (join) =>
      join.onRef('i.bureau_id', '=', 'f.bureau_id').onRef('i.inspection_id', '=', 'f.inspection_id'),
    )
    .select(['i.signed_on', 'f.content'])
    .where('f.bureau_id', '=', tx.bureauId)
    .where('i.enterprise_id', '=', visit.enterpriseId)
    .where('i.inspection_id', '<>', visit.inspectionId)
    .where('i.signed_on', 'is not', null)
    .where('f.is_withdrawn', '=', false)
    .orderBy('i.signed_on', 'desc')
    .orderBy('f.number')
    .limit(50)
    .execute();
  return rows.map(({ signed_on: foundOn, content: { place, description, measure } }) => ({
    foundOn: foundOn ?? '',
    place,
    description,
    measure,
  }));
}
