/** The states of a volume (domain §21.10), how long it is kept, and who may lend, read and destroy it (档案法 §21). */
import { describe, expect, test } from 'vitest';
import { LOAN_STATES, type LoanState } from '../types/after.ts';
import { DEFAULT_ARCHIVE } from '../types/settings.ts';
import { VOLUME_STATES, type VolumeState } from '../types/volume.ts';
import {
  decideLoanRefusals,
  destroyRefusals,
  lendableRefusals,
  loanStateRefusals,
  readingRefusals,
  returnRefusals,
  supervisorRefusals,
  type Loan,
} from './custody.ts';
import { isMove, LENDABLE, moveRefusals, UNSEALED, VOLUME_MOVES, type VolumeDeed } from './moves.ts';
import {
  appraisalRefusals,
  archiveNumber,
  extensionRefusals,
  inspectionGround,
  keepUntil,
  penaltyGround,
  seriesOf,
  transferBy,
} from './retention.ts';
import type { InspectionCourse, PenaltyCourse } from './requirements.ts';

const TODAY = '2036-03-12';
const DEEDS = Object.keys(VOLUME_MOVES) as VolumeDeed[];
const STATES = Object.keys(VOLUME_STATES) as VolumeState[];

/** `a → b` for every step of a deed that the table knows. */
const steps = (deed: string): string =>
  STATES.flatMap((from) =>
    STATES.filter((to) => isMove(deed, from, to)).map((to) => (from === to ? from : `${from} → ${to}`)),
  ).join(', ');

describe('a volume', () => {
  test('is collected, complete, assembled, tested and sealed; then appraised, handed over or destroyed', () => {
    const { 'archive.examine': examined, ...others } = Object.fromEntries(DEEDS.map((deed) => [deed, steps(deed)]));
    expect(others).toEqual({
      'archive.check': 'collecting → complete',
      'archive.explain-missing': 'collecting',
      'archive.add-material': 'collecting',
      'archive.assemble': 'complete → assembled',
      'archive.reopen': 'complete → collecting, assembled → collecting, tested → collecting',
      'archive.seal': 'tested → archived',
      'archive.note-later': 'archived, appraising, condemned, transferring, transferred',
      'archive.amend': 'archived',
      'archive.review-opening': 'archived',
      'archive.appraise': 'archived → appraising',
      'archive.decide-appraisal': 'appraising → archived, appraising → condemned',
      'archive.withdraw-destruction': 'condemned → archived',
      'archive.destroy': 'condemned → destroyed',
      'archive.list-transfer': 'archived → transferring',
      'archive.cancel-transfer': 'transferring → archived',
      'archive.confirm-transfer': 'transferring → transferred',
    });
    expect(VOLUME_MOVES['archive.examine'].to).toEqual(VOLUME_MOVES['archive.examine'].from);
    expect(examined).toContain('assembled → tested');
    expect([...new Set((examined ?? '').split(/, | → /))]).toEqual(['assembled', 'tested', 'archived', 'transferring']);
    expect(isMove('archive.erase', 'archived', 'archived')).toBe(false);
  });
  test('can be lent when it is sealed and here; until it is sealed what is new opens it again', () => {
    expect(LENDABLE).toEqual(['archived']);
    expect(UNSEALED).toEqual(['collecting', 'complete', 'assembled', 'tested']);
    expect(STATES.filter((state) => lendableRefusals(state).length === 0)).toEqual(['archived']);
    expect(lendableRefusals('tested')).toEqual([
      { code: 'archive-state', facts: { state: '检测合格', allowed: ['已归档'] } },
    ]);
  });
  test('out of its turn the state and those in which it may be done are told', () => {
    expect(moveRefusals('archive.seal', 'tested')).toEqual([]);
    expect(moveRefusals('archive.reopen', 'archived')).toEqual([
      { code: 'archive-state', facts: { state: '已归档', allowed: ['齐全', '已组卷', '检测合格'] } },
    ]);
  });
});

describe('保管期限', () => {
  const visit = (change: Partial<InspectionCourse>): InspectionCourse =>
    ({ isImpossible: false, measures: [], ...change }) as InspectionCourse;
  const course = (change: Partial<PenaltyCourse>): PenaltyCourse =>
    ({ isDiscussed: false, isTold: false, ...change }) as PenaltyCourse;

  test('a visit that found something, or could not be made, is kept longer; a case that was discussed or told of a hearing too', () => {
    expect(inspectionGround(visit({}))).toBe('clean');
    expect(inspectionGround(visit({ isImpossible: true }))).toBe('found');
    expect(inspectionGround(visit({ measures: ['rectify'] }))).toBe('found');
    expect(penaltyGround(course({}))).toBe('penalty');
    expect(penaltyGround(course({ isDiscussed: true }))).toBe('major');
    expect(penaltyGround(course({ isTold: true }))).toBe('major');
  });
  test('runs from the year after the closing to the end of a year, or for ever; after ten years it goes to the district', () => {
    expect(keepUntil(2026, 'ten')).toBe('2036-12-31');
    expect(keepUntil(2026, 'thirty')).toBe('2056-12-31');
    expect(keepUntil(2026, 'permanent')).toBeNull();
    expect(transferBy(2026)).toBe('2036-12-31');
  });
  test('only ever grows', () => {
    expect(extensionRefusals('ten', 'thirty')).toEqual([]);
    expect(extensionRefusals('thirty', 'permanent')).toEqual([]);
    for (const next of ['ten', 'thirty'] as const)
      expect(extensionRefusals('thirty', next)).toEqual([
        { code: 'archive-not-longer', at: 'retention', facts: { retention: '30年' } },
      ]);
  });
  test('is over before anything is destroyed; to keep it longer may be proposed at any time', () => {
    const running = { retention: 'ten', keepUntil: TODAY } as const;
    expect(appraisalRefusals(running, { proposal: 'destroy' }, TODAY)).toEqual([
      { code: 'archive-term-running', facts: { day: TODAY } },
    ]);
    expect(appraisalRefusals(running, { proposal: 'destroy' }, '2036-03-13')).toEqual([]);
    expect(appraisalRefusals({ retention: 'permanent', keepUntil: null }, { proposal: 'destroy' }, TODAY)).toEqual([
      { code: 'archive-permanent' },
    ]);
    expect(appraisalRefusals(running, { proposal: 'extend', retention: 'thirty' }, TODAY)).toEqual([]);
    expect(appraisalRefusals(running, { proposal: 'extend', retention: 'ten' }, TODAY)).toMatchObject([
      { code: 'archive-not-longer' },
    ]);
    expect(appraisalRefusals(running, { proposal: 'extend' }, TODAY)).toEqual([]);
  });
});

describe('档号', () => {
  const volume = { kind: 'inspection', year: 2026, retention: 'thirty', serial: 7 } as const;
  test('says fonds, category, year, term, agency and number, as the bureau wants it', () => {
    expect(archiveNumber(DEFAULT_ARCHIVE, volume)).toBe('Z001-JC·2026-D30-YJ-0007');
    expect(archiveNumber({ ...DEFAULT_ARCHIVE, digits: 2, scheme: '{件号}_{全宗号}{无}' }, volume)).toBe('07_Z001');
    expect(archiveNumber(DEFAULT_ARCHIVE, { ...volume, kind: 'draw', retention: 'permanent' })).toBe(
      'Z001-CQ·2026-Y-YJ-0007',
    );
  });
  test('has one series for each kind and term', () => {
    expect(seriesOf('penalty', 'ten')).toBe('archive-penalty-ten');
  });
});

describe('借阅', () => {
  const loan = (change: Partial<Loan> = {}): Loan => ({
    state: 'requested',
    borrower: 'b',
    withInner: false,
    dueOn: null,
    ...change,
  });
  const who = (staffId: string, ...roles: ('archivist' | 'head' | 'deputy-head' | 'officer')[]) => ({ staffId, roles });

  test('nobody grants his own; 副卷 only the heads lend', () => {
    expect(decideLoanRefusals(loan(), who('x', 'archivist'))).toEqual([]);
    expect(decideLoanRefusals(loan({ withInner: true }), who('b', 'archivist'))).toEqual([
      { code: 'archive-loan-own' },
      { code: 'archive-inner-heads' },
    ]);
    for (const role of ['head', 'deputy-head'] as const)
      expect(decideLoanRefusals(loan({ withInner: true }), who('x', 'officer', role))).toEqual([]);
    expect(decideLoanRefusals(loan({ state: 'lent' }), who('x', 'head'))).toEqual([
      { code: 'archive-loan-state', facts: { state: '借出', allowed: ['待批准'] } },
    ]);
  });
  test('stands in one of its states, and says in which', () => {
    const states = Object.keys(LOAN_STATES) as LoanState[];
    expect(states.filter((state) => loanStateRefusals({ state }, ['lent', 'refused']).length === 0)).toEqual([
      'lent',
      'refused',
    ]);
  });
  test('is given back by who has it, or taken back by the archivist', () => {
    expect(returnRefusals(loan({ state: 'lent' }), who('b', 'officer'))).toEqual([]);
    expect(returnRefusals(loan({ state: 'lent' }), who('x', 'archivist'))).toEqual([]);
    expect(returnRefusals(loan(), who('x', 'officer'))).toEqual([
      { code: 'archive-loan-state', facts: { state: '待批准', allowed: ['借出'] } },
      { code: 'archive-loan-other' },
    ]);
  });
  test('the archivist reads everything; everybody else the copy he borrowed, while his time runs', () => {
    const lent = loan({ state: 'lent', dueOn: TODAY });
    expect(readingRefusals('bag', undefined, true, TODAY)).toEqual([]);
    expect(readingRefusals('bag', lent, false, TODAY)).toEqual([{ code: 'archive-bag-archivist' }]);
    expect(readingRefusals('copy', undefined, false, TODAY)).toEqual([{ code: 'archive-not-borrowed' }]);
    expect(readingRefusals('copy', loan(), false, TODAY)).toEqual([{ code: 'archive-not-borrowed' }]);
    expect(readingRefusals('copy', lent, false, TODAY)).toEqual([]);
    expect(readingRefusals('copy', loan({ state: 'lent' }), false, TODAY)).toEqual([]);
    expect(readingRefusals('copy', lent, false, '2036-03-13')).toEqual([
      { code: 'archive-loan-overdue', facts: { day: TODAY } },
    ]);
  });
});

describe('监销', () => {
  test('two people who neither proposed nor approved nor carry it out, each once', () => {
    const people = { concerned: ['p', 'a'], signedBy: ['s'] };
    expect(supervisorRefusals(people, 't')).toEqual([]);
    expect(supervisorRefusals(people, 's')).toEqual([{ code: 'archive-signed-already' }]);
    for (const one of people.concerned)
      expect(supervisorRefusals(people, one)).toEqual([{ code: 'archive-supervisor-concerned' }]);
    expect(destroyRefusals({ ...people, signedBy: ['s', 't'] }, 'p')).toEqual([]);
    expect(destroyRefusals(people, 's')).toEqual([
      { code: 'archive-supervisors-missing', facts: { signed: 1, required: 2 } },
      { code: 'archive-supervisor-concerned' },
    ]);
  });
});
