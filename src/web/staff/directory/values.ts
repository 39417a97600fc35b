/** Values of directory records as people read them. @module */
import type { Licence } from '../../../directory/types/records.ts';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import { fieldsOf, type Words } from './kinds.ts';

/** What a field is called in this directory. */
export function labelOf(kind: DirectoryKind, field: string): string {
  const own: Words = directoryText.ownFields[kind];
  const all: Words = directoryText.fields;
  return own[field] ?? all[field] ?? field;
}

/** A value in words; '' when there is none. Codes become their official terms, 街镇 their names. */
export function valueText(kind: DirectoryKind, field: string, value: unknown, subdistricts: Words): string {
  const view = fieldsOf(kind).find((each) => each.field === field);
  const words = view?.control === 'subdistrict' ? subdistricts : view?.words;
  if (value === null || value === undefined) return '';
  if (view?.control === 'licences') return licences(value).map(licenceText).join('；');
  if (Array.isArray(value)) return value.map((each) => wordOf(each, words)).join('、');
  return wordOf(value, words);
}

export function licences(value: unknown): readonly Licence[] {
  return Array.isArray(value) ? value : [];
}

function licenceText({ name, number, expiresOn }: Licence): string {
  const until = expiresOn === null ? null : `${directoryText.licenceUntil} ${expiresOn}`;
  return [name, number, until].filter((part) => part !== null).join(' ');
}

function wordOf(value: unknown, words: Words | undefined): string {
  if (typeof value === 'boolean') return value ? directoryText.yes : directoryText.no;
  const code = String(value);
  return words !== undefined && Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}

const TONES: Readonly<Record<string, StateTone>> = {
  active: 'done',
  'on-duty': 'done',
  available: 'done',
  suspended: 'waiting',
  seconded: 'waiting',
  repair: 'waiting',
};

/** In use, for a while not, or for good. */
export function toneOf(status: string): StateTone {
  return TONES[status] ?? 'ended';
}
