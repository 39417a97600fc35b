/** 骰子点数 as they are typed. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { DICE_COUNT } from '../types.ts';

/** The digits of dice as read aloud: full-width digits and separators are understood, anything else is refused. */
export function parseDice(text: string): { readonly digits: string } | { readonly refusals: Refusal[] } {
  const digits = text.normalize('NFKC').replaceAll(/[\s,，、.;；-]/g, '');
  const refusals: Refusal[] = [];
  const strange = [...new Set(digits.replaceAll(/[0-9]/g, ''))];
  if (strange.length > 0) refusals.push({ code: 'dice-character', at: 'digits', facts: { found: strange } });
  if (strange.length === 0 && digits.length !== DICE_COUNT) {
    refusals.push({ code: 'dice-count', at: 'digits', facts: { found: digits.length, needed: DICE_COUNT } });
  }
  return refusals.length > 0 ? { refusals } : { digits };
}
