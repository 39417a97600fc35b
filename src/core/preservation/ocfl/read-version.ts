/** One version block of an inventory (OCFL §3.5.3.1). @module */
import type { Findings } from '../findings.ts';
import type { InventoryVersion } from './inventory.ts';
import { judgeLogicalPaths } from './inventory-paths.ts';
import { isObject, isUri, pathsOf, textOf, type Json } from './json.ts';

const KEYS = new Set(['created', 'state', 'message', 'user']);
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Undefined when there is no state to look at. */
export function readVersion(block: unknown, at: string, findings: Findings): InventoryVersion | undefined {
  if (!isObject(block)) return findings.error('E047', at);
  for (const key of Object.keys(block)) if (!KEYS.has(key)) findings.error('E102', at, key);
  for (const key of ['created', 'state']) if (!(key in block)) findings.error('E048', at, key);
  const { created, state, message, user } = block;
  if (created !== undefined && !isInstant(created)) findings.error('E049', at, textOf(created));
  judgeAuthor(block, at, findings);
  if (state === undefined) return undefined;
  if (!isObject(state)) return findings.error('E050', at);
  const paths = pathsOf(state, 'E051', at, findings);
  judgeLogicalPaths(paths, at, findings);
  return { state: paths, created, message, user };
}

function isInstant(value: unknown): boolean {
  const [, ...parts] = (typeof value === 'string' ? RFC3339.exec(value) : null) ?? [];
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return parts.length > 0 && isDay && hour < 24 && minute < 60 && second <= 60;
}

function judgeAuthor(block: Json, at: string, findings: Findings): void {
  const { message, user } = block;
  if (message === undefined) findings.warn('W007', at, 'message');
  else if (typeof message !== 'string') findings.error('E094', at, textOf(message));
  if (user === undefined) return findings.warn('W007', at, 'user');
  if (!isObject(user)) return findings.error('E054', at);
  const { name, address } = user;
  if (typeof name !== 'string') findings.error('E054', at);
  else if (name === '') findings.warn('W007', at, 'user');
  for (const key of Object.keys(user)) if (key !== 'name' && key !== 'address') findings.error('E102', at, key);
  if (address === undefined) findings.warn('W008', at);
  else if (typeof address !== 'string' || !isUri(address)) findings.warn('W009', at, textOf(address));
}
