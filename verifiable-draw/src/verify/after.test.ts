import { describe, expect, it } from 'vitest';
import { readBundle } from '../bundle-reading.ts';
import { parsePolicy } from '../policy.ts';
import { buildSubstitutionReceipt, verifySubstitutionReceipt } from '../receipt.ts';
import { after, type AfterOptions, type Ask } from '../testing/after.ts';
import { failing, statusOf, withFile, wrong } from '../testing/forge.ts';
import { recuse, skip } from '../testing/honest.ts';
import { LOG, POLICY, proveEntries, testSigner, WITNESSED_POLICY, type TestDeed } from '../testing/log.ts';
import { formatVkey } from '../note.ts';
import { scene } from '../testing/scene.ts';
import { checkEnterprise } from './enterprise.ts';
import { verifyBundle } from './verify.ts';
import vectors from '../../vectors/vdraw-1.json' with { type: 'json' };

const good = after({ withExperts: true }, [recuse(0), skip(1), recuse(2)]);

describe('substitutions in a bundle', () => {
  it('pass every step, and say who replaces whom', () => {
    expect(wrong(good.files)).toEqual([]);
    const step = verifyBundle(good.files).steps.find(({ id }) => id === 'V13');
    expect(step?.status).toBe('PASS');
    for (const { document } of good.results) expect(JSON.stringify(step)).toContain(`→ ${document.substitute}`);
  });

  it('pass with a beacon round after the approval', () => {
    // The vectors hold one round, 2023-09-15T11:00:03Z. It decides both here, so the draw itself has its value too early.
    const { round, chainHash, randomness, signature } = vectors.drand.quicknet;
    const source = { id: 'fresh:1:drand', type: 'drand', chain: chainHash, round } as const;
    const early = '2023-09-15T10:59:30Z';
    const ask = (signed: { value: string; signature?: string }, recordedAt = '2023-09-15T11:05:00Z'): Ask => ({
      ...recuse(0),
      sources: [source],
      values: { [source.id]: signed },
      at: early,
      recordedAt,
    });
    const options: AfterOptions = {
      profile: 'public',
      deeds: (deeds) => deeds.map((deed) => (deed.at > early ? { ...deed, at: early } : deed)),
    };
    const failed = (one: Ask) => failing(after(options, [one]).files);
    expect(failed(ask({ value: randomness, signature }))).toEqual(['V6']);
    for (const bad of [
      { value: '00'.repeat(32), signature },
      { value: randomness, signature: 'ff' },
      { value: randomness },
    ])
      expect(failed(ask(bad))).toEqual(['V6', 'V13']);
    expect(failed(ask({ value: randomness, signature }, '2023-09-15T11:00:02Z'))).toEqual(['V6', 'V13']);
  });

  it('may wait for their source, refused ones need none, and other draws have none', () => {
    const waiting = after(
      { documents: () => [], bend: (deeds) => deeds.filter(({ kind }) => !/fresh|draw.substitute/.test(kind)) },
      [recuse(0)],
    );
    expect(failing(waiting.files)).toEqual([]);
    expect(JSON.stringify(verifyBundle(waiting.files).steps)).toContain('pending');
    const thrown = after(
      { documents: () => [], bend: (deeds) => deeds.filter(({ kind }) => kind !== 'draw.substitute') },
      [recuse(0)],
    );
    expect(failing(thrown.files)).toEqual([]);
    const unchecked = after(
      { documents: () => [], bend: (deeds) => deeds.filter(({ kind }) => !/confirm-fresh|draw.substitute/.test(kind)) },
      [recuse(0)],
    );
    expect(failing(unchecked.files)).toEqual([]);
    const refused = after(
      {
        documents: () => [],
        bend: (deeds) =>
          deeds
            .filter(({ kind }) => !/fresh|draw.substitute/.test(kind))
            .map((deed) =>
              deed.kind === 'draw.approve-substitution'
                ? { ...deed, kind: 'draw.reject-substitution', facts: { request: 1 } }
                : deed,
            ),
      },
      [recuse(0)],
    );
    expect(failing(refused.files)).toEqual([]);
    expect(statusOf(scene().files)).toContain('V13 NOT-APPLICABLE');
  });

  it('with nobody left say so', () => {
    const lead = recuse(0);
    const leave: Ask = { order: (standing) => ({ ...lead.order(standing), reason: 'LEAVE' }) };
    const none = after({}, Array.from({ length: 5 }, () => leave).slice(0, 5));
    expect(wrong(none.files)).toEqual([]);
    expect(JSON.stringify(verifyBundle(none.files).steps)).toContain('nobody fits');
  });

  it('show dice that were typed differently, and then the same', () => {
    const twice = after(
      {
        bend: (deeds) =>
          deeds.flatMap((deed) => {
            if (deed.kind === 'draw.record-fresh')
              return [
                { ...deed, facts: { ...deed.facts, value: '0'.repeat(20) } },
                { ...deed, kind: 'draw.confirm-fresh', actor: 'witness', facts: { ...deed.facts, isSame: false } },
                { ...deed, facts: { ...deed.facts, attempt: 2 } },
              ];
            return [deed.kind === 'draw.confirm-fresh' ? { ...deed, facts: { ...deed.facts, attempt: 2 } } : deed];
          }),
      },
      [recuse(0)],
    );
    expect(wrong(twice.files)).toEqual([]);
  });
});

describe('a substitution that somebody bent', () => {
  const bent = (kind: string, change: (deed: TestDeed) => TestDeed | TestDeed[]): string[] =>
    failing(
      after({ bend: (deeds) => deeds.flatMap((deed) => (deed.kind === kind ? change(deed) : deed)) }, [recuse(0)])
        .files,
    );
  const facts =
    (more: TestDeed['facts']) =>
    (deed: TestDeed): TestDeed => ({ ...deed, facts: { ...deed.facts, ...more } });

  it.each<[string, string, (deed: TestDeed) => TestDeed | TestDeed[]]>([
    ['asked for and approved by one person', 'draw.approve-substitution', (deed) => ({ ...deed, actor: 'operator' })],
    ['with a number left out', 'draw.request-substitution', facts({ request: 2 })],
    ['without a reason', 'draw.request-substitution', facts({ reason: '' })],
    ['without evidence', 'draw.request-substitution', facts({ evidence: 'none' })],
    ['for an enterprise that was not drawn', 'draw.request-substitution', facts({ enterprise: 'DIR-9999' })],
    ['for somebody else than who holds the place', 'draw.request-substitution', facts({ person: 'ZF-999' })],
    ['approved twice', 'draw.approve-substitution', (deed) => [deed, deed]],
    [
      'that was refused',
      'draw.approve-substitution',
      (deed) => [deed, { ...deed, kind: 'draw.reject-substitution', facts: { request: 1 } }],
    ],
    ['never approved', 'draw.approve-substitution', () => []],
    ['never asked for', 'draw.request-substitution', () => []],
    [
      'with another source than the rule gives',
      'draw.approve-substitution',
      facts({ sources: [{ id: 'fresh:1:dice', type: 'dice', spec: 'd10x4' }] }),
    ],
    ['with no source', 'draw.approve-substitution', facts({ sources: [] })],
    ['whose dice one person typed twice', 'draw.confirm-fresh', (deed) => ({ ...deed, actor: 'operator' })],
    ['whose dice were called the same and are not', 'draw.confirm-fresh', facts({ value: '1'.repeat(20) })],
    ['whose dice were thrown until they fitted', 'draw.confirm-fresh', (deed) => [deed, deed]],
    [
      'whose dice have no value',
      'draw.confirm-fresh',
      (deed) => ({ ...deed, facts: { request: 1, source: 'fresh:1:dice', attempt: 1, isSame: true } }),
    ],
    ['with a typing of another number', 'draw.record-fresh', facts({ attempt: 2 })],
    ['whose dice are none', 'draw.record-fresh', facts({ value: 'dice' })],
    ['computed twice', 'draw.substitute', (deed) => [deed, deed]],
    ['with another document in the log', 'draw.substitute', facts({ document: 'f'.repeat(64) })],
    ['computed without its dice', 'draw.confirm-fresh', () => []],
  ])('%s fails V13', (_, kind, change) => {
    expect(bent(kind, change)).toEqual(['V13']);
  });

  it('asked for before the confirmation, or in a draw never confirmed, fails V13', () => {
    const early = after({ bend: (deeds) => deeds.filter(({ kind }) => kind !== 'draw.confirm') }, [recuse(0)]);
    expect(failing(early.files)).toEqual(['V13']);
    const swapped = after(
      {
        bend: (deeds) => {
          const confirmed = deeds.find(({ kind }) => kind === 'draw.confirm') as TestDeed;
          return [...deeds.filter((deed) => deed !== confirmed), { ...confirmed, at: '2026-03-03T02:00:00Z' }];
        },
      },
      [recuse(0)],
    );
    expect(failing(swapped.files)).toEqual(['V13']);
  });

  it('recorded or approved too early fails V13', () => {
    const move = (kind: string, before: string) =>
      after(
        {
          bend: (deeds) => {
            const moved = deeds.find((deed) => deed.kind === kind) as TestDeed;
            return deeds.flatMap((deed) => {
              if (deed === moved) return [];
              return deed.kind === before ? [moved, deed] : [deed];
            });
          },
        },
        [recuse(0)],
      ).files;
    expect(failing(move('draw.record-fresh', 'draw.approve-substitution'))).toEqual(['V13']);
    expect(failing(move('draw.approve-substitution', 'draw.request-substitution'))).toEqual(['V13']);
  });

  it('out of turn, with other documents, or with one document too many fails V13', () => {
    const overtaken = after(
      { bend: (deeds) => deeds.filter((d) => !(d.facts['request'] === 1 && d.kind === 'draw.substitute')) },
      [recuse(0), recuse(1)],
    );
    expect(failing(overtaken.files)).toEqual(['V13']);
    const [one] = good.results;
    const other = after({ documents: ([first]) => (first === undefined ? [] : [{ ...first, substitute: 'ZF-008' }]) }, [
      recuse(0),
    ]);
    expect(failing(other.files)).toEqual(['V13']);
    const more = after({ documents: (all) => [...all, ...(one === undefined ? [] : [one.document])] }, [recuse(0)]);
    expect(failing(more.files)).toEqual(['V13']);
    expect(failing(withFile(good.files, 'substitutions.jsonl', undefined))).toEqual(['V13']);
    expect(failing(withFile(good.files, 'substitutions.jsonl', '{}\n'))).toContain('V1');
  });
});

describe('one enterprise after substitutions', () => {
  const bundle = readBundle(good.files);
  const of = (id: string | undefined) => checkEnterprise(bundle, id ?? '');

  it('is told whether it is still visited, and by whom', () => {
    const [recusal, skipped] = good.results;
    const changed = of(recusal?.document.enterprise);
    expect(changed).toMatchObject({ standing: 'drawn', isDrawn: true, isConsistent: true });
    expect(changed?.officers).toEqual(recusal?.document.officers.map(({ person }) => person));
    expect(of(skipped?.document.enterprise)).toMatchObject({ standing: 'skipped', isDrawn: true, officers: [] });
    expect(of(skipped?.document.substitute)).toMatchObject({
      standing: 'substitute',
      isDrawn: false,
      isConsistent: true,
    });
    const others = bundle.lists.roster.leaves.filter(({ id }) => !good.standing.drawn.has(id));
    expect(of(others[0]?.id)?.standing).toBe('not');
  });

  it('is a substitute that was itself skipped', () => {
    const again: Ask = {
      order: (standing) => ({
        what: 'enterprise',
        enterprise: [...standing.visited.keys()].at(-1) as string,
        reason: 'MOVED',
      }),
    };
    const twice = after({}, [skip(0), again]);
    const check = checkEnterprise(readBundle(twice.files), twice.results[0]?.document.substitute ?? '');
    expect(check).toMatchObject({ standing: 'skipped', isDrawn: false });
  });

  it('shows a receipt of the team that comes', () => {
    const entries = good.parts.log.map(({ entry }) => new TextDecoder().decode(entry));
    const place = entries.findIndex((entry) => entry.includes('"kind":"draw.substitute"'));
    const logged = good.parts.log[place];
    const [result] = good.results;
    if (logged === undefined || result === undefined) throw new Error('a substitution expected');
    const receipt = buildSubstitutionReceipt('vd1-sha256', result.document, logged);
    expect(verifySubstitutionReceipt(receipt, parsePolicy(POLICY))).toEqual({
      ok: true,
      substitution: result.document,
      loggedAt: '2026-03-03T02:00:00Z',
      log: LOG.name,
    });
    expect(receipt.length).toBeLessThan(2_900);
    const witnessed = verifySubstitutionReceipt(receipt, parsePolicy(WITNESSED_POLICY));
    expect(witnessed).toEqual({ ok: false, problem: 'the witnesses of the policy have not signed' });
    const [signed] = proveEntries([logged.entry], () => true, 1_772_500_000);
    const cosigned = buildSubstitutionReceipt('vd1-sha256', result.document, signed as typeof logged);
    expect(verifySubstitutionReceipt(cosigned, parsePolicy(WITNESSED_POLICY))).toMatchObject({
      witnessedAt: 1_772_500_000,
    });
    const bent = receipt.replace(result.document.substitute ?? '', 'ZF-777');
    expect(verifySubstitutionReceipt(bent, parsePolicy(POLICY))).toMatchObject({ ok: false });
    const other = buildSubstitutionReceipt('vd1-sha256', result.document, good.parts.log[0] as typeof logged);
    expect(verifySubstitutionReceipt(other, parsePolicy(POLICY))).toMatchObject({
      problem: 'the log entry is not that of this substitution',
    });
    expect(verifySubstitutionReceipt('{}', parsePolicy(POLICY)).ok).toBe(false);
    const stranger = testSigner(LOG.name, 7);
    expect(
      verifySubstitutionReceipt(receipt, parsePolicy(`log ${formatVkey(LOG.name, stranger.publicKey)}\nquorum none\n`))
        .ok,
    ).toBe(false);
  });
});
