/** 大写金额 (《正确填写票据和结算凭证的基本规定》): how money stands in documents beside its figures. Browser-safe. @module */

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];
const MOST_FEN = 10 ** 15;

/** `人民币壹万零伍元叁角整`. @throws RangeError for what is no whole, positive number of fen up to ten trillion yuan */
export function amountInWords(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0 || fen > MOST_FEN) throw new RangeError(`no amount of fen: ${fen}`);
  if (fen === 0) return '人民币零元整';
  const [yuan, jiao, rest] = [Math.floor(fen / 100), Math.floor(fen / 10) % 10, fen % 10];
  const whole = yuan === 0 ? '' : `${wholeInWords(yuan)}元`;
  if (jiao === 0 && rest === 0) return `人民币${whole}整`;
  const tens = jiao > 0 ? `${digit(jiao)}角` : whole === '' ? '' : '零';
  return `人民币${whole}${tens}${rest > 0 ? `${digit(rest)}分` : '整'}`;
}

/** `10005.30` with the sign: as figures stand beside the words. */
export function amountInFigures(fen: number): string {
  return `￥${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

function wholeInWords(yuan: number): string {
  const digits = String(yuan);
  let words = '';
  let isZeroDue = false;
  for (const [at, character] of Array.from(digits).entries()) {
    const place = digits.length - 1 - at;
    const value = Number(character);
    if (value === 0) isZeroDue = words !== '';
    else {
      words += `${isZeroDue ? '零' : ''}${digit(value)}${PLACES[place % 4] ?? ''}`;
      isZeroDue = false;
    }
    if (place % 4 === 0 && Number(groupOf(digits, place)) > 0) words += GROUPS[place / 4] ?? '';
  }
  return words;
}

/** The four digits that end at this place. */
function groupOf(digits: string, place: number): string {
  const end = digits.length - place;
  return digits.slice(Math.max(0, end - 4), end);
}

function digit(value: number): string {
  return DIGITS[value] ?? '';
}
