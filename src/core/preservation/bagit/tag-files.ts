/** Tag files of a bag: the declaration, manifests, bag-info and the fetch list as they are written (RFC 8493 §2). @module */
import type { Findings } from '../findings.ts';
import { placeOf, type Version } from './paths.ts';

export interface Declaration {
  readonly version: Version;
  /** As TextDecoder knows it. */
  readonly encoding: string;
}

const BOM = '\u{FEFF}';
/** The one label that must not be repeated (§2.2.2). */
export const OXUM = 'payload-oxum';
/** Versions that were ever published: 0.93 to 0.97, and 1.0. */
const VERSIONS = new Set(['0.93', '0.94', '0.95', '0.96', '0.97', '1.0']);

/** bagit.txt: always UTF-8, without byte order mark, exactly these two lines (§2.1.1). */
export function readDeclaration(bytes: Uint8Array, findings: Findings): Declaration | undefined {
  const at = 'bagit.txt';
  const text = decode(bytes, 'utf-8', true);
  if (text === undefined) return findings.error('bag-text-encoding', at, 'UTF-8');
  if (text.startsWith(BOM)) return findings.error('bag-declaration-bom', at);
  const lines = linesOf(text);
  const number = /^BagIt-Version: (\d+\.\d+)$/.exec(lines[0] ?? '')?.[1];
  const encoding = /^Tag-File-Character-Encoding: (\S+)$/.exec(lines[1] ?? '')?.[1];
  if (number === undefined) findings.error('bag-version-line', at, lines[0] ?? '');
  else if (!VERSIONS.has(number)) findings.error('bag-version-unknown', at, number);
  if (encoding === undefined) findings.error('bag-encoding-line', at, lines[1] ?? '');
  else if (!isEncoding(encoding)) findings.error('bag-encoding-unknown', at, encoding);
  if (lines.length > 2) findings.error('bag-declaration-long', at, lines[2]);
  if (number === undefined || encoding === undefined || !isEncoding(encoding)) return undefined;
  return { version: number === '1.0' ? '1.0' : '0.97', encoding };
}

/** Text of a tag file; undefined when it is not in its encoding. */
export function decode(bytes: Uint8Array, encoding: string, keepsBom = false): string | undefined {
  try {
    return new TextDecoder(orderOf(encoding, bytes), { fatal: true, ignoreBOM: keepsBom }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** `UTF-16` says nothing of the order of its bytes: the mark at its start does, and without one the higher comes first (RFC 2781 §4.3). */
function orderOf(encoding: string, bytes: Uint8Array): string {
  if (encoding.toLowerCase() !== 'utf-16') return encoding;
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be';
}

export interface Listed {
  /** Normalised, below the bag. */
  readonly path: string;
  /** Lower-case hex. */
  readonly digest: string;
}

/** A manifest or tag manifest: one `digest path` a line (§2.1.3). */
export function readManifest(text: string, at: string, version: Version, findings: Findings): Listed[] {
  const seen = new Map<string, string>();
  for (const line of linesOf(text)) {
    const [, digest, star, written] = /^([0-9a-fA-F]+)[ \t]+(\*?)(.+)$/.exec(line) ?? [];
    if (digest === undefined || written === undefined) {
      findings.error('bag-manifest-line', at, line);
      continue;
    }
    if (star === '*') findings.warn('bag-manifest-star', at, written);
    const { path, isOutside, isRoundabout } = placeOf(written);
    if (isOutside) findings.error('bag-path-outside', at, written);
    else if (isRoundabout) findings.warn('bag-path-roundabout', at, written);
    const before = seen.get(path);
    if (before !== undefined && before !== digest.toLowerCase()) findings.error('bag-listed-differently', at, path);
    else if (before !== undefined && version === '1.0') findings.error('bag-listed-twice', at, path);
    else if (before !== undefined) findings.warn('bag-listed-twice', at, path);
    if (!isOutside) seen.set(path, digest.toLowerCase());
  }
  for (const [first, second] of lookAlikes([...seen.keys()])) findings.warn('bag-look-alike', at, `${first} ${second}`);
  return [...seen].map(([path, digest]) => ({ path, digest }));
}

/** fetch.txt: what is still to be fetched must be listed payload (§2.2.3). */
export function readFetch(
  text: string,
  version: Version,
  isListed: (path: string) => boolean,
  findings: Findings,
): void {
  const at = 'fetch.txt';
  for (const line of linesOf(text)) {
    const [, url, , written] = /^(\S+)[ \t]+(\d+|-)[ \t]+(.+)$/.exec(line) ?? [];
    if (url === undefined || written === undefined || !URL.canParse(url)) {
      findings.error('bag-fetch-line', at, line);
      continue;
    }
    const { path, isOutside } = placeOf(written);
    if (isOutside) findings.error('bag-path-outside', at, written);
    else if (!isListed(path)) findings[version === '1.0' ? 'error' : 'warn']('bag-fetch-unlisted', at, written);
  }
}

/** bag-info.txt: `label: value` lines, continued by indentation (§2.2.2). Labels are read without regard to case. */
export function readInfo(text: string, at: string, version: Version, findings: Findings): Map<string, string> {
  const values = new Map<string, string>();
  let last: string | undefined;
  for (const line of linesOf(text)) {
    if (/^[ \t]/.test(line) && last !== undefined) {
      values.set(last, `${values.get(last) ?? ''} ${line.trim()}`);
      continue;
    }
    const [, label, space, value] = /^([^:]+?)(\s*):(.*)$/.exec(line) ?? [];
    if (label === undefined || value === undefined) {
      findings[version === '1.0' ? 'error' : 'warn']('bag-info-line', at, line);
      continue;
    }
    if (version === '1.0' && (space !== '' || !/^[ \t]/.test(value))) findings.warn('bag-info-space', at, line);
    last = label.toLowerCase();
    if (last === OXUM && values.has(last)) findings[version === '1.0' ? 'error' : 'warn']('bag-oxum-twice', at, line);
    values.set(last, value.trim());
  }
  return values;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => line !== '');
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** Pairs that other file systems take for one file: they differ in case or in Unicode normalisation alone. */
function lookAlikes(paths: readonly string[]): [string, string][] {
  const groups = Map.groupBy(paths, (path) => path.normalize('NFC').toLowerCase());
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.map((other): [string, string] => [first, other]),
  );
}
