/** Deeds of the log, a page at a time, each read from its entry and held against its row. Pure. @module */
import { CanonicalError, parseCanonical, type CanonicalObject, type CanonicalValue } from 'verifiable-draw';
import { dayOf } from '../../clock.ts';
import type { DeedRow } from './deed-rows.ts';
import type { Findings } from './findings.ts';
import { leafHash } from './tree-walk.ts';

/** What the tree needs of a deed. */
export interface Leaf {
  readonly seq: number;
  /** In whose tree it is, by the entry. */
  readonly year: number;
  readonly at: string;
  readonly kind: string;
  readonly hash: Buffer;
  /** Whether it names the deed before it. */
  readonly isLinked: boolean;
}

/** Where the chain stands. */
export interface ChainState {
  readonly bureau: string;
  seq: number;
  /** Hash of the last deed. */
  prev: Buffer;
  at: string;
}

/** Checks the rows one after another, moves the chain on, and answers their leaves. */
export function checkPage(rows: readonly DeedRow[], chain: ChainState, findings: Findings): Leaf[] {
  return rows.map((row) => {
    const expected = chain.seq + 1;
    const leaf = leafHash(row.entry);
    const entry = readEntry(row.entry);
    const place = { seq: row.seq, at: row.at, kind: row.kind };
    if (row.seq !== expected) findings.add({ code: 'deed-missing', seq: expected, upTo: row.seq - 1 });
    if (!leaf.equals(row.hash)) findings.add({ code: 'deed-hash', ...place });
    if (entry === undefined) findings.add({ code: 'deed-form', ...place });
    else checkEntry(entry, row, chain, findings);
    const isLinked = entry === undefined || entry['prev'] === chain.prev.toString('hex');
    chain.seq = row.seq;
    chain.prev = row.hash;
    chain.at = row.at;
    return { ...place, year: entry === undefined ? row.year : yearOf(entry, row), hash: leaf, isLinked };
  });
}

function checkEntry(entry: CanonicalObject, row: DeedRow, chain: ChainState, findings: Findings): void {
  const place = { seq: row.seq, at: row.at, kind: row.kind };
  if (row.at < chain.at) findings.add({ code: 'deed-time', ...place });
  const columns = [
    ['bureau', chain.bureau],
    ['seq', row.seq],
    ['at', secondsOf(row.at)],
    ['kind', row.kind],
    ['actor', row.actor_id],
    ['subject', row.subject],
    ['command', row.command_id],
  ].flatMap(([name = '', value]) => (entry[name] === value ? [] : [String(name)]));
  if (yearOf(entry, row) !== row.year) columns.push('year');
  if (columns.length > 0) findings.add({ code: 'deed-columns', ...place, detail: columns.join(', ') });
}

/** An entry states whole seconds; a column with parts of one is not what the entry says, and stays as it is. */
function secondsOf(at: string): string {
  return at.replace('.000000Z', 'Z');
}

let lastHour = '';
let lastYear = 0;

/** The year in Asia/Shanghai; asked for deed after deed, of which many lie in one hour. */
function yearOf(entry: CanonicalObject, row: DeedRow): number {
  const at = entry['at'];
  if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(at)) return row.year;
  const hour = at.slice(0, 13);
  if (hour !== lastHour) {
    lastHour = hour;
    lastYear = Number(dayOf(at).slice(0, 4));
  }
  return lastYear;
}

function readEntry(bytes: Uint8Array): CanonicalObject | undefined {
  try {
    const value = parseCanonical(bytes);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof CanonicalError) return undefined;
    throw error;
  }
}

function isObject(value: CanonicalValue): value is CanonicalObject {
  return typeof value === 'object' && !Array.isArray(value);
}
