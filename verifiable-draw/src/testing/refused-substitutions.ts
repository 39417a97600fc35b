/** Substitutions bent at one place each, for what the verifier says of them. @module */
import { after, codeOf, sealedOptions } from './after.ts';
import { byCodes, OPENING, recuse, skip } from './honest.ts';
import type { TestDeed } from './log.ts';
import { named } from './refused.ts';
import type { Case } from './reports.ts';

/** V13: a substitution that somebody bent. */
export function substitutionCases(): readonly Case[] {
  const bent = (kind: string, change: (deed: TestDeed) => readonly TestDeed[]) =>
    after({ bend: (deeds) => deeds.flatMap((deed) => (deed.kind === kind ? change(deed) : deed)) }, [recuse(0)]).files;
  const facts =
    (more: TestDeed['facts']) =>
    (deed: TestDeed): readonly TestDeed[] => [{ ...deed, facts: { ...deed.facts, ...more } }];
  const [ask, approve, record, check] = [
    'draw.request-substitution',
    'draw.approve-substitution',
    'draw.record-fresh',
    'draw.confirm-fresh',
  ] as const;
  const byOperator = (deed: TestDeed): readonly TestDeed[] => [{ ...deed, actor: 'operator' }];
  const doubled = (deed: TestDeed): readonly TestDeed[] => [deed, deed];
  const codes = (change: (deed: TestDeed) => readonly TestDeed[]) =>
    after(
      {
        ...sealedOptions,
        bend: (deeds) => [...deeds.flatMap((d) => (d.kind === record ? change(d) : [d])), OPENING],
      },
      [byCodes(skip(0), 1, 4)],
    ).files;
  return (
    [
      ['a substitution approved by who asked', bent(approve, byOperator)],
      ['a substitution with a number left out', bent(ask, facts({ request: 2 }))],
      ['a substitution without a reason', bent(ask, facts({ reason: '' }))],
      ['a substitution without evidence', bent(ask, facts({ evidence: 'none' }))],
      ['a substitution of an enterprise not drawn', bent(ask, facts({ enterprise: 'DIR-9999' }))],
      ['a substitution of somebody else', bent(ask, facts({ person: 'ZF-999' }))],
      ['a substitution approved twice', bent(approve, doubled)],
      ['a substitution never approved', bent(approve, () => [])],
      ['a substitution never asked for', bent(ask, () => [])],
      [
        'a substitution that was refused',
        bent(approve, (d) => [d, { ...d, kind: 'draw.reject-substitution', facts: { request: 1 } }]),
      ],
      [
        'a substitution by few dice',
        bent(approve, facts({ sources: [{ id: 'fresh:1:dice', type: 'dice', spec: 'd10x4' }] })),
      ],
      ['a substitution by no source', bent(approve, facts({ sources: [] }))],
      ['a substitution whose dice one person typed', bent(check, byOperator)],
      ['a substitution whose dice are not the same', bent(check, facts({ value: '1'.repeat(20) }))],
      ['a substitution whose dice were thrown again', bent(check, doubled)],
      ['a substitution whose dice are none', bent(record, facts({ value: 'dice' }))],
      ['a substitution without its dice', bent(check, () => [])],
      ['a substitution computed twice', bent('draw.substitute', doubled)],
      ['a substitution with another document', bent('draw.substitute', facts({ document: 'f'.repeat(64) }))],
      ['a substitution never confirmed', bent('draw.confirm', () => [])],
      ['a substitution whose document is missing', after({ documents: () => [] }, [recuse(0)]).files],
      [
        'a substitution by somebody else',
        after({ documents: (all) => all.map((d) => ({ ...d, substitute: 'ZF-008' })) }, [recuse(0)]).files,
      ],
      ['a substitution with a code used twice', codes(doubled)],
      ['a substitution with a code of the draw', codes(facts({ value: codeOf('a', 3) }))],
    ] as const
  ).map(named);
}
