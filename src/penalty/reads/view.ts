/** One case with everything on its page: where it comes from, what happened, what runs, what is next and for whom. @module */
import { bureauCode, listHolders, staffNames } from '../../bureau/reads.ts';
import { mayDo, type Actor, type Role } from '../../core/actor.ts';
import { daysBetween } from '../../core/calendar/day.ts';
import { dayOf } from '../../core/clock.ts';
import { documentHash } from '../../core/command.ts';
import { findSerial } from '../../core/register/register.ts';
import type { ReadTx } from '../../core/transact.ts';
import { deedOf, penaltyDeeds } from '../deeds.ts';
import { hasMatter, standingRefusals } from '../rules/check.ts';
import { termsOf } from '../rules/deadlines.ts';
import { decisionDocument } from '../rules/document.ts';
import { draftsOf } from '../rules/forms.ts';
import { nameOfActor } from '../rules/party.ts';
import { extraThrough, outstandingOf, principalOf } from '../rules/money.ts';
import { turnsOf } from '../rules/turns.ts';
import { SERIES } from '../types/documents.ts';
import type { CaseFile } from '../types/file.ts';
import { formRule } from '../types/forms.ts';
import type { LaterSubjectsOf } from '../types/later.ts';
import { ACT_NAMES, actRule } from '../types/table.ts';
import type { CaseEvent, CaseView, PenaltySetup } from '../types/views.ts';
import { aboutCase, contextOf } from './context.ts';
import { listCaseDocuments } from './documents.ts';
import { listActs, listBenchmarks, listDelegations, readSetting } from './cases.ts';
import { findOrigin, type Origin } from './findings.ts';
import { listOfficers } from '../../rectification/reads/orders.ts';

/** Without the code of the party's page, which is its handlers'. */
export async function viewCase(
  tx: ReadTx,
  file: CaseFile,
  actor: Actor,
  laterOf: LaterSubjectsOf,
): Promise<Omit<CaseView, 'access'>> {
  const context = await contextOf(tx, actor, aboutCase(file));
  const { calendar, setting, today } = context;
  const serial = await findSerial(tx, SERIES, file.caseId);
  const origin = await findOrigin(tx, file.findingId);
  const people = await peopleOf(tx);
  const names = new Map(people.map(({ staffId, name }) => [staffId, name]));
  const outcome = file.submission?.outcome;
  const may = ACT_NAMES.filter(
    (act) =>
      actRule(act).from.includes(file.state) && mayDo(actor.roles, penaltyDeeds[deedOf(act)]) && hasMatter(file, act),
  );
  return {
    file,
    serial: serial === undefined ? null : `〔${serial.year}〕${serial.serial}号`,
    today,
    inspectionId: origin?.inspectionId ?? null,
    orderId: origin?.orderId ?? null,
    events: await eventsOf(tx, file, origin, laterOf),
    documents: await listCaseDocuments(tx, file),
    drafts: draftsOf(file).map(({ form, aboutId }) => ({ form, aboutId, title: formRule(form).title })),
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
    visit: { pieces: [...context.visit.pieces], findings: [...context.visit.findings] },
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

/** What came before the case, from the draw on, and what came of it, to the archive: the deeds that made a step. */
const BESIDE = [
  'draw.announce',
  'draw.release',
  'inspection.notify',
  'inspection.check-in',
  'inspection.sign-off',
  'rectification.serve',
  'rectification.sign-round',
  'rectification.refer-case',
  'disclosure.publish',
  'disclosure.correct',
  'disclosure.withdraw',
  'disclosure.repair',
  'credit.decide',
  'credit.publish',
  'credit.decide-removal',
  'archive.assemble',
  'archive.seal',
  'archive.amend',
  'archive.confirm-transfer',
];

async function eventsOf(
  tx: ReadTx,
  file: CaseFile,
  origin: Origin | undefined,
  laterOf: LaterSubjectsOf,
): Promise<CaseEvent[]> {
  const later = await laterOf(tx, { caseId: file.caseId, inspectionId: origin?.inspectionId ?? null });
  const before = origin === undefined ? [] : [origin.drawId, origin.inspectionId, origin.orderId];
  const acts = await listActs(tx, file.caseId);
  const lines = [
    ...(await stepsOf(tx, before)),
    ...acts.map(({ seq, act, at, by, content }) => ({
      id: `act/${seq}`,
      kind: deedOf(act),
      at,
      by,
      note: noteOf(content),
    })),
    ...(await stepsOf(tx, later)),
    // Of one instant each in its turn.
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  const names = await staffNames(
    tx,
    lines.map(({ by }) => by),
  );
  return lines.map(({ by, ...line }, n) => {
    const last = lines[n - 1];
    return {
      ...line,
      who: nameOfActor(by, names, file),
      lag: last === undefined ? null : daysBetween(dayOf(last.at), dayOf(line.at)),
    };
  });
}

/** The deeds that made a step of something, in their order. */
async function stepsOf(tx: ReadTx, subjects: readonly string[]) {
  if (subjects.length === 0) return [];
  const deeds = await tx.db
    .selectFrom('deed')
    .select(['seq', 'kind', 'at', 'actor_id as by'])
    .where('bureau_id', '=', tx.bureauId)
    .where('subject_id', 'in', subjects)
    .where('kind', 'in', BESIDE)
    .orderBy('seq')
    .execute();
  return deeds.map(({ seq, kind, at, by }) => ({ id: `deed/${seq}`, kind, at, by, note: '' }));
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
