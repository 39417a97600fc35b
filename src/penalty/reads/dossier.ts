/** 案卷 as the papers of a case print it. @module */
import { findProfile, staffNames } from '../../bureau/reads.ts';
import { deadline } from '../../core/calendar/deadline.ts';
import { listDocuments } from '../../core/register/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { CaseContext } from '../rules/context.ts';
import { decideTerm, seizureTerm, HOLD_WORKDAYS } from '../rules/deadlines.ts';
import { extraThrough, outstandingOf, principalOf } from '../rules/money.ts';
import { citationsOn } from '../rules/citations.ts';
import { appliedBenchmark } from '../rules/outcome.ts';
import { nameOfActor } from '../rules/party.ts';
import { SERIES } from '../types/documents.ts';
import type { Dossier, DossierAct } from '../types/dossier.ts';
import type { CaseFile } from '../types/file.ts';
import type { PenaltyForm } from '../types/forms.ts';
import type { CaseAct } from '../types/table.ts';
import { listActs } from './cases.ts';

/** As the register names the forms of a case. */
export const formName = (form: PenaltyForm): string => `penalty/${form}`;

/** The case after the act in hand, which is not stored yet; without one, as it stands. */
export async function readDossier(
  tx: ReadTx,
  file: CaseFile,
  context: CaseContext,
  hand?: { readonly act: CaseAct; readonly content: unknown },
): Promise<Dossier> {
  const stored = await listActs(tx, file.caseId);
  const acts = [...stored, ...(hand === undefined ? [] : [{ ...hand, by: context.staffId, on: context.today }])];
  const presider = file.hearing?.presiderId;
  const people = await staffNames(tx, [
    ...acts.map(({ by }) => by),
    ...acts.flatMap(({ act, content }) => attendees(act, content)),
    ...(presider === null || presider === undefined ? [] : [presider]),
  ]);
  const profile = (await findProfile(tx))?.profile;
  const outcome = file.decision?.outcome;
  return {
    bureau: {
      address: profile?.address ?? '',
      phone: profile?.phone ?? '',
      reconsideration: profile?.reconsideration ?? '',
      court: profile?.court ?? '',
    },
    file,
    acts: acts.map(({ act, content, by, on }): DossierAct => ({ act, content, by: nameOfActor(by, people, file), on })),
    today: context.today,
    people,
    officers: new Map(
      context.officers.map(({ personId, name, certificateNumber: number }) => [personId, { name, number }]),
    ),
    law: lawOf(file, context),
    payTo: context.setting.payTo,
    argueWorkdays: context.setting.argueWorkdays,
    decideBy: decideTerm(file, context)?.due ?? null,
    holdBy: new Map(
      file.holds.flatMap(({ holdId, approvedOn }) =>
        approvedOn === null
          ? []
          : [
              [
                holdId,
                deadline({ unit: 'workday', n: HOLD_WORKDAYS, start: approvedOn }, context.calendar).due,
              ] as const,
            ],
      ),
    ),
    seizureBy: new Map(
      file.seizures.flatMap((seizure) => {
        const term = seizureTerm(file, seizure, context.calendar);
        return term === null ? [] : [[seizure.seizureId, term.due] as const];
      }),
    ),
    money: {
      principal: outcome === undefined ? 0 : principalOf(outcome),
      outstanding: outstandingOf(file),
      accrued: extraThrough(file, context.today, context.calendar),
    },
    issued: inOrder(file, await listDocuments(tx, SERIES, file.caseId)).map(
      ({ documentId, form, aboutId, title, number, issuedOn: on, end }) => ({
        documentId,
        form: form.replace(/^penalty\//, '') as PenaltyForm,
        aboutId,
        title,
        number,
        on,
        isOver: end !== null,
      }),
    ),
  };
}

/** In the order in which they were issued: several of one act have one instant. */
export function inOrder<D extends { readonly documentId: string }>(
  { papers }: Pick<CaseFile, 'papers'>,
  documents: readonly D[],
): D[] {
  const places = new Map(papers.map(({ documentId }, n) => [documentId, n]));
  return documents.toSorted(
    (a, b) => (places.get(a.documentId) ?? papers.length) - (places.get(b.documentId) ?? papers.length),
  );
}

function attendees(act: CaseAct, content: unknown): readonly string[] {
  return act === 'discuss' ? (content as { readonly attendeeIds: readonly string[] }).attendeeIds : [];
}

/** 从旧兼从轻, as it was judged. */
function lawOf({ report, lead, daily }: CaseFile, { benchmarks, today }: CaseContext): Dossier['law'] {
  const applied =
    report === null
      ? undefined
      : appliedBenchmark(
          benchmarks,
          { code: report.benchmark, grade: report.grade },
          { violatedOn: lead.violatedOn, today },
        );
  return {
    violates: applied?.benchmark.violates ?? '',
    basis: [applied?.benchmark.basis ?? '', ...(daily === null ? [] : [citationsOn(today).按日条款])]
      .filter((words) => words !== '')
      .join('、'),
    grade: daily === null ? (applied?.grade.title ?? '') : '按日连续处罚，不另行裁量',
  };
}
