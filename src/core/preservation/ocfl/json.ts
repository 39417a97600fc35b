/** Reading JSON of unknown shape. @module */
import type { Findings } from '../findings.ts';
import type { PathsByDigest } from './inventory.ts';

export type Json = Record<string, unknown>;

/** The object that UTF-8 bytes hold; undefined for anything else, and when a key is written twice. */
export function parseObject(bytes: Uint8Array): Json | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const json: unknown = JSON.parse(text);
    return isObject(json) && keysWritten(text) === keysKept(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** JSON.parse keeps the last of two equal keys and says nothing; a count finds them. */
function keysWritten(text: string): number {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
}

function keysKept(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + keysKept(one), 0);
  if (!isObject(value)) return 0;
  return Object.values(value).reduce((sum: number, one) => sum + 1 + keysKept(one), 0);
}

/** A block of digests with lists of paths. */
export function pathsOf(block: Json, code: string, at: string, findings: Findings): PathsByDigest {
  const read = new Map<string, readonly string[]>();
  for (const [digest, paths] of Object.entries(block)) {
    const isList = Array.isArray(paths) && paths.every((path): path is string => typeof path === 'string');
    if (isList) read.set(digest, paths);
    else findings.error(code, at, digest);
  }
  return read;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
