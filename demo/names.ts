/** Plainly invented names: people are colours and numbers, firms carry words no register would take for a real unit. @module */
import type { Dice } from './random.ts';

// People read as invented at a glance: a heavenly stem or colour where a surname stands, a number where the name stands.
const FAMILY = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const GIVEN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** The `n`th invented person, e.g. `甲示三`. At most 100 are different. */
export function demoPerson(n: number, mark: string): string {
  const family = FAMILY[n % FAMILY.length] ?? '';
  const given = GIVEN[Math.floor(n / FAMILY.length) % GIVEN.length] ?? '';
  return `${family}${mark}${given}`;
}

const FIRST = [
  '晴示',
  '朗示',
  '禾示',
  '澜示',
  '松示',
  '曜示',
  '霁示',
  '榕示',
  '岚示',
  '砺示',
  '沐示',
  '昭示',
  '棠示',
  '钧示',
  '泓示',
];
const SECOND = ['恒', '达', '源', '和', '嘉', '诚', '顺', '盈', '茂', '泰', '隆', '畅', '益', '远'];

/** A firm's trade name no other firm of the list has, e.g. `晴示恒`. */
export function tradeNames(dice: Dice, count: number): string[] {
  const all = FIRST.flatMap((first) => SECOND.map((second) => `${first}${second}`));
  return dice.shuffle(all).slice(0, count);
}
