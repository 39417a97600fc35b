/** Days that the thirty of a seizure and the ninety of a decision do not count (行政强制法 §25; docs/adr/0083). */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR } from '../core/calendar/national.ts';
import { addDays } from '../core/calendar/day.ts';
import { newId } from '../core/ids.ts';
import { pdfText } from '../testing/pdf.ts';
import { newCase } from './rules/begin.ts';
import { decideTerm, seizureTerm, termsOf } from './rules/deadlines.ts';
import { turnsOf } from './rules/turns.ts';
import { documentsOf } from './roads.testing.ts';
import {
  carryCase,
  caseOf,
  DAY,
  doAct,
  FINE,
  HEAD,
  lead,
  openedCaseScene,
  reportOf,
  sampleEvidence,
  sampleLead,
  sampleService,
  tryAct,
} from './scene.testing.ts';
import type { CaseFile } from './types/file.ts';
import { DEFAULT_SETTING, type PenaltySetting } from './types/settings.ts';

const calendar = NATIONAL_CALENDAR;
const SEIZED = '00000000-0000-4000-8000-00000000000a';
const TESTED = '00000000-0000-4000-8000-00000000000b';
type Told = { readonly on: string; readonly to: string; readonly servedOn: string | null; readonly isOver?: boolean };

/** A case whose seizure of 2 March is tested, as the party was told: without pauses its thirty days end on 1 April. */
function tested(told: readonly Told[], endedOn: string | null = null): CaseFile {
  const file = newCase(newId(), sampleLead(), { openedOn: DAY, findingId: null });
  return {
    ...file,
    state: 'investigating',
    filedOn: DAY,
    seizures: [
      {
        seizureId: SEIZED,
        ground: 'goods',
        problem: '',
        goods: [],
        place: '',
        requestedOn: DAY,
        approvedOn: DAY,
        extendedOn: null,
        end: null,
        endedOn: null,
      },
    ],
    appraisals: [
      {
        appraisalId: TESTED,
        seizureId: SEIZED,
        agency: '机构',
        goods: '物品',
        wanted: '检测',
        periods: told.map(({ on, to }) => ({ on, to })),
        outcome: endedOn === null ? null : 'concluded',
        endedOn,
      },
    ],
    papers: told.map(({ on, servedOn, isOver = false }) => ({
      documentId: newId(),
      form: 'appraisal-notice',
      aboutId: TESTED,
      on,
      servedOn,
      isOver,
    })),
  };
}

function seizedUntil(file: CaseFile): readonly [string | undefined, number | undefined] {
  const [seizure] = file.seizures;
  const term = seizure === undefined ? null : seizureTerm(file, seizure, calendar);
  return [term?.due, term?.paused];
}

describe('the thirty days of a seizure', () => {
  test.each([
    [
      'stand still while the goods are tested, from the day after the party was told',
      [{ on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-06' }],
      null,
      '2026-04-15',
      14,
    ],
    [
      'count the day of the commission itself',
      [{ on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-05' }],
      null,
      '2026-04-16',
      15,
    ],
    [
      'go on when the opinion comes early',
      [{ on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-06' }],
      '2026-03-15',
      '2026-04-10',
      9,
    ],
    [
      'go on after the day that was named, though the agency is late',
      [{ on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-06' }],
      '2026-03-28',
      '2026-04-15',
      14,
    ],
    [
      'do not wait for a test that the party was not told of',
      [{ on: '2026-03-05', to: '2026-03-20', servedOn: null }],
      null,
      '2026-04-01',
      0,
    ],
    [
      'nor for one whose 告知书 was voided',
      [{ on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-06', isOver: true }],
      null,
      '2026-04-01',
      0,
    ],
    [
      'nor before it was told late',
      [{ on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-18' }],
      null,
      '2026-04-03',
      2,
    ],
    [
      'stand still longer when it was prolonged in time and told',
      [
        { on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-06' },
        { on: '2026-03-19', to: '2026-03-31', servedOn: '2026-03-19' },
      ],
      null,
      '2026-04-27',
      25,
    ],
    [
      'have the days between against the bureau when the longer one was told late',
      [
        { on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-06' },
        { on: '2026-03-19', to: '2026-03-31', servedOn: '2026-03-23' },
      ],
      null,
      '2026-04-23',
      22,
    ],
  ] as const)('%s', (_what, told, endedOn, due, paused) => {
    expect(seizedUntil(tested(told, endedOn))).toEqual([due, paused]);
  });
  test('are shown with the days that were left out; the queue and the extension follow them', () => {
    const file = tested([{ on: '2026-03-05', to: '2026-03-20', servedOn: '2026-03-06' }]);
    const terms = termsOf(file, DEFAULT_SETTING, calendar);
    expect(terms.find(({ key }) => key === 'seizure')).toMatchObject({ due: '2026-04-15', paused: 14 });
    const turns = turnsOf(file, { setting: DEFAULT_SETTING, calendar, today: '2026-03-10' });
    expect(turns.find(({ act }) => act === 'settle-seizure')?.dueOn).toBe('2026-04-15');
    expect(turns.find(({ act }) => act === 'end-appraisal')?.dueOn).toBe('2026-03-20');
  });
});

describe('the ninety days of a decision', () => {
  const due = (file: CaseFile, pausedBy: PenaltySetting['pausedBy']) =>
    decideTerm(file, { setting: { pausedBy }, calendar })?.due;
  const appraised = tested([{ on: '2026-03-05', to: '2026-03-20', servedOn: null }], '2026-03-19');
  test('wait for nothing until the bureau says by which rule', () => {
    expect(due(appraised, [])).toBe('2026-06-01');
  });
  test('wait for an appraisal, a hearing and a public notice where they are set to', () => {
    // 2 March and ninety days is Sunday, 31 May; fourteen days of appraisal make it 14 June, a Sunday as well.
    expect(due(appraised, ['appraisal'])).toBe('2026-06-15');
    const hearing = {
      requestedOn: '2026-04-10',
      on: '2026-04-24',
      place: '',
      presiderId: null,
      heardOn: null,
      droppedOn: null,
    };
    expect(due({ ...appraised, hearing }, ['hearing'])).toBe('2026-06-15');
    expect(due({ ...appraised, hearing: { ...hearing, heardOn: '2026-04-28' } }, ['hearing'])).toBe('2026-06-18');
    expect(due({ ...appraised, hearing: { ...hearing, on: null } }, ['hearing'])).toBe('2026-06-01');
    const service = { means: 'public', on: '2026-04-01', recipient: '', officerIds: [] } as const;
    const notice = { outcome: FINE, isHeard: false, service, arrivedOn: '2026-05-01' } as const;
    expect(
      due({ ...appraised, notices: [{ ...notice, service: { ...service, officerIds: [] } }] }, ['public-notice']),
    ).toBe('2026-06-30');
  });
});

describe('a commission to test what was seized', () => {
  const scene = openedCaseScene();

  async function seizedCase(): Promise<{ readonly caseId: string; readonly seizureId: string }> {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'investigating', FINE);
    const asked = await doAct(scene, lead(scene), 'request-seizure', caseId, {
      seizure: {
        ground: 'goods',
        problem: '违法储存',
        goods: [{ name: '稀料', model: '', quantity: '2桶' }],
        place: '仓库',
      },
    });
    const seizureId = asked.seizures[0]?.seizureId ?? '';
    await doAct(scene, HEAD, 'approve-seizure', caseId, { seizureId, opinion: '同意' });
    return { caseId, seizureId };
  }
  const commission = (seizureId?: string) => ({
    appraisal: {
      agency: '某检测机构',
      goods: '稀料2桶',
      wanted: '闪点',
      dueOn: addDays(DAY, 10),
      ...(seizureId === undefined ? {} : { seizureId }),
    },
  });

  test('tells the party how long, by a paper of its own that has to be served', async () => {
    const { caseId, seizureId } = await seizedCase();
    await doAct(scene, lead(scene), 'commission-appraisal', caseId, commission(seizureId));
    const papers = (await documentsOf(scene, caseId)).filter(({ form }) => form.includes('appraisal'));
    expect(papers.map(({ form }) => form)).toEqual(['penalty/appraisal', 'penalty/appraisal-notice']);
    const words = await pdfText(await scene.runtime.files.get(papers[1]?.sha256 ?? ''));
    expect(words.replaceAll(/\s/g, '')).toContain('自2026年3月2日至2026年3月12日');
    const notice = (await caseOf(scene, caseId)).papers.find(({ form }) => form === 'appraisal-notice');
    expect(seizedUntil(await caseOf(scene, caseId))).toEqual(['2026-04-01', 0]);
    await doAct(scene, lead(scene), 'serve', caseId, {
      documentIds: [notice?.documentId ?? ''],
      service: sampleService(scene),
    });
    expect(seizedUntil(await caseOf(scene, caseId))).toEqual(['2026-04-13', 10]);
  });

  test('of something else tells nobody, and stops nothing', async () => {
    const { caseId } = await seizedCase();
    const { papers } = await doAct(scene, lead(scene), 'commission-appraisal', caseId, commission());
    expect(papers.filter(({ form }) => form === 'appraisal-notice')).toEqual([]);
  });

  test('is refused for a seizure that was not approved, has ended or is another case’s', async () => {
    const [{ caseId, seizureId }, other] = [await seizedCase(), await seizedCase()];
    const of = (id: string) => tryAct(scene, lead(scene), 'commission-appraisal', caseId, commission(id));
    expect(await of(other.seizureId)).toEqual(['seizure-unknown']);
    await doAct(scene, HEAD, 'settle-seizure', caseId, { seizureId, end: 'released', reason: '合格' });
    expect(await of(seizureId)).toEqual(['seizure-unknown']);
  });

  test('is prolonged before its day, to a later one, never afterwards', async () => {
    const { caseId, seizureId } = await seizedCase();
    const { appraisals } = await doAct(scene, lead(scene), 'commission-appraisal', caseId, commission(seizureId));
    const appraisalId = appraisals[0]?.appraisalId ?? '';
    const prolong = (dueOn: string) =>
      tryAct(scene, lead(scene), 'extend-appraisal', caseId, { appraisalId, dueOn, reason: '复测' });
    expect(await prolong(addDays(DAY, 10))).toEqual(['appraisal-not-longer']);
    expect(await prolong(addDays(DAY, 15))).toEqual([]);
    scene.at(addDays(DAY, 16));
    expect(await prolong(addDays(DAY, 30))).toEqual(['appraisal-late']);
  });

  test('ends by an opinion that the case has as evidence, or with the reason why there is none; the report waits for it', async () => {
    const { caseId, seizureId } = await seizedCase();
    const { appraisals } = await doAct(scene, lead(scene), 'commission-appraisal', caseId, commission(seizureId));
    const appraisalId = appraisals[0]?.appraisalId ?? '';
    const end = (said: object) =>
      tryAct(scene, lead(scene), 'end-appraisal', caseId, { appraisalId, on: DAY, ...said } as never);
    await doAct(scene, lead(scene), 'add-evidence', caseId, { evidence: await sampleEvidence(scene) });
    const report = reportOf(await caseOf(scene, caseId), FINE);
    expect(await tryAct(scene, lead(scene), 'finish-investigation', caseId, { report })).toContain('appraisal-open');
    const other = (await caseOf(scene, caseId)).evidence[0]?.evidenceId;
    expect(await end({ outcome: 'concluded', evidenceId: other })).toEqual(['appraisal-without-opinion']);
    expect(await end({ outcome: 'withdrawn' })).toEqual(['appraisal-without-reason']);
    expect(await end({ outcome: 'withdrawn', reason: '不再需要', on: addDays(DAY, 1) })).toEqual(['case-day-later']);
    const opinion = await sampleEvidence(scene, { kind: 'appraisal', name: '检测报告' });
    const { evidence } = await doAct(scene, lead(scene), 'add-evidence', caseId, { evidence: opinion });
    expect(await end({ outcome: 'concluded', evidenceId: evidence.at(-1)?.evidenceId })).toEqual([]);
    expect(await end({ outcome: 'withdrawn', reason: '再撤一次' })).toEqual(['appraisal-unknown']);
    expect(await tryAct(scene, lead(scene), 'finish-investigation', caseId, { report })).not.toContain(
      'appraisal-open',
    );
  });
});
