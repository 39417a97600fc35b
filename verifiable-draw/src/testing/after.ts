/** What happens after a result, for tests: an honest office that asks, approves, throws dice and logs what comes out. @module */
import { buildBundle, type BundleParts } from '../bundle.ts';
import { fromUtf8, toHex, utf8 } from '../bytes.ts';
import { canonicalDocument, type CanonicalObject } from '../canonical.ts';
import { deedHash } from '../deeds.ts';
import { hideLeaves, type CommittedList } from '../leaves.ts';
import { leafHash } from '../merkle.ts';
import { otcCode } from '../escrow.ts';
import { freshId } from '../fresh.ts';
import type { SourceSpec } from '../sources.ts';
import {
  freshPrk,
  substitute,
  type Substituted,
  type SubstitutionDocument,
  type SubstitutionOrder,
} from '../substitution.ts';
import { standingOf, type Standing } from '../standing.ts';
import { sha256Suite, suiteOf } from '../suite.ts';
import { bytes32, logEntries, proveEntries, type TestDeed } from './log.ts';
import { scene, type Scene, type SceneOptions } from './scene.ts';

/** One thing that is asked for, by what the draw looks like then. */
export interface Ask {
  readonly order: (standing: Standing) => Omit<SubstitutionOrder, 'request'>;
  readonly sources?: readonly SourceSpec[];
  readonly values?: Readonly<Record<string, { readonly value: string; readonly signature?: string }>>;
  readonly at?: string;
  /** When the values are recorded, if later. */
  readonly recordedAt?: string;
}

export interface After {
  readonly scene: Scene;
  readonly deeds: readonly TestDeed[];
  readonly results: readonly Substituted[];
  readonly standing: Standing;
  readonly parts: BundleParts;
  readonly files: Map<string, Uint8Array>;
}

const DIGITS = ['27182818284590452353', '14142135623730950488', '57721566490153286060', '16180339887498948482'];
export const EVIDENCE = 'e'.repeat(64);

/** Dice of a request, and the digits thrown. */
export function diceOf(request: number): { readonly source: SourceSpec; readonly digits: string } {
  return {
    source: { id: freshId(request, 'dice'), type: 'dice', spec: 'd10x20' },
    digits: DIGITS[(request - 1) % DIGITS.length] as string,
  };
}

export interface AfterOptions extends SceneOptions {
  /** Bends the log at the end. */
  readonly bend?: (deeds: readonly TestDeed[]) => readonly TestDeed[];
  readonly documents?: (documents: readonly SubstitutionDocument[]) => readonly SubstitutionDocument[];
}

/** A draw and all that was asked for after it, in its log and its bundle. */
export function after(options: AfterOptions, asks: readonly Ask[]): After {
  const { bend = same, documents = same } = options;
  let ceremony: readonly TestDeed[] = [];
  const drawn = scene({
    ...options,
    deeds: (deeds) => {
      ceremony = options.deeds?.(deeds) ?? deeds;
      return ceremony;
    },
  });
  const suite = suiteOf(drawn.announcement.suite);
  let standing = standingOf(drawn.draw.details);
  const deeds = [...ceremony];
  const results: Substituted[] = [];
  asks.forEach((ask, i) => {
    const request = i + 1;
    const order = { ...ask.order(standing), request };
    const at = ask.at ?? '2026-03-03T02:00:00Z';
    const dice = diceOf(request);
    const sources = ask.sources ?? [dice.source];
    const { place, person, ...rest } = order;
    deeds.push(
      {
        kind: 'draw.request-substitution',
        at,
        actor: 'operator',
        facts: {
          ...rest,
          ...(place === undefined ? {} : { place }),
          ...(person === undefined ? {} : { person }),
          evidence: EVIDENCE,
        },
      },
      { kind: 'draw.approve-substitution', at, actor: 'head', facts: { request, sources: sources.map(asFact) } },
    );
    const event = deedHash(logEntries(deeds).at(-1) as Uint8Array);
    const values = sources.map((source) => ({
      source,
      ...(ask.values?.[source.id] ?? { value: dice.digits }),
    }));
    for (const { source, value, ...signed } of values)
      deeds.push(...freshDeeds(request, source, value, signed, ask.recordedAt ?? at));
    const done = substitute(
      { announcement: drawn.announcement, lists: drawn.lists, details: drawn.draw.details },
      standing,
      order,
      event,
      freshPrk(suite, drawn.announcement.draw, event, values),
    );
    ({ standing } = done);
    results.push(done);
    const document = toHex(leafHash(suite, canonicalDocument(done.document)));
    deeds.push({ kind: 'draw.substitute', at: ask.recordedAt ?? at, actor: 'operator', facts: { request, document } });
  });
  const bent = bend(deeds);
  const entries = logEntries(bent);
  const log = proveEntries(entries, (index) => !(bent[index] as TestDeed).kind.startsWith('directory.'));
  const substitutions = documents(results.map(({ document }) => document));
  const parts = { ...drawn.parts, log, ...(substitutions.length === 0 ? {} : { substitutions }) };
  return { scene: drawn, deeds: bent, results, standing, parts, files: buildBundle(parts) };
}

function same<T>(value: T): T {
  return value;
}

function asFact(source: SourceSpec): CanonicalObject {
  return JSON.parse(fromUtf8(canonicalDocument(source))) as CanonicalObject;
}

function freshDeeds(
  request: number,
  { id: source, type }: SourceSpec,
  value: string,
  signed: CanonicalObject,
  at: string,
): TestDeed[] {
  if (type === 'otc' || type === 'drand')
    return [{ kind: 'draw.record-fresh', at, actor: 'operator', facts: { request, source, value, ...signed } }];
  const facts = { request, source, value, attempt: 1 };
  return [
    { kind: 'draw.record-fresh', at, actor: 'operator', facts },
    { kind: 'draw.confirm-fresh', at, actor: 'witness', facts: { ...facts, isSame: true } },
  ];
}

/** Length of the chains of sealed test draws. */
export const CHAIN = 9;

/** Code of one of the two chains of sealed test draws. */
export function codeOf(holder: 'a' | 'b', index: number): string {
  return toHex(otcCode(sha256Suite, bytes32(`chain ${holder}`), CHAIN, index));
}

/** Announced or fresh source of a chain. */
export function otcOf(holder: 'a' | 'b', index: number, id = `seal:${holder}`): SourceSpec {
  return { id, type: 'otc', anchor: codeOf(holder, 0), index };
}

/** Options of a sealed draw whose codes are released after the dice. */
export const sealedOptions: SceneOptions = {
  change: (draft) => ({
    ...draft,
    mode: 'sealed',
    sources: [...draft.sources, otcOf('a', 3), otcOf('b', 3)],
    deadlines: { ...draft.deadlines, open: '2026-03-10T00:00:00Z' },
    missing: { ...draft.missing, 'seal:*': 'void' },
  }),
  more: { 'seal:a': codeOf('a', 3), 'seal:b': codeOf('b', 3) },
  deeds: (deeds) =>
    deeds.flatMap((deed) =>
      deed.kind === 'draw.complete'
        ? [
            ...(['a', 'b'] as const).map((holder) => ({
              kind: 'draw.record-source',
              at: deed.at,
              actor: `holder-${holder}`,
              facts: { source: `seal:${holder}`, value: codeOf(holder, 3) },
            })),
            deed,
          ]
        : [deed],
    ),
};

/** The bundle of a sealed draw before its opening: roots, the result, and the entries that give nothing away. */
export function sealedFiles({ scene: drawn, deeds }: Pick<After, 'scene' | 'deeds'>): Map<string, Uint8Array> {
  const hide = (list: CommittedList<unknown>): readonly object[] => hideLeaves(list);
  const told = /record-source|substitut|fresh|open|directory/;
  const log = proveEntries(logEntries(deeds), (index) => !told.test((deeds[index] as TestDeed).kind));
  const { result, ...parts } = drawn.parts;
  return buildBundle({
    ...parts,
    lists: Object.fromEntries(
      Object.entries(drawn.lists).map(([name, list]) => [name, hide(list as CommittedList<unknown>)]),
    ),
    ...(result === undefined ? {} : { sealedResult: result.resultBytes }),
    log,
    extra: new Map([['README.zh.md', utf8('# 封存\n')]]),
  });
}
