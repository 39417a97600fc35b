import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Member, Signature } from '../types/visit.ts';
import type { CertifiedOfficer } from './preparation.ts';
import { certifiedOfficer as officer } from './sample.testing.ts';
import { isImpossible, signOffRefusals, signRefusals, type SigningFacts } from './signing.ts';

const TODAY = '2026-03-12';
const NOW = 'a'.repeat(64);
const BEFORE = 'b'.repeat(64);

function signature(kind: Signature['kind'], signer: string, recordHash = NOW): Signature {
  return { kind, signer, recordHash, at: `${TODAY}T02:00:00Z`, isRefusal: false, reason: null, witnessOfficerId: null };
}

const TEAM: readonly Member[] = [
  { kind: 'officer', personId: 'a', seat: 0 },
  { kind: 'officer', personId: 'b', seat: 1 },
  { kind: 'expert', personId: 'x', seat: 0 },
];

function facts(change: Partial<SigningFacts> = {}): SigningFacts {
  return {
    recordHash: NOW,
    members: TEAM,
    officers: [officer('a'), officer('b')],
    signatures: [
      signature('officer', 'a'),
      signature('officer', 'b'),
      signature('expert', 'x'),
      signature('enterprise', '甲'),
    ],
    officersRequired: 2,
    partners: [],
    ...change,
  };
}

const codes = (refusals: readonly { readonly code: string }[]): string[] => refusals.map(({ code }) => code);

const PEOPLE = ['a', 'b', 'c', 'x'];
const someSignature: fc.Arbitrary<Signature> = fc
  .record({
    kind: fc.constantFrom<Signature['kind']>('officer', 'expert', 'enterprise'),
    signer: fc.constantFrom(...PEOPLE),
    recordHash: fc.constantFrom(NOW, BEFORE),
  })
  .map(({ kind, signer, recordHash }) => signature(kind, signer, recordHash));
/** Everybody has signed, save a few: what is all but complete is what might slip through. */
const nearlyAll: fc.Arbitrary<Signature[]> = fc
  .tuple(
    fc.subarray(
      [...PEOPLE.flatMap((id) => [signature('officer', id), signature('expert', id)]), signature('enterprise', '甲')],
      { minLength: 6 },
    ),
    fc.array(someSignature, { maxLength: 4 }),
  )
  .map(([most, more]) => [...most, ...more]);
const someOfficer = fc.record({
  status: fc.constantFrom<CertifiedOfficer['status']>('on-duty', 'suspended'),
  certificateExpiresOn: fc.constantFrom('2026-03-11', TODAY, '2028-12-31'),
  certificateValidFrom: fc.constantFrom('2023-01-01', '2026-03-13'),
});
const someMembers = fc
  .uniqueArray(
    fc.record({ kind: fc.constantFrom<Member['kind']>('officer', 'expert'), personId: fc.constantFrom(...PEOPLE) }),
    { selector: ({ kind, personId }) => `${kind} ${personId}`, maxLength: 6 },
  )
  .map((members) => members.map((member, seat) => ({ ...member, seat })));

describe('who has signed', () => {
  test('a full set signs off; today is the last day of a certificate', () => {
    expect(
      signOffRefusals(facts({ officers: [officer('a'), officer('b', { certificateExpiresOn: TODAY })] }), TODAY),
    ).toEqual([]);
  });

  test('no set of signatures with fewer than two distinct officers certified today signs off, whoever else has signed', () => {
    fc.assert(
      fc.property(
        nearlyAll,
        someMembers,
        fc.array(someOfficer, { minLength: 3, maxLength: 3 }),
        (signatures, members, changes) => {
          const officers = ['a', 'b', 'c'].map((id, n) => officer(id, changes[n]));
          const isSignedOff = signOffRefusals(facts({ signatures, members, officers }), TODAY).length === 0;
          const certified = members.filter(
            ({ kind, personId }) =>
              kind === 'officer' &&
              signatures.some(
                (each) => each.kind === 'officer' && each.signer === personId && each.recordHash === NOW,
              ) &&
              officers.some(
                (each) =>
                  each.personId === personId &&
                  each.status === 'on-duty' &&
                  each.certificateExpiresOn >= TODAY &&
                  (each.certificateValidFrom ?? '') <= TODAY,
              ),
          );
          const distinct = new Set(certified.map(({ personId }) => personId)).size;
          if (distinct < 2) expect(isSignedOff).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('an expert never counts, not even one who signs as often as he likes', () => {
    const signatures = [
      signature('officer', 'a'),
      signature('expert', 'x'),
      signature('expert', 'b'),
      signature('expert', 'a'),
      signature('enterprise', '甲'),
    ];
    expect(codes(signOffRefusals(facts({ signatures }), TODAY))).toEqual(['too-few-signatures', 'officer-unsigned']);
  });

  test('signatures on the record before it was changed count for nothing', () => {
    const signatures = facts().signatures.map((each) => ({ ...each, recordHash: BEFORE }));
    expect(codes(signOffRefusals(facts({ signatures }), TODAY))).toEqual([
      'too-few-signatures',
      'officer-unsigned',
      'officer-unsigned',
      'expert-unsigned',
      'enterprise-unsigned',
    ]);
  });

  test('every reason against one signature: another record, signed already, certificate run out, not on duty', () => {
    const lapsed = officer('a', { certificateExpiresOn: '2026-03-11', status: 'suspended' });
    const given = facts({ officers: [lapsed, officer('b')] });
    const [lead, , expert] = TEAM;
    if (lead === undefined || expert === undefined) throw new Error('the team has a lead and an expert');
    expect(codes(signRefusals(given, lead, BEFORE, TODAY))).toEqual([
      'sign-other-record',
      'sign-twice',
      'officer-not-on-duty',
      'certificate-expired',
    ]);
    expect(signRefusals(facts({ signatures: [] }), expert, NOW, TODAY)).toEqual([]);
  });

  test('who has not signed is named with his place; what stands against a certificate with the officer', () => {
    const lead = signature('officer', 'a');
    expect(signOffRefusals(facts({ signatures: [lead] }), TODAY)).toEqual([
      { code: 'too-few-signatures', facts: { present: 1, required: 2 } },
      { code: 'officer-unsigned', at: 'b', facts: { name: '执法员b' } },
      { code: 'expert-unsigned', at: 'x', facts: { name: '' } },
      { code: 'enterprise-unsigned' },
    ]);
    expect(signRefusals(facts(), { kind: 'officer', personId: 'a', seat: 0 }, BEFORE, TODAY)).toEqual([
      { code: 'sign-other-record', at: 'recordHash' },
      { code: 'sign-twice' },
    ]);
  });

  test('the certificate that is asked for is that of the officer who signs; an expert of the same id needs none', () => {
    const lapsed = { certificateExpiresOn: '2026-03-11' };
    const given = facts({ signatures: [], officers: [officer('a'), officer('b', lapsed)] });
    expect(signRefusals(given, { kind: 'officer', personId: 'a', seat: 0 }, NOW, TODAY)).toEqual([]);
    expect(codes(signRefusals(given, { kind: 'officer', personId: 'b', seat: 1 }, NOW, TODAY))).toEqual([
      'certificate-expired',
    ]);
    expect(signRefusals(given, { kind: 'expert', personId: 'b', seat: 0 }, NOW, TODAY)).toEqual([]);
  });

  test('a signature of the enterprise on the record before it was changed is none', () => {
    const others = facts().signatures.filter(({ kind }) => kind !== 'enterprise');
    const signatures = [...others, signature('enterprise', '甲', BEFORE)];
    expect(codes(signOffRefusals(facts({ signatures }), TODAY))).toEqual(['enterprise-unsigned']);
  });
});

describe('a visit that could not be made', () => {
  test('was reported so, or was closed without a signature', () => {
    expect(isImpossible({ state: 'impossible', signedOn: null })).toBe(true);
    expect(isImpossible({ state: 'impossible', signedOn: TODAY })).toBe(true);
    expect(isImpossible({ state: 'closed', signedOn: null })).toBe(true);
    expect(isImpossible({ state: 'closed', signedOn: TODAY })).toBe(false);
    expect(isImpossible({ state: 'signed', signedOn: null })).toBe(false);
  });
});
