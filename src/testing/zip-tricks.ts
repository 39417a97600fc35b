/** Zips as attackers, bad disks and odd programs write them. @module */
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { UploadedFile } from '../core/spreadsheet/workbook.ts';
import type { Dice } from './workbook-dice.ts';

const NAME = '名录.xlsx';

/** The parts zipped, mostly as they should be. `mayBeRefused` when they were not. */
export function writeZipped(
  parts: Zippable,
  dice: Dice,
): { readonly file: UploadedFile; readonly mayBeRefused: boolean } {
  const zip = (more: Zippable = {}): Uint8Array =>
    zipSync({ ...parts, ...more }, { level: dice.pick([0, 6, 9]), mtime: '2026-03-02T09:00:00' });
  if (dice.chance(0.75)) return { file: { name: NAME, bytes: zip() }, mayBeRefused: false };
  const trick = dice.pick([
    () => cut(zip(), dice),
    () => flipped(zip(), dice),
    () => zip({ 'xl/vbaProject.bin': strToU8('macro') }),
    () => zip({ '../../evil.xml': strToU8('<x/>') }),
    () => zip({ 'xl/media/bomb.bin': [new Uint8Array(3 * 1024 * 1024), { level: 9 }] }),
    () => zip({ 'xl/Workbook.xml': strToU8('<workbook/>') }),
    () => zip({ 'xl/sharedStrings.xml': strToU8('<!DOCTYPE x [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>') }),
    () => zip({ 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row><c r="A1"><v>1') }),
    () => Buffer.concat([Buffer.from('junk before'), zip()]),
    () => Buffer.concat([zip(), Buffer.from('junk behind')]),
    () => Uint8Array.from(zip().subarray(0, 4)),
  ]);
  return { file: { name: NAME, bytes: trick() }, mayBeRefused: true };
}

function cut(bytes: Uint8Array, dice: Dice): Uint8Array {
  return bytes.slice(0, dice.below(bytes.length));
}

/** One to three bytes changed anywhere. */
function flipped(bytes: Uint8Array, dice: Dice): Uint8Array {
  const bent = Uint8Array.from(bytes);
  for (let times = 1 + dice.below(3); times > 0; times -= 1) {
    const at = dice.below(bent.length);
    bent[at] = (bent[at] ?? 0) ^ (1 << dice.below(8));
  }
  return bent;
}
