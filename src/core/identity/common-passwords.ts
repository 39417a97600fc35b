/** Passwords that whoever guesses tries first (ASVS 5.0, 6.2.4 and 6.2.11). Server only: the list is half a megabyte. @module */
import { dictionary } from '@zxcvbn-ts/language-common';

/** What people here choose and no list of the world knows. */
const LOCAL = ['yingjiguanli', 'yingjiguanliju', 'anquanshengchan', 'woaini1314520', 'iloveyou1314520'];
/** 49,000 of the passwords that have become known most often, in lower case. */
const COMMON = new Set([...dictionary['passwords-common'], ...LOCAL]);
const REPEATED = /^(.{1,4})\1+.{0,3}$/u;
/** Figures and signs before and behind, as people add them to a word until it is long enough. */
const PADDING = /^[^\p{L}]{0,4}(.*?)[^\p{L}]{0,6}$/u;

/** Whether `password`, in lower case, is a common one, is one made longer by a few figures or signs, or repeats a short piece. */
export function isGuessedFirst(password: string): boolean {
  const core = PADDING.exec(password)?.[1] ?? '';
  return COMMON.has(password) || COMMON.has(core) || REPEATED.test(password);
}
