/** The negative vectors (protocol §14): bundles that must fail at a named step, each signed again as well as an insider could. @module */
import { canonicalDocument, fromUtf8, manifestOf, utf8 } from '../src/index.ts';
import { relog } from './insider.ts';
import { ORDERS } from './orders.ts';
import { forge, type Forged } from './smith.ts';
import { failures } from './trial.ts';

/** A bundle that must be refused. */
export interface Negative {
  readonly name: string;
  readonly what: string;
  /** The step that must fail; another one when BLS signatures are not checked. */
  readonly step: string;
  readonly withoutBls?: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

interface Step {
  readonly slot: string;
  readonly officer: string;
  readonly skipped: readonly string[];
}
interface Details {
  readonly sources: readonly object[];
  readonly teams: { readonly trace: readonly Step[]; readonly loads: Readonly<Record<string, number>> };
}

const [offline, , open] = ORDERS;

/** All of them, made afresh; the files in `vectors/negative` are older ones, which stay. */
export function negatives(): Negative[] {
  if (offline === undefined || open === undefined) throw new Error('no orders');
  const paper = forge(offline);
  const drand = forge(open);
  return [...lists(paper), ...sources(paper, drand), ...results(paper), otherProgram(paper), ...spellings(paper)];
}

/** The bundle with one file changed and everything that depends on it made and signed again. */
function bent(forged: Forged, path: string, change: (text: string) => string, again = true): Map<string, Uint8Array> {
  const text = fromUtf8(forged.files.get(path) ?? new Uint8Array());
  const changed = change(text);
  if (changed === text) throw new Error(`${path}: nothing was changed`);
  const files = new Map(forged.files).set(path, utf8(changed));
  const signed = again ? relog(files, path, forged) : files;
  return new Map(signed).set('manifest.json', manifestOf(signed));
}

function edited(change: (details: Details) => Details): (text: string) => string {
  return (text) => fromUtf8(canonicalDocument(change(JSON.parse(text) as Details)));
}

function lists(paper: Forged): Negative[] {
  const lines = (change: (lines: string[]) => string[]) => (text: string) =>
    change(text.trimEnd().split('\n'))
      .map((line) => `${line}\n`)
      .join('');
  return [
    {
      name: 'leaves-swapped',
      what: 'two leaves of the roster stand in the wrong order; root and log are made again',
      step: 'V4',
      files: bent(
        paper,
        'roster.jsonl',
        lines(([a = '', b = '', ...rest]) => [b, a, ...rest]),
      ),
    },
    {
      name: 'id-twice',
      what: 'an enterprise stands twice in the roster; root and log are made again',
      step: 'V4',
      files: bent(
        paper,
        'roster.jsonl',
        lines(([a = '', ...rest]) => [a, a, ...rest]),
      ),
    },
    {
      name: 'weight-changed',
      what: 'the weight of one enterprise differs from what was committed',
      step: 'V4',
      files: bent(paper, 'roster.jsonl', (text) => text.replace('"weight":1', '"weight":2'), false),
    },
    {
      name: 'weight-changed-and-committed',
      what: 'the same, with root, announcement and log made again: the seed is another one',
      step: 'V7',
      files: bent(paper, 'roster.jsonl', (text) => text.replace('"weight":1', '"weight":2')),
    },
  ];
}

function sources(paper: Forged, drand: Forged): Negative[] {
  const [announced, all] = drand.rounds;
  if (announced === undefined || all === undefined) throw new Error('no checkpoints');
  const fiveMinutes = 300;
  const late = { ...announced, witnessedAt: (all.witnessedAt ?? 0) - 2 * 3600 - 35 * 60 - fiveMinutes };
  const log = (forged: Forged, kind: string) =>
    [...forged.files.keys()].find(
      (path) =>
        /^log\/\d+\.json$/.test(path) && fromUtf8(forged.files.get(path) ?? new Uint8Array()).includes(`"${kind}"`),
    ) ?? '';
  return [
    {
      name: 'cosigned-late',
      what: 'the witness saw the announcement less than the margin before the round of drand (R3)',
      step: 'V6',
      files: bent({ ...drand, rounds: [late, all] }, 'README.zh.md', (text) => `${text}\n`),
    },
    {
      name: 'reveal-not-matching',
      what: 'the revealed share does not open its commitment',
      step: 'V6',
      files: bent(paper, log(paper, 'draw.reveal'), (text) => text.replace('"nonce":"11', '"nonce":"12')),
    },
    {
      name: 'dice-checked-by-themselves',
      what: 'whoever typed the dice also checked them, as a check of a typing that was never made',
      step: 'V6',
      files: bent(paper, log(paper, 'draw.confirm-dice'), (text) =>
        text.replace('"actor":"witness"', '"actor":"operator"').replace('"attempt":1', '"attempt":"1"'),
      ),
    },
    {
      name: 'wrong-round',
      what: 'the announcement names another round of drand than the one whose value was taken',
      step: 'V6',
      withoutBls: 'V7',
      files: bent(drand, 'announcement.json', (text) => text.replace('"round":657413', '"round":657414')),
    },
    {
      name: 'wrong-signature',
      what: 'the value of drand is not that of its signature',
      step: 'V6',
      files: bent(drand, log(drand, 'draw.record-source'), (text) =>
        text.replace('"signature":"b7', '"signature":"a7'),
      ),
    },
    {
      name: 'sources-reordered',
      what: 'the details take the sources in another order',
      step: 'V7',
      files: bent(
        paper,
        'details.json',
        edited((details) => ({ ...details, sources: details.sources.toReversed() })),
      ),
    },
  ];
}

function results(paper: Forged): Negative[] {
  return [
    {
      name: 'cutoff-off-by-one',
      what: 'a cutoff is the ticket of the next enterprise',
      step: 'V9',
      files: bent(paper, 'details.json', (text) =>
        text.replace(
          /"cutoff":"([0-9a-f]{63})(.)"/,
          (_all, head: string, last: string) => `"cutoff":"${head}${last === 'f' ? 'e' : 'f'}"`,
        ),
      ),
    },
    {
      name: 'recused-officer',
      what: 'an officer inspects an enterprise from which he or she is recused',
      step: 'V10',
      files: recused(paper),
    },
    {
      name: 'officer-skipped',
      what: 'an officer who could have been taken is skipped for the next one',
      step: 'V11',
      files: skipped(paper),
    },
    {
      name: 'no-terminal-event',
      what: 'the log has neither a result nor a void',
      step: 'V3',
      files: withoutEnd(paper),
    },
    {
      name: 'outcome-altered',
      what: 'the rank of an enterprise differs in its outcome; the root of the result and the log are made again',
      step: 'V14',
      files: bent(paper, 'outcomes.jsonl', (text) => text.replace('"rank":1,', '"rank":2,')),
    },
  ];
}

/** The details with another officer at the first place for which that gives what is wanted. */
function withOther(
  paper: Forged,
  isWanted: (failed: readonly string[]) => boolean,
  officersFor: (step: Step) => readonly string[],
): Map<string, Uint8Array> {
  const details = JSON.parse(fromUtf8(paper.files.get('details.json') ?? new Uint8Array())) as Details;
  for (const [i, step] of details.teams.trace.entries()) {
    for (const officer of officersFor(step)) {
      const other = { ...step, officer, skipped: [...step.skipped, step.officer] };
      const files = bent(
        paper,
        'details.json',
        edited((found) => ({
          ...found,
          teams: {
            ...found.teams,
            trace: found.teams.trace.with(i, other),
            loads: moved(found.teams.loads, step.officer, officer),
          },
        })),
      );
      if (isWanted(failures(files))) return files;
    }
  }
  throw new Error('no such officer');
}

function moved(loads: Details['teams']['loads'], from: string, to: string): Details['teams']['loads'] {
  return { ...loads, [from]: (loads[from] ?? 0) - 1, [to]: (loads[to] ?? 0) + 1 };
}

function skipped(paper: Forged): Map<string, Uint8Array> {
  const { teams } = JSON.parse(fromUtf8(paper.files.get('details.json') ?? new Uint8Array())) as Details;
  return withOther(
    paper,
    (failed) => failed.includes('V11') && !failed.includes('V10'),
    ({ officer, skipped: before }) => Object.keys(teams.loads).filter((id) => id !== officer && !before.includes(id)),
  );
}

function recused(paper: Forged): Map<string, Uint8Array> {
  const conflicts = fromUtf8(paper.files.get('conflicts.jsonl') ?? new Uint8Array())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly person: string; readonly ent: string });
  return withOther(
    paper,
    (failed) => failed.includes('V10'),
    ({ slot }) => conflicts.filter(({ ent }) => slot.startsWith(`${ent}#`)).map(({ person }) => person),
  );
}

/** The bundle as if the log ended before the result. */
function withoutEnd(paper: Forged): Map<string, Uint8Array> {
  const end = ['draw.complete', 'draw.confirm'];
  const deeds = paper.deeds.filter(({ kind }) => !end.includes(kind));
  const rounds = paper.rounds.map(({ size, witnessedAt }) => ({ size: Math.min(size, deeds.length), witnessedAt }));
  const files = relog(paper.files, 'README.zh.md', { ...paper, deeds, rounds });
  for (let i = deeds.length; i < paper.deeds.length; i += 1) {
    const entry = `log/${String(paper.firstSeq + i).padStart(8, '0')}`;
    for (const path of [`${entry}.json`, `${entry}.tlog-proof`]) files.delete(path);
  }
  for (const path of ['result.json', 'details.json', 'outcomes.jsonl']) files.delete(path);
  return files.set('manifest.json', manifestOf(files));
}

/** The program that lies in the bundle is another one than was announced. */
function otherProgram(paper: Forged): Negative {
  return {
    name: 'program-replaced',
    what: 'the verifier in ref/ is not the announced one; the manifest is made again',
    step: 'V5',
    files: bent(paper, 'ref/verify.py', () => "print('全部通过 / all steps pass')\n", false),
  };
}

/** Spellings that no reader may take, in an announcement whose manifest is made again. */
function spellings(paper: Forged): Negative[] {
  const rows: readonly (readonly [string, string, (text: string) => string])[] = [
    ['nfd', 'a name that is not in NFC', (text) => text.replace('"task":"T1"', '"task":"T1e\u{301}"')],
    ['float', 'a float', (text) => text.replace('"batch":2', '"batch":2.0')],
    ['minus-zero', 'a minus zero', (text) => text.replace('"min":1', '"min":-0')],
    ['key-twice', 'a key that stands twice', (text) => text.replace('"batch":2', '"batch":2,"batch":2')],
    ['lone-surrogate', 'a lone surrogate', (text) => text.replace('"task":"T1"', String.raw`"task":"T1\ud800"`)],
    ['bom', 'a BOM', (text) => `\u{feff}${text}`],
  ];
  return rows.map(([name, what, change]) => ({
    name: `spelling-${name}`,
    what: `${what} in the announcement`,
    step: 'V1',
    files: bent(paper, 'announcement.json', change, false),
  }));
}
