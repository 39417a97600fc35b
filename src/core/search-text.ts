/** What is searched by: a name in characters, in whole pinyin and in initials; and what somebody types against it. @module */
import { pinyin } from 'pinyin-pro';

interface SearchedName {
  /** The first character is a surname, and is read as one. */
  readonly isPerson?: boolean;
  /** What else is searched as it stands: a code, a number. */
  readonly words?: readonly string[];
}

/**
 * `full pinyin|initials|…|name|words`, lower case and without white space: searched by substring, and its order is the order by
 * pinyin. There are several initials: of the whole name and of what people call a firm (without place and legal form), and
 * both again with the other reading of characters that are read in two ways.
 */
export function searchForms(name: string, { isPerson = false, words = [] }: SearchedName = {}): string {
  const syllables = syllablesOf(name, isPerson);
  const initials = new Set([name, ...(isPerson ? [] : [calledName(name)])].flatMap(initialsFrom(name, syllables)));
  return [syllables.join(''), ...initials, name, ...words]
    .map(searchNeedle)
    .filter((form) => form !== '')
    .join('|');
}

/** What somebody types into the search box, as it stands in {@link searchForms}. */
export function searchNeedle(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '').replaceAll('ü', 'v');
}

/** The words somebody types: each of them has to be found. */
export function searchNeedles(typed: string): readonly string[] {
  return typed
    .normalize('NFKC')
    .split(/\s+/)
    .map(searchNeedle)
    .filter((needle) => needle !== '');
}

/** Whether all the words typed are in the forms of a name: for short lists that are searched without the database. */
export function isFound(typed: string, forms: string): boolean {
  return searchNeedles(typed).every((needle) => forms.includes(needle));
}

/** 行政区划 that stands before a firm's name and 组织形式 behind it (企业名称登记管理规定 §6). */
const PLACE =
  /^(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆)?(省|市|自治区)?(\p{Script=Han}{2,3}[市区县])?/u;
const LEGAL_FORM =
  /((股份|集团)?有限(责任)?公司|公司|合伙企业|经营部|经销部|服务部|合作社|中心|商店|厂|店|部)?([（(][^（）()]{2,8}[）)])?(分公司|分店|分厂)?$/u;

/** What people call a firm; the whole name when too little would be left. */
function calledName(name: string): string {
  const called = name.replace(PLACE, '').replace(LEGAL_FORM, '');
  return called.length >= 2 ? called : name;
}

function syllablesOf(name: string, isPerson: boolean): readonly string[] {
  return pinyin(name, {
    toneType: 'none',
    type: 'array',
    nonZh: 'consecutive',
    v: true,
    surname: isPerson ? 'head' : 'off',
  });
}

/** Characters of names that are read in two ways that begin differently. */
const OTHER_INITIALS: Readonly<Record<string, string | undefined>> = Object.fromEntries(
  [
    '重cz',
    '长cz',
    '行hx',
    '乐ly',
    '厦xs',
    '朝cz',
    '会hk',
    '盛sc',
    '曾cz',
    '单sd',
    '解jx',
    '车cj',
    '藏cz',
    '调dt',
    '传cz',
  ]
    .concat(
      [
        '弹dt',
        '系xj',
        '卡kq',
        '降jx',
        '校xj',
        '贾jg',
        '盖gh',
        '茄qj',
        '铅qy',
        '参cs',
        '宿sx',
        '尉wy',
        '翟zd',
        '查zc',
        '区qo',
      ],
      ['石sd', '仇cq', '覃tq', '祭zj', '谷gy', '粘nz'],
    )
    .map((entry) => [entry.charAt(0), entry.slice(1)]),
);
/** Of so many characters of one name the other reading is kept; of a very long name none, since all of it is a key of an index. */
const READ_TWICE = 2;
const LONG_NAME = 40;

/** The initials of a part of `name`, first as it is usually read there. */
function initialsFrom(name: string, syllables: readonly string[]): (part: string) => readonly string[] {
  const letters = syllables.map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable.charAt(0) : syllable));
  // As pinyin-pro divides it: one character of Chinese, or a run of anything else.
  const characters = name.match(/\p{Script=Han}|\P{Script=Han}+/gu) ?? [];
  if (characters.length !== letters.length || characters.length > LONG_NAME) return () => [letters.join('')];
  return (part) => {
    const from = charactersIn(characters, name.indexOf(part));
    const end = charactersIn(characters, name.indexOf(part) + part.length);
    return readings(letters.slice(from, end), characters.slice(from, end));
  };
}

/** How many of the characters begin before this place of the name. */
function charactersIn(characters: readonly string[], place: number): number {
  let length = 0;
  return characters.filter((character) => {
    length += character.length;
    return length - character.length < place;
  }).length;
}

/** The letters as they stand, and with the other reading of the first characters that have one. */
function readings(letters: readonly string[], characters: readonly string[]): readonly string[] {
  const doubtful = characters
    .flatMap((character, at) => (OTHER_INITIALS[character] === undefined ? [] : [at]))
    .slice(0, READ_TWICE);
  return doubtful
    .reduce((all, at) => all.flatMap((reading) => [reading, withOther(reading, at, characters[at] ?? '')]), [letters])
    .map((reading) => reading.join(''));
}

function withOther(letters: readonly string[], at: number, character: string): string[] {
  const other = Array.from(OTHER_INITIALS[character] ?? '').find((letter) => letter !== letters[at]);
  return letters.map((letter, place) => (place === at ? (other ?? letter) : letter));
}
