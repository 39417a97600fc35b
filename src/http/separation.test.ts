/**
 * Drafter ≠ approver (domain §20), for every deed of the product by which somebody agrees with what somebody else has done:
 * which refusal keeps the two apart, and that this refusal is tried. A new approval is in one of the two tables, or this fails.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mayDo } from '../core/actor.ts';
import { allDeeds } from '../permissions.ts';

/** The verbs by which one person agrees with another. */
const AGREES =
  /\.(approve|decide|confirm|endorse|authorise|consent|review|witness|sign-destruction|remove|void|verify|publish|issue(?!-document)|close-notice|settle-reply)(-|$)/;

/** By what the second pair of hands is known not to be the first. Cases: `penalty/separation.test.ts` tries every act. */
const APART: Readonly<Record<string, readonly string[]>> = {
  'emergency.approve': ['emergency-own'],
  'items.approve': ['catalogue-own-submission'],
  'plan.endorse': ['plan-own-draft-endorse', 'plan-own-submission'],
  'plan.approve': ['plan-own-draft-approve', 'plan-own-submission', 'plan-own-endorsement'],
  'plan.publish': ['plan-own-draft-publish'],
  'draw.confirm-dice': ['draw-operator-witnesses', 'draw-planner-witnesses', 'draw-editor-witnesses'],
  'draw.confirm-source': ['draw-operator-witnesses', 'draw-planner-witnesses', 'draw-editor-witnesses'],
  'draw.confirm-fresh': ['draw-operator-witnesses'],
  'draw.confirm': ['draw-operator-confirms'],
  'draw.void': ['draw-void-own-proposal', 'draw-operator-voids'],
  'draw.approve-substitution': ['substitution-own-request'],
  'inspection.approve-plan': ['inspection-drafter-approves'],
  'inspection.authorise-plan': ['inspection-drafter-approves', 'inspection-reviewer-approves'],
  'inspection.confirm-level': ['finding-own-review'],
  'rectification.consent': ['consent-own-opinion'],
  'rectification.void-finding': ['void-own-finding'],
  'rectification.decide-exposure': ['exposure-own-proposal'],
  'hazard.approve-plan': ['hazard-own-step'],
  'hazard.approve-power-cut': ['hazard-own-step'],
  'hazard.remove': ['consent-own-opinion'],
  'credit.review': ['credit-own-hand'],
  'credit.decide': ['credit-own-hand'],
  'credit.publish': ['credit-own-hand'],
  'credit.verify-removal': ['credit-own-hand'],
  'credit.decide-removal': ['credit-own-hand'],
  'disclosure.approve': ['disclosure-own-draft'],
  'disclosure.publish': ['disclosure-own-draft'],
  'disclosure.publish-exposure': ['disclosure-own-draft'],
  'disclosure.decide-objection': ['objection-own-entry'],
  'archive.decide-appraisal': ['archive-appraisal-own'],
  'archive.decide-loan': ['archive-loan-own'],
  'archive.sign-destruction': ['archive-supervisor-concerned'],
  'feedback.issue': ['bulletin-own-draft'],
  'assessment.review-file': ['review-own'],
};

/** Nobody of the house has drafted what these are about, or nothing is agreed with; each with its why. */
const ALONE: Readonly<Record<string, string>> = {
  'directory.verify-month': 'the office states that it has looked at its own directory',
  'directory.remove-sublibrary': 'a saved question, not a record',
  'items.review-change': 'notes what a change of law means for an item',
  'items.remove': 'of a draft edition, which the head approves as a whole',
  'items.publish': 'the edition was approved by its hash; nothing is judged',
  'plan.issue-notice': 'prints what was approved',
  'plan.approve-exception': 'the head decides by himself, on nobody’s draft',
  'draw.publish-chain': 'a party commits for itself',
  'inspection.issue-notice': 'prints what was approved',
  'inspection.void-document': 'by the section chief, of what an officer has issued',
  'inspection.decide-held': 'of what a phone handed in late',
  'rectification.decide-extension': 'the enterprise has asked',
  'rectification.confirm-transfer': 'notes the receipt of another department',
  'disclosure.confirm': 'the first hand itself: its handler says that the copy is right',
  'disclosure.publish-words': 'the enterprise has written them',
  'archive.review-opening': 'of a sealed volume',
  'archive.confirm-transfer': 'notes the receipt of the district archive',
  'oversight.issue-notice': 'supervision asks',
  'oversight.close-notice': 'supervision ends what it asked; somebody else has replied',
  'feedback.settle-reply': 'notes what was found when a reply was followed up',
  'assessment.decide-matter': 'notes what a complaint or a court has come to',
  'credit.remove-expired': 'the term is over: nothing is judged',
  'credit.remove-revoked': 'the penalty does not stand: nothing is judged',
  'staff.remove-totp': 'one’s own',
  'staff.remove-passkey': 'one’s own',
};

const root = new URL('../', import.meta.url);
const tests = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|testing)\.ts$/.test(file) && !file.endsWith('http/separation.test.ts'))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))
  .join('\n');

describe('drafter and approver', () => {
  test('every approval of the product is in one of the two tables, and nothing else is', () => {
    const people = Object.entries(allDeeds).filter(
      ([kind, { roles }]) => roles.length > 0 && !kind.startsWith('penalty.'),
    );
    const agreeing = people.map(([kind]) => kind).filter((kind) => AGREES.test(kind));
    expect([...Object.keys(APART), ...Object.keys(ALONE)].toSorted()).toEqual(agreeing.toSorted());
  });

  test.each(Object.entries(APART))('%s: %s is tried', (_deed, codes) => {
    expect(codes.filter((code) => !tests.includes(`'${code}'`))).toEqual([]);
  });

  test('no approval of a case, a listing, a plan or a destruction is open to the three administrators', () => {
    const open = Object.keys(APART).filter((kind) => {
      const rule = Object.entries(allDeeds).find(([each]) => each === kind)?.[1];
      return rule === undefined || mayDo(['system-admin', 'security-admin', 'audit-admin'], rule);
    });
    expect(open).toEqual([]);
  });
});
