/** 案件的唯一流程表 (domain §21.7), row by row: who, from where to where, in which seat, and what it makes. */
import { describe, expect, test } from 'vitest';
import { CASE_STATES, TERMINAL, type CaseState } from './case.ts';
import { ACT_NAMES, actRule, isPartyAct, PARTY_ACT_NAMES, SEATS, type CaseAct } from './table.ts';

const REVIEWED = 'reviewing noticing noticed hearing reviewing-hearing submitting discussing deciding';
const RUNNING = `investigating ${REVIEWED}`;
const AFTER = 'decided executing court executed closing';
const HANDLED = `${RUNNING} ${AFTER} transfer-asked transfer-approved transferred`;
const FINED = 'executing court executed closing closed';
const HEADS = 'head deputy-head';

/** Who · from → to · seat or who may not · signature of the head (S), password again (F) · forms. */
const TABLE: Readonly<Record<CaseAct, string>> = {
  'open-lead': 'officer section-chief · → lead · · ·',
  'decide-on-spot': 'officer · → executing · · · spot-unit spot-person',
  'decline-lead': `${HEADS} · lead filing → not-filed · not handler · ·`,
  'request-filing': 'officer · lead → filing · · ·',
  'return-filing': `${HEADS} · filing → lead · not handler · ·`,
  'approve-filing': `${HEADS} · filing → investigating · not handler · · filing`,
  'request-recusal': `officer section-chief · ${HANDLED} → · · ·`,
  'decide-recusal': `${HEADS} · ${HANDLED} → · not handler · ·`,
  'change-handler': `section-chief · ${HANDLED} → · not handler · ·`,
  'tell-rights': 'officer · investigating → · handler · · rights',
  'note-address': `officer · ${HANDLED} → · handler · · address`,
  'call-interview': 'officer · investigating → · handler · · interview-call',
  'add-evidence': 'officer · investigating → · handler · · interview survey sample',
  'supplement-evidence': `officer · ${REVIEWED} → · handler · · interview survey sample evidence-list`,
  'exclude-evidence': 'officer · investigating → · handler · ·',
  'commission-appraisal': 'officer · investigating → · handler · · appraisal appraisal-notice',
  'extend-appraisal': 'officer · investigating → · handler · · appraisal-notice',
  'end-appraisal': 'officer · investigating → · handler · ·',
  'request-hold': 'officer · investigating → · handler · ·',
  'approve-hold': `${HEADS} · investigating → · not handler · · hold-request hold-notice`,
  'settle-hold': `${HEADS} · investigating → · not handler · · hold-settlement hold-decision`,
  'request-seizure': 'officer · investigating → · handler · · seizure seizure-list',
  'approve-seizure': `${HEADS} · investigating → · not handler · · seizure-request seizure seizure-list`,
  'extend-seizure': `${HEADS} · ${HANDLED} → · not handler · · seizure-extension`,
  'settle-seizure': `${HEADS} · ${HANDLED} → · not handler · · seizure-settlement`,
  'extend-case': `${HEADS} · ${RUNNING} → · not handler · · extension`,
  'finish-investigation': 'officer · investigating → reviewing · handler · · report evidence-list',
  review:
    'legal-reviewer · reviewing reviewing-hearing → noticing submitting deciding investigating · not handler presider · · ' +
    'review notice hearing-notice',
  'serve-notice': 'officer · noticing → noticed · handler · · receipt',
  'note-argument': 'officer · noticed submitting → · handler · · argument',
  'note-waiver': 'officer · noticed → · handler · ·',
  'request-hearing': 'officer · noticed → hearing · handler · ·',
  'schedule-hearing': `${HEADS} · hearing → · not handler · · hearing-call`,
  'record-hearing':
    'section-chief legal-reviewer officer deputy-head · hearing → reviewing-hearing · presider not handler reviewer · · ' +
    'hearing-record hearing-report',
  'drop-hearing': 'officer · hearing → submitting · handler · ·',
  'submit-decision': 'officer · noticed submitting → discussing deciding · handler · ·',
  reinvestigate: 'officer · noticing noticed submitting → investigating · handler · ·',
  discuss: `${HEADS} · discussing → deciding · not handler · · discussion`,
  'return-decision': `${HEADS} · deciding discussing → investigating · not handler · ·`,
  decide:
    `${HEADS} · deciding → decided · not handler reviewer presider · S F · ` +
    'submission decision-unit decision-person decision-daily no-penalty withdrawal',
  'serve-decision': 'officer · decided → executing executed · handler · · receipt',
  'void-paper': `officer · ${HANDLED} closed → · handler · ·`,
  'report-back': 'officer · executing court executed → · handler · ·',
  'note-payment': 'officer · executing court → · handler · ·',
  'return-payment': 'officer · executing court → · handler · ·',
  'request-instalments': 'officer · executing → · handler · ·',
  'decide-instalments': `${HEADS} · executing → · not handler · · instalment-request instalment-grant`,
  'impose-extra': `${HEADS} · executing → · not handler · S · extra`,
  'remind-payment': 'officer · executing → · handler · · remind',
  'issue-urge': 'officer · executing → · handler · · urge',
  urge: 'officer · executing → · handler · · receipt',
  serve: `officer · ${HANDLED} closed → · handler · · receipt`,
  'apply-court': `${HEADS} · executing → court · not handler · S · court`,
  'note-court': 'officer · court → executing executed · handler · ·',
  'end-execution': `${HEADS} · executing court → executed · not handler · S ·`,
  'note-executed': 'officer · executing → executed · handler · ·',
  'note-challenge': `legal-reviewer · ${AFTER} closed → · · ·`,
  'end-challenge': `legal-reviewer · ${AFTER} closed → · · ·`,
  'revoke-decision': `${HEADS} · ${AFTER} closed → executed same · not handler · S F · revocation`,
  'ask-transfer': 'officer · investigating → transfer-asked · handler · · crime-report',
  'decide-transfer': `${HEADS} · transfer-asked → transfer-approved investigating · not handler · S · transfer-request`,
  'send-transfer': 'officer · transfer-approved → transferred · handler · · transfer',
  'note-police': 'officer · transferred → executed investigating · handler · ·',
  recheck: `officer · ${FINED} → · handler · · recheck`,
  'open-daily': `officer · ${FINED} → · handler · ·`,
  'request-closing': 'officer · executed → closing · handler · ·',
  'return-closing': `${HEADS} · closing → executed · not handler · ·`,
  'approve-closing': `${HEADS} · closing → closed · not handler · · closing cover contents`,
  'file-argument': 'enterprise · noticed submitting → · · ·',
  'ask-hearing': 'enterprise · noticed → hearing · · ·',
  'withdraw-hearing': 'enterprise · hearing → submitting · · ·',
  'confirm-address': `enterprise · ${HANDLED} → · · · address`,
  'report-payment': 'enterprise · executing → · · ·',
  'ask-instalments': 'enterprise · executing → · · ·',
};

/** A row of the table in the words above. */
function rowOf(act: CaseAct): string {
  const { roles, parties = [], from, to, seat, apart, signs, needsFreshPassword, forms = [] } = actRule(act);
  const seats = [...(seat === undefined ? [] : [seat]), ...(apart === undefined ? [] : ['not', ...apart])];
  const flags = [...(signs === true ? ['S'] : []), ...(needsFreshPassword === true ? ['F'] : [])];
  return [[...roles, ...parties], [...from, '→', ...to], seats, flags, forms]
    .map((words) => words.join(' '))
    .join(' · ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

describe('the table of a case', () => {
  test.each(ACT_NAMES)('%s', (act) => {
    expect(rowOf(act)).toBe(TABLE[act]);
    expect(actRule(act).title).toMatch(/^\p{Script=Han}[\p{Script=Han}、]+$/u);
  });

  test('has no act beside these, and calls no two by one name', () => {
    expect([...ACT_NAMES].toSorted()).toEqual(Object.keys(TABLE).toSorted());
    expect(new Set(ACT_NAMES.map((act) => actRule(act).title)).size).toBeGreaterThan(ACT_NAMES.length - 5);
  });

  test('leaves no case that was not filed; of one that is closed only what comes after a decision is still done', () => {
    const open = (state: CaseState): string[] => ACT_NAMES.filter((act) => actRule(act).from.includes(state));
    expect(open('not-filed')).toEqual([]);
    expect(open('closed').flatMap((act) => actRule(act as CaseAct).to)).toEqual(['executed', 'same']);
    expect(TERMINAL).toEqual(['closed', 'not-filed']);
  });

  test('reaches every state, and leads out of each that is not an end', () => {
    const reached = new Set(ACT_NAMES.flatMap((act) => actRule(act).to));
    for (const state of Object.keys(CASE_STATES) as CaseState[]) {
      expect(reached.has(state), state).toBe(true);
      const leaves = ACT_NAMES.some((act) => actRule(act).from.includes(state) && actRule(act).to.length > 0);
      expect(leaves || state === 'not-filed', state).toBe(true);
    }
  });

  test('knows what the party does by itself', () => {
    expect(PARTY_ACT_NAMES).toEqual(ACT_NAMES.filter((act) => actRule(act).parties !== undefined));
    expect(ACT_NAMES.filter(isPartyAct)).toEqual(PARTY_ACT_NAMES);
  });

  test('has four seats', () => {
    expect(SEATS).toEqual({
      handler: '承办人',
      reviewer: '法制审核人',
      presider: '听证主持人',
      decider: '作出决定的人',
    });
  });
});
