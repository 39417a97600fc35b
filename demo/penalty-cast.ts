/** Who carries the cases of the demo year, and how: each step of a case as its people do it. @module */
import { read } from '../src/core/transact.ts';
import { dayOf } from '../src/core/clock.ts';
import { execute, type DeedSpec } from '../src/core/command.ts';
import { newId } from '../src/core/ids.ts';
import { approveEntry, confirmEntry } from '../src/disclosure/actions.ts';
import { findEntryOfCase } from '../src/disclosure/reads/entries.ts';
import type { Paper } from '../src/inspection/types/documents.ts';
import { caseDeed, openLead } from '../src/penalty/actions/case.ts';
import { setBenchmark } from '../src/penalty/actions/settings.ts';
import { findCase } from '../src/penalty/reads/cases.ts';
import { viewCase } from '../src/penalty/reads/view.ts';
import type { ActOnCase } from '../src/penalty/rules/apply.ts';
import { standingEvidence } from '../src/penalty/rules/evidence.ts';
import { servable } from '../src/penalty/rules/forms.ts';
import { outstandingOf } from '../src/penalty/rules/money.ts';
import type { ActInput, Lead, Report } from '../src/penalty/types/acts.ts';
import type { Outcome, Service } from '../src/penalty/types/case.ts';
import type { EvidenceInput } from '../src/penalty/types/evidence.ts';
import type { PartyAct } from '../src/penalty/types/table.ts';
import { enterpriseActor } from '../src/rectification/rules/access.ts';
import type { Benchmark } from '../src/penalty/types/settings.ts';
import type { DemoPeople } from './bureau.ts';
import { demoCreditCode } from './codes.ts';
import { DEMO_OFFICE, type DemoStaff } from './logins.ts';
import { laterSubjectsOf } from '../src/http/case-later.ts';
import { publishAsRead } from './publish.ts';
import { actorFor, DEMO_BUREAU, expectDone, type Stage } from './stage.ts';

export const SMALL: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 2_000_000 }] };
export const CAUSE = '未采取措施消除事故隐患';

const HAZARD: Benchmark = {
  code: 'hazard-102',
  title: '未采取措施消除事故隐患',
  violates: '《中华人民共和国安全生产法》第四十一条第二款',
  basis: '《中华人民共和国安全生产法》第一百零二条',
  validFrom: '2021-09-01',
  isSafety: true,
  grades: [
    {
      code: 'light',
      title: '较轻',
      condition: '一般事故隐患一处，已改正',
      minFen: 0,
      maxFen: 1_000_000,
      kinds: ['warning'],
    },
    {
      code: 'usual',
      title: '一般',
      condition: '一般事故隐患两处以上',
      minFen: 1_000_000,
      maxFen: 3_000_000,
      kinds: [],
    },
    {
      code: 'grave',
      title: '较重',
      condition: '重大事故隐患',
      minFen: 3_000_000,
      maxFen: 5_000_000,
      kinds: ['stop'],
    },
    {
      code: 'refused',
      title: '严重',
      condition: '拒不执行责令改正，责令停产停业整顿',
      minFen: 5_000_000,
      maxFen: 10_000_000,
      kinds: ['stop'],
    },
  ],
  source: '演示用裁量基准，不是正式文件',
};

export type Cast = ReturnType<typeof openCast>;
export type Words<A extends ActOnCase> = Omit<ActInput<A>, 'caseId'>;

/** The people of the demo's cases, and what they do in each. */
export function openCast(stage: Stage, people: DemoPeople) {
  let officers: readonly { readonly staff: DemoStaff; readonly officerId: string }[] = [];
  const ids = (): string[] => officers.map(({ officerId }) => officerId);
  const today = (): string => dayOf(stage.runtime.clock.now());
  const handler = (): DemoStaff => {
    const [first] = officers;
    if (first === undefined) throw new Error('the demo has no officer for its cases');
    return first.staff;
  };
  const act = async <A extends ActOnCase>(who: DemoStaff, act_: A, caseId: string, words: Words<A>): Promise<void> => {
    const spec: DeedSpec = caseDeed(act_);
    await stage.act(who, spec, { ...words, caseId });
  };
  /** The party, by the code of its case. */
  const byParty = async <A extends PartyAct>(act_: A, caseId: string, words: Words<A>): Promise<void> => {
    const party = enterpriseActor(DEMO_BUREAU, caseId);
    expectDone(act_, await execute(stage.runtime, party, caseDeed(act_), newId(), { ...words, caseId }));
  };
  const service = (): Service => ({ means: 'direct', on: today(), recipient: '甲企示', officerIds: ids() });
  /** A piece that the two handlers took today. */
  const pieceOf = (kind: EvidenceInput['kind'], name: string, proves: string): EvidenceInput => ({
    kind,
    name,
    source: '执法人员现场取得',
    originality: 'original',
    obtainedOn: today(),
    place: '生产车间',
    proves,
    officerIds: ids(),
    files: [],
    photoIds: [],
    findingIds: [],
  });
  return {
    stage,
    pieceOf,
    today,
    ids,
    handler,
    act,
    byParty,
    service,
    setUp: async () => {
      const rows = await read(stage.runtime, DEMO_BUREAU, ({ db }) =>
        db
          .selectFrom('officer')
          .select(['officer_id', 'certificate_number'])
          .where('bureau_id', '=', DEMO_BUREAU)
          .where('status', '=', 'on-duty')
          .where('staff_id', 'is not', null)
          .where('certificate_expires_on', '>', '2027-01-01')
          .orderBy('certificate_number')
          .limit(2)
          .execute(),
      );
      officers = rows.flatMap(({ officer_id: officerId, certificate_number: number }) => {
        const staff = people.officers.get(number);
        return staff === undefined ? [] : [{ staff, officerId }];
      });
      await stage.act(DEMO_OFFICE.legal, setBenchmark, { benchmark: HAZARD });
    },
    open: async (n: number, cause: string, facts: string): Promise<string> => {
      const { caseId } = await stage.act(handler(), openLead, { lead: leadOf(n, cause, facts, today()) });
      await act(handler(), 'request-filing', caseId, {
        officerIds: ids(),
        cause,
        facts,
        opinion: '事实初步查明，建议立案',
      });
      return caseId;
    },
    /** Filed, investigated, reported, reviewed. */
    investigate: async (
      caseId: string,
      grade: string,
      outcome: Outcome,
      facts: string,
      corrected: Pick<Report, 'correction' | 'isCorrected'> = { correction: '责令立即改正，已改正', isCorrected: true },
    ): Promise<void> => {
      const survey: Paper = {
        kind: 'survey',
        from: `${today()}T09:30`,
        to: `${today()}T10:10`,
        place: '生产车间',
        weather: '晴',
        party: '甲企示',
        invited: '',
        result: facts,
      };
      await act(handler(), 'add-evidence', caseId, {
        evidence: { ...pieceOf('record', '现场勘验笔录', facts), paper: survey },
      });
      const file = await read(stage.runtime, DEMO_BUREAU, (tx) => findCase(tx, caseId));
      await act(handler(), 'finish-investigation', caseId, {
        report: {
          facts: [
            {
              text: facts,
              evidenceIds: (file === undefined ? [] : standingEvidence(file)).map(({ evidenceId }) => evidenceId),
            },
          ],
          benchmark: 'hazard-102',
          grade,
          circumstances: '符合该档次的适用情形，无从重情节',
          ...corrected,
          hasHarm: false,
          isComplex: false,
          outcome,
        },
      });
      await act(DEMO_OFFICE.legal, 'review', caseId, {
        outcome: 'agreed',
        opinion: '事实清楚，证据充分，适用依据正确，程序合法',
      });
    },
    /** Whatever the case has issued for the party and has no receipt of. */
    deliver: async (caseId: string): Promise<void> => {
      const file = await read(stage.runtime, DEMO_BUREAU, (tx) => findCase(tx, caseId));
      const documentIds = file === undefined ? [] : servable(file).map(({ documentId }) => documentId);
      await act(handler(), 'serve', caseId, { documentIds, service: service() });
    },
    sign: async (caseId: string): Promise<void> => {
      const hash = await read(stage.runtime, DEMO_BUREAU, async (tx) => {
        const file = await findCase(tx, caseId);
        return file === undefined
          ? null
          : (await viewCase(tx, file, actorFor(DEMO_OFFICE.head), laterSubjectsOf)).hashToSign;
      });
      await act(DEMO_OFFICE.head, 'decide', caseId, { documentHash: hash ?? '' });
    },
    /** 公示: by the handler, the section chief and the reviewer, of what the job has drafted from the decision. */
    disclose: async (caseId: string): Promise<void> => {
      await stage.settle();
      const entry = await read(stage.runtime, DEMO_BUREAU, (tx) => findEntryOfCase(tx, caseId));
      if (entry === undefined) throw new Error('the demo decision has no public copy');
      const { entry_id: entryId } = entry;
      await stage.act(handler(), confirmEntry, { entryId });
      await stage.act(DEMO_OFFICE.sectionChief, approveEntry, { entryId });
      await publishAsRead(stage, entryId);
    },
    owed: async (caseId: string): Promise<number> => {
      const file = await read(stage.runtime, DEMO_BUREAU, (tx) => findCase(tx, caseId));
      return file === undefined ? 0 : outstandingOf(file);
    },
    /** The receipt that waits to be found. */
    claimOf: async (caseId: string): Promise<string> => {
      const file = await read(stage.runtime, DEMO_BUREAU, (tx) => findCase(tx, caseId));
      return file?.claims.find(({ settled }) => settled === null)?.claimId ?? '';
    },
    finish: async (caseId: string, result: string): Promise<void> => {
      await act(handler(), 'request-closing', caseId, { result });
      await act(DEMO_OFFICE.deputy, 'approve-closing', caseId, { opinion: '同意结案' });
    },
  };
}

export function leadOf(n: number, cause: string, facts: string, violatedOn: string): Lead {
  return {
    source: 'complaint',
    party: {
      kind: 'unit',
      name: `示例第${n}机械厂（演示）`,
      creditCode: demoCreditCode(900 + n),
      principal: '乙企示',
      address: `西青区示例路${n}号`,
      enterpriseId: null,
    },
    cause,
    facts,
    violatedOn,
  };
}
