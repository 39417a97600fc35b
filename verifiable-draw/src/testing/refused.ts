/** Bundles bent at one place each, for what the verifier says of them: log, lists, sources, results. @module */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, sealedFiles, sealedOptions } from './after.ts';
import { bend, refact, ROUND_TIME, typedSource, typing, typingCheck, without, type Deeds } from './bending.ts';
import { textOf, withFile, withLines } from './forge.ts';
import { byCodes, OPENING, skip } from './honest.ts';
import { LOG, proveEntries, testSigner, WITNESSED_POLICY, type TestDeed } from './log.ts';
import type { Case } from './reports.ts';
import { scene, type SceneOptions } from './scene.ts';
import type { BundleFiles } from '../bundle-files.ts';
import { utf8 } from '../bytes.ts';
import { formatVkey } from '../note.ts';
import { parsePolicy } from '../policy.ts';

const NEGATIVE = fileURLToPath(new URL('../../vectors/negative/', import.meta.url));
export const named = ([name, files]: readonly [string, BundleFiles]): Case => ({ name, files });

/** The negative vectors as they were released. */
export function negativeCases(): readonly Case[] {
  return readdirSync(NEGATIVE)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => {
      const { files } = JSON.parse(readFileSync(`${NEGATIVE}${file}`, 'utf8')) as { files: Record<string, string> };
      return { name: file, files: new Map(Object.entries(files).map(([path, text]) => [path, utf8(text)])) };
    });
}

/** V1 and V2: files and log. */
export function logCases(): readonly Case[] {
  const { files } = scene();
  const other = scene({ deeds: bend('draw.confirm', (deed) => ({ ...deed, actor: 'somebody-else' })) }).files;
  const paths = [...files.keys()].filter((path) => path.startsWith('log/'));
  const entries = paths.filter((path) => path.endsWith('.json'));
  const [first = '', second = ''] = entries;
  const edited = (path: string, from: RegExp, to: string) =>
    withFile(files, path, textOf(files, path).replace(from, to));
  const bytes = entries.map((path) => files.get(path) as Uint8Array);
  const [moved] = proveEntries([utf8('x'), utf8('y'), ...bytes], (i) => i === 2);
  const mixed = new Map(files);
  for (const path of paths.slice(-4)) mixed.set(path, other.get(path) as Uint8Array);
  const stranger = parsePolicy(`log ${formatVkey(LOG.name, testSigner('x', 9).publicKey)}\nquorum none\n`);
  const planned = scene({ change: (a) => ({ ...a, planHash: 'ab'.repeat(32) }) }).files;
  const pairs: (readonly [string, BundleFiles])[] = [
    ['nothing but an announcement', new Map([['announcement.json', utf8('{}')]])],
    ['a photograph', new Map([['photo.jpg', new Uint8Array(9)]])],
    ['a file too many', withFile(files, 'extra.txt', 'x')],
    ['no manifest', new Map([...files].filter(([path]) => path !== 'manifest.json'))],
    ['an announcement that cannot be read', withFile(files, 'announcement.json', '{}')],
    ['a policy that cannot be read', withFile(files, 'trust/policy.txt', 'quorum none\nquorum none\n')],
    ['a file whose last line does not end', edited('officers.jsonl', /\n$/, '')],
    ['no log', paths.reduce<BundleFiles>((rest, path) => withFile(rest, path, undefined), files)],
    [
      'a proof of another entry',
      withFile(files, first.replace('.json', '.tlog-proof'), textOf(files, paths.at(-1) ?? '')),
    ],
    ['an entry that does not follow', edited(second, /"prev":"[0-9a-f]{64}"/, `"prev":"${'11'.repeat(32)}"`)],
    ['an entry of another bureau', edited(first, /"xiqing"/, '"nankai"')],
    ['two roots of one size', mixed],
    ['an entry at another place', withFile(files, first.replace('.json', '.tlog-proof'), moved?.proof)],
    [
      'an announcement the log does not name',
      scene({ deeds: refact('draw.announce', { document: '00'.repeat(32) }) }).files,
    ],
    [
      'a result the log does not name',
      scene({ deeds: bend('draw.complete', (deed) => ({ ...deed, facts: {} })) }).files,
    ],
    ['a plan the announcement does not name', withFile(planned, 'plan.json', '{"plan":"2026"}')],
    [
      'details of another result',
      withFile(files, 'details.json', textOf(files, 'details.json').replace('"phi":', '"phi":1')),
    ],
  ];
  return [
    ...pairs.map(named),
    { name: 'a log with another key', files, options: { policy: stranger } },
    {
      name: 'a log without its witness',
      files: scene({ profile: 'public' }).files,
      options: { policy: parsePolicy(WITNESSED_POLICY) },
    },
    {
      name: 'an announcement cosigned too late',
      files: scene({ profile: 'public', cosignedAt: ROUND_TIME - 599 }).files,
      options: { policy: parsePolicy(WITNESSED_POLICY) },
    },
  ];
}

const voided: TestDeed = { kind: 'draw.void', at: '2026-03-02T02:00:00Z', facts: { reason: 'SOURCE_INVALID' } };
const twice =
  (kind: string) =>
  (deeds: Deeds): Deeds => [...deeds, ...deeds.filter((deed) => deed.kind === kind)];

/** V3 and V6: what the log says happened. */
const HISTORIES: readonly (readonly [string, (deeds: Deeds) => Deeds])[] = [
  ['no result', without('draw.complete')],
  ['two results', twice('draw.complete')],
  ['two announcements', twice('draw.announce')],
  ['no announcement', without('draw.announce')],
  ['a void after the confirmation', (deeds) => [...deeds, voided]],
  ['a deed of another draw', (deeds) => [...deeds, { ...voided, at: '2026-03-05T00:00:00Z', subject: 'draw/other' }]],
  ['a clock that goes back', bend('draw.complete', (deed) => ({ ...deed, at: '2026-03-02T01:01:00Z' }))],
  ['a confirmation before the result', (deeds) => [...deeds.slice(0, -2), ...deeds.slice(-2).toReversed()]],
  ['two confirmations', twice('draw.confirm')],
  ['a share that opens nothing', refact('draw.reveal', { nonce: '00'.repeat(32) })],
  ['a share that is no number', refact('draw.reveal', { nonce: 'abc' })],
  ['a commitment that was not announced', refact('draw.commit', { commitment: '00'.repeat(32) })],
  ['a commitment never logged', without('draw.commit')],
  ['a commitment logged twice', (deeds) => [...deeds.slice(0, 2), ...deeds.slice(1)]],
  [
    'a commitment after the announcement',
    (deeds) => [...deeds.slice(0, 2), deeds[3] as TestDeed, deeds[2] as TestDeed, ...deeds.slice(4)],
  ],
  ['a share revealed too late', bend('draw.reveal', (deed) => ({ ...deed, at: '2026-03-02T03:00:01Z' }))],
  ['a share revealed twice', (deeds) => deeds.flatMap((deed) => (deed.kind === 'draw.reveal' ? [deed, deed] : [deed]))],
  ['dice typed by one person', bend('draw.confirm-dice', (deed) => ({ ...deed, actor: 'operator' }))],
  ['dice that are not the same', refact('draw.confirm-dice', { digits: '0'.repeat(20) })],
  ['dice checked without a typing', without('draw.record-dice')],
  ['dice typed and not checked', without('draw.confirm-dice')],
  ['dice without digits', bend('draw.record-dice', (deed) => ({ ...deed, facts: { attempt: 1 } }))],
  ['no dice', without('draw.record-dice', 'draw.confirm-dice')],
  [
    'dice with a gap',
    (deeds) =>
      deeds.map((deed) => ('attempt' in deed.facts ? { ...deed, facts: { ...deed.facts, attempt: 2 } } : deed)),
  ],
  [
    'dice thrown before a share was revealed',
    (deeds) => {
      const isDice = ({ kind }: TestDeed): boolean => kind === 'draw.record-dice';
      const rest = deeds.filter((deed) => !isDice(deed));
      const at = rest.findIndex(({ kind }) => kind === 'draw.reveal');
      const thrown = deeds.filter(isDice).map((deed) => ({ ...deed, at: (rest[at] as TestDeed).at }));
      return [...rest.slice(0, at), ...thrown, ...rest.slice(at)];
    },
  ],
  [
    'a result too late',
    (deeds) => deeds.map((deed, i) => (i >= deeds.length - 2 ? { ...deed, at: '2026-03-02T09:00:01Z' } : deed)),
  ],
];

export function historyCases(): readonly Case[] {
  const lottery = {
    id: 'lottery',
    type: 'lottery',
    game: 'ssq',
    issue: '2023248',
    at: '2023-09-15T11:00:00Z',
  } as const;
  const value = 'ssq:2023248:01,05,09,12,23,33+07';
  const [early, later] = ['2023-09-15T10:59:59Z', '2023-09-15T11:01:30Z'];
  const typed = (more: Deeds) => typedSource(lottery, value, more).files;
  const open = (options: SceneOptions) => scene({ profile: 'public', ...options }).files;
  const deadlines = (part: object): SceneOptions => ({
    change: (a) => ({ ...a, deadlines: { ...a.deadlines, ...part } }),
  });
  const drand = (part: object): SceneOptions => ({
    change: (a) => ({ ...a, sources: a.sources.map((s) => (s.type === 'drand' ? { ...s, ...part } : s)) }),
  });
  const good = [typing('lottery', value, 1, later), typingCheck('lottery', value, 1, true, later)];
  return [
    ...HISTORIES.map(([name, deeds]): Case => ({ name, files: scene({ deeds }).files })),
    ...(
      [
        ['a beacon with another value', open({ deeds: refact('draw.record-source', { value: '00'.repeat(32) }) })],
        [
          'a beacon with another signature',
          open({ deeds: refact('draw.record-source', { signature: 'ab'.repeat(48) }) }),
        ],
        [
          'a beacon without a signature',
          open({
            deeds: bend('draw.record-source', ({ facts, ...deed }) => ({
              ...deed,
              facts: { source: 'drand', value: facts['value'] as string },
            })),
          }),
        ],
        ['a beacon of another round', open(drand({ round: 657_414 }))],
        ['a beacon of another chain', open(drand({ chain: '00'.repeat(32) }))],
        [
          'a beacon recorded too early',
          open({ deeds: bend('draw.record-source', (deed) => ({ ...deed, at: early })) }),
        ],
        ['an announcement too short before the beacon', open({ change: (a) => ({ ...a, margin: 4000 }) })],
        ['a beacon before the reveals', open(deadlines({ reveal: '2023-09-15T11:30:00Z' }))],
        ['a beacon after its time', open(deadlines({ beacon: '2023-09-15T11:00:02Z' }))],
        [
          'dice after the beacon',
          open({
            ...deadlines({ reveal: '2023-09-15T11:00:00Z' }),
            deeds: bend('draw.confirm-dice', (deed) => ({ ...deed, at: '2023-09-15T11:00:59Z' })),
          }),
        ],
        ['a lottery typed by one person alone', typed(good.slice(0, 1))],
        [
          'a lottery settled twice',
          typed([...good, ...good.map((deed) => ({ ...deed, facts: { ...deed.facts, attempt: 2 } }))]),
        ],
        ['a lottery checked once more than typed', typed([...good, typingCheck('lottery', value, 2, false, later)])],
        [
          'a lottery of another issue',
          typed(good.map((deed) => ({ ...deed, facts: { ...deed.facts, value: value.replace('248', '249') } }))),
        ],
      ] as const
    ).map(named),
  ];
}

/** V4, V5, V13 and V14: lists, deadlines and what is sealed. */
export function listCases(): readonly Case[] {
  const { files, draw } = scene();
  const experts = scene({ withExperts: true }).files;
  const audited = scene({ narrowingRuns: 2 }).files;
  const lines = (path: string, change: (all: string[]) => readonly string[], of: BundleFiles = files) =>
    withLines(of, path, change);
  const opened = after({ ...sealedOptions, bend: (deeds) => [...deeds, OPENING] }, [byCodes(skip(0), 1, 4)]).files;
  const late = after({ ...sealedOptions, bend: (deeds) => [...deeds, { ...OPENING, at: '2026-03-11T00:00:00Z' }] }, []);
  const lateResult = after(
    {
      ...sealedOptions,
      bend: (deeds) => deeds.map((d) => (/complete|confirm$/.test(d.kind) ? { ...d, at: '2026-03-02T10:00:00Z' } : d)),
    },
    [],
  );
  const reserves = (...all: readonly TestDeed['facts'][]) =>
    scene({
      deeds: (deeds) => [
        ...deeds,
        ...all.map((facts) => ({ kind: 'draw.substitute', at: '2026-03-03T00:00:00Z', facts })),
      ],
    }).files;
  const [stratum] = draw.details.strata;
  const [skipped = '', alike = '', third = ''] = draw.details.selected
    .filter((each) => each.stratum === stratum?.id)
    .map(({ id }) => id);
  const [next = '', after1 = ''] = stratum?.reserve ?? [];
  const hidden = `{"leafHash":"${'ab'.repeat(32)}"}`;
  return [
    ...(
      [
        ['two leaves in the wrong order', lines('roster.jsonl', ([a = '', b = '', ...rest]) => [b, a, ...rest])],
        ['a leaf that is missing', lines('roster.jsonl', (all) => all.slice(1))],
        [
          'exclusions without their draw',
          lines('roster.jsonl', (all) => all.map((line) => line.replace('"ref":"2026-T1",', ''))),
        ],
        ['recusals without the first', lines('conflicts.jsonl', (all) => all.slice(1))],
        ['experts that are not there', withFile(experts, 'experts.jsonl', undefined)],
        ['an officer hidden in an open draw', lines('officers.jsonl', (all) => [hidden, ...all.slice(1)])],
        ['an officer hidden after the opening', lines('officers.jsonl', (all) => [hidden, ...all.slice(1)], opened)],
        ['an opening too late', late.files],
        ['a sealed result too late', sealedFiles(lateResult)],
        ['an audit that is not there', withFile(audited, 'narrowing.json', undefined)],
        [
          'an audit with other numbers',
          withFile(
            audited,
            'narrowing.json',
            textOf(audited, 'narrowing.json').replace(/"infeasible":\d+/, '"infeasible":1'),
          ),
        ],
        [
          'a reserve out of turn',
          reserves({ enterprise: draw.details.selected[0]?.id ?? '', substitute: 'X', reason: 'CLOSED' }),
        ],
        ['a reserve for one who was not drawn', reserves({ enterprise: 'DIR-9999', substitute: 'X' })],
        ['a reserve that names nobody', reserves({})],
        [
          'a reserve for one who was already skipped',
          reserves({ enterprise: skipped, substitute: next }, { enterprise: skipped, substitute: after1 }),
        ],
        [
          'more reserves than there are',
          reserves(
            { enterprise: skipped, substitute: next },
            { enterprise: alike, substitute: after1 },
            { enterprise: third, substitute: 'X' },
          ),
        ],
      ] as const
    ).map(named),
    {
      name: 'a sealed draw that is overdue',
      files: sealedFiles(after(sealedOptions, [])),
      options: { now: '2026-03-10T00:00:01Z' },
    },
  ];
}
