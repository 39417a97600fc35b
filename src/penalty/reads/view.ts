/** One case with everything on its page: where it comes from, what happened, what runs, what is next and for whom. @module */
import { bureauCode, listHolders, staffNames } from '../../bureau/reads.ts';
import { mayDo, type Actor, type Role } from '../../core/actor.ts';
import { daysBetween } from '../../core/calendar/day.ts';
import { dayOf } from '../../core/clock.ts';
import { documentHash } from '../../core/command.ts';
import { findSerial } from '../../core/register/register.ts';
import type { ReadTx } from '../../core/transact.ts';
import { deedOf, penaltyDeeds } from '../deeds.ts';
import { standingRefusals } from '../rules/check.ts';
import { termsOf } from '../rules/deadlines.ts';
import { decisionDocument } from '../rules/document.ts';
import { extraThrough, outstandingOf, principalOf } from '../rules/money.ts';
import { turnsOf } from '../rules/turns.ts';
import { SERIES } from '../types/documents.ts';
import type { CaseFile } from '../types/file.ts';
import { ACT_NAMES, actRule } from '../types/table.ts';
import type { CaseEvent, CaseView, PenaltySetup } from '../types/views.ts';
import '../../rectification/tables.ts';
import { contextOf, listActs, listBenchmarks, listDelegations, readSetting } from './cases.ts';
import { listOfficers } from '../../rectification/reads/orders.ts';

export async function viewCase(tx: ReadTx, file: CaseFile, actor: Actor): Promise<CaseView> {
  const context = await contextOf(tx, actor, { party: file.lead.party, caseId: file.caseId });
  const { calendar, setting, today } = context;
  const serial = await findSerial(tx, SERIES, file.caseId);
  const origin = await originOf(tx, file);
  const people = await peopleOf(tx);
  const names = new Map(people.map(({ staffId, name }) => [staffId, name]));
  const outcome = file.submission?.outcome;
  const may = ACT_NAMES.filter(
    (act) => actRule(act).from.includes(file.state) && mayDo(actor.roles, penaltyDeeds[deedOf(act)]),
  );
  return {
    file,
    serial: serial === undefined ? null : `〔${serial.year}〕${serial.serial}号`,
    today,
    inspectionId: origin?.inspectionId ?? null,
    orderId: origin?.orderId ?? null,
    events: await eventsOf(tx, file, origin),
    terms: termsOf(file, setting, calendar),
    turns: turnsOf(file, context).map((turn) => ({ ...turn, names: turn.staffIds.map((id) => names.get(id) ?? id) })),
    acts: may.map((act) => ({
      act,
      refusals: standingRefusals(file, act, context).map(({ facts, ...refusal }) => ({
        ...refusal,
        ...(facts === undefined ? {} : { facts: plain(facts) }),
      })),
    })),
    hashToSign:
      file.state !== 'deciding' || serial === undefined || outcome === undefined
        ? null
        : documentHash(decisionDocument(file, outcome, { bureau: await bureauCode(tx), serial })),
    money: {
      principal: file.decision === null ? 0 : principalOf(file.decision.outcome),
      outstanding: outstandingOf(file),
      accrued: extraThrough(file, today, calendar),
    },
    officers: await officersOf(tx),
    people,
    benchmarks: context.benchmarks.map((each) => ({ ...each })),
    setting,
  };
}

function plain(
  facts: Readonly<Record<string, string | number | boolean | readonly string[]>>,
): Record<string, string | number | boolean | string[]> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, typeof value === 'object' ? [...value] : value]),
  );
}

/** Officers on duty, as forms choose them. */
async function officersOf(tx: ReadTx): Promise<CaseView['officers']> {
  return (await listOfficers(tx))
    .filter(({ status }) => status === 'on-duty')
    .map(({ personId, name, certificateNumber, staffId }) => ({
      officerId: personId,
      name,
      number: certificateNumber,
      staffId,
    }));
}

const PEOPLE: readonly Role[] = ['head', 'deputy-head', 'section-chief', 'legal-reviewer', 'officer'];
/** People of the house who may preside, discuss, be told. */
async function peopleOf(tx: ReadTx): Promise<CaseView['people']> {
  const people = new Map<string, CaseView['people'][number]>();
  for (const role of PEOPLE)
    for (const { staffId, name } of await listHolders(tx, role)) {
      const had = people.get(staffId);
      people.set(staffId, { staffId, name, roles: [...(had?.roles ?? []), role] });
    }
  return [...people.values()];
}

interface Origin {
  readonly drawId: string;
  readonly inspectionId: string;
  readonly orderId: string;
}

async function originOf(tx: ReadTx, { findingId }: CaseFile): Promise<Origin | undefined> {
  if (findingId === null) return undefined;
  return tx.db
    .selectFrom('rectification_item as i')
    .innerJoin('rectification_order as o', (join) =>
      join.onRef('o.bureau_id', '=', 'i.bureau_id').onRef('o.order_id', '=', 'i.order_id'),
    )
    .innerJoin('inspection as v', (join) =>
      join.onRef('v.bureau_id', '=', 'o.bureau_id').onRef('v.inspection_id', '=', 'o.inspection_id'),
    )
    .select(['v.draw_id as drawId', 'v.inspection_id as inspectionId', 'o.order_id as orderId'])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.finding_id', '=', findingId)
    .executeTakeFirst();
}

/** What came before the case, from the draw on: the deeds that made a step. */
const BEFORE = [
  'draw.announce',
  'draw.release',
  'inspection.notify',
  'inspection.check-in',
  'inspection.sign-off',
  'rectification.serve',
  'rectification.sign-round',
  'rectification.refer-case',
];

async function eventsOf(tx: ReadTx, file: CaseFile, origin: Origin | undefined): Promise<CaseEvent[]> {
  const before =
    origin === undefined
      ? []
      : await tx.db
          .selectFrom('deed')
          .select(['seq', 'kind', 'at', 'actor_id as by'])
          .where('bureau_id', '=', tx.bureauId)
          .where('subject_id', 'in', [origin.drawId, origin.inspectionId, origin.orderId])
          .where('kind', 'in', BEFORE)
          .orderBy('seq')
          .execute();
  const acts = await listActs(tx, file.caseId);
  const lines = [
    ...before.map(({ seq, kind, at, by }) => ({ id: `deed/${seq}`, kind, at, by, note: '' })),
    ...acts.map(({ seq, act, at, by, content }) => ({
      id: `act/${seq}`,
      kind: deedOf(act),
      at,
      by,
      note: noteOf(content),
    })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  const names = await staffNames(
    tx,
    lines.map(({ by }) => by),
  );
  return lines.map(({ by, ...line }, n) => {
    const last = lines[n - 1];
    return {
      ...line,
      who: names.get(by) ?? '',
      lag: last === undefined ? null : daysBetween(dayOf(last.at), dayOf(line.at)),
    };
  });
}

/** Of what was said the words that explain the step. */
function noteOf(content: unknown): string {
  if (typeof content !== 'object' || content === null) return '';
  const words = new Map(Object.entries(content));
  const note: unknown = ['opinion', 'reason', 'reply', 'result', 'statement', 'request', 'summary']
    .map((key) => words.get(key) as unknown)
    .find((value) => typeof value === 'string' && value !== '');
  return typeof note === 'string' ? note : '';
}

/** 裁量基准、办案设置、代理. */
export async function viewSetup(tx: ReadTx): Promise<PenaltySetup> {
  const delegations = await listDelegations(tx);
  const names = await staffNames(
    tx,
    delegations.map(({ staffId }) => staffId),
  );
  return {
    ...(await readSetting(tx)),
    benchmarks: await listBenchmarks(tx),
    delegations: delegations.map(({ delegationId, staffId, from, until, reason, endedOn }) => ({
      delegationId,
      staffId,
      name: names.get(staffId) ?? staffId,
      from,
      until,
      reason,
      endedOn,
    })),
    deputies: (await listHolders(tx, 'deputy-head')).map(({ staffId, name }) => ({ staffId, name })),
    officers: await officersOf(tx),
    today: tx.today,
  };
}
