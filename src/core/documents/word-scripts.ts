/**
 * Names in Tibetan and Arabic letters in a Word document: each stands in a run of its own that names its font and its direction,
 * and the font travels in the file, since few machines of an office have one (docs/adr/0067). @module
 */
import { createHash } from 'node:crypto';
import { strFromU8, strToU8 } from 'fflate';
import { fontFile } from './fonts.ts';
import { LEFT_TO_RIGHT_MARK, SCRIPTS, type Script } from './scripts.ts';

/** The parts of a .docx, by name. */
type Parts = Readonly<Record<string, Uint8Array>>;

/** The document with every such name in its own font; as it was when there is none. */
export function withScripts(parts: Parts): Record<string, Uint8Array> {
  const used = new Set<Script>();
  const set = Object.entries(parts).map(([name, bytes]): [string, Uint8Array] => {
    if (!/^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/.test(name)) return [name, bytes];
    const xml = strFromU8(bytes);
    const found = SCRIPTS.filter(({ words }) => xml.search(words) >= 0);
    if (found.length === 0) return [name, bytes];
    for (const script of found) used.add(script);
    return [name, strToU8(found.reduce((text, script) => text.replaceAll(RUN, (run) => splitRun(run, script)), xml))];
  });
  return used.size === 0 ? { ...parts } : withFonts(Object.fromEntries(set), [...used]);
}

/** A run that holds no other: a text box in a run has runs of its own. */
const RUN = /<w:r(?: [^>]*)?>(?:(?!<w:r[ >])[\s\S])*?<\/w:r>/g;
const PROPERTIES = /^<w:rPr>[\s\S]*?<\/w:rPr>/;
const TEXT = /<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g;

/** The run as several: what is written in the script, and what is not. */
function splitRun(run: string, script: Script): string {
  // A run whose properties are tracked changes is left to the font that Word finds.
  if (run.search(script.words) < 0 || run.includes('<w:rPrChange')) return run;
  const open = /^<w:r(?: [^>]*)?>/.exec(run)?.[0] ?? '';
  const inside = run.slice(open.length, -'</w:r>'.length);
  const properties = PROPERTIES.exec(inside)?.[0] ?? '';
  const runOf = (content: string, own: string): string => `${open}${own}${content}</w:r>`;
  const end = script.isRightToLeft ? runOf(textOf(LEFT_TO_RIGHT_MARK), properties) : '';
  const content = inside.slice(properties.length).replaceAll(TEXT, (_text, words: string) =>
    words === ''
      ? ''
      : // What is between two texts (a tab, a break) stays where it is.
        `</w:r>${words
          .split(new RegExp(`(${script.words.source})`, 'gu'))
          .filter((piece) => piece !== '')
          .map((piece) =>
            piece.search(script.words) < 0
              ? runOf(textOf(piece), properties)
              : runOf(textOf(piece), scriptProperties(properties, script)) + end,
          )
          .join('')}${open}${properties}`,
  );
  return runOf(content, properties).replaceAll(`${open}${properties}</w:r>`, '');
}

function textOf(words: string): string {
  return `<w:t xml:space="preserve">${words}</w:t>`;
}

/** The properties with the font of the script, in the order of the schema (ISO/IEC 29500-1 §17.3.2, CT_RPr). */
function scriptProperties(properties: string, { family, isRightToLeft }: Script): string {
  const fonts = `<w:rFonts w:ascii="${family}" w:hAnsi="${family}" w:eastAsia="${family}" w:cs="${family}"/>`;
  const had = properties.replace(/^<w:rPr>|<\/w:rPr>$/g, '').replace(/<w:rFonts[^>]*\/>/, '');
  const style = /^<w:rStyle[^>]*\/>/.exec(had)?.[0] ?? '';
  const rest = had.slice(style.length);
  if (!isRightToLeft) return `<w:rPr>${style}${fonts}${rest}</w:rPr>`;
  // What is right to left takes its size and weight from properties of its own.
  const sized = rest
    .replaceAll(/<w:(?:szCs|bCs)(?: [^>]*)?\/>/g, '')
    .replace(/<w:b( [^>]*)?\/>/, (bold, on: string | undefined) => `${bold}<w:bCs${on ?? ''}/>`)
    .replace(/<w:sz( [^>]*)\/>/, (size, of: string) => `${size}<w:szCs${of}/>`);
  const [before, after] = splitBefore(sized, /<w:(?:rtl|cs|em|lang|eastAsianLayout|specVanish|oMath)[ /]/);
  return `<w:rPr>${style}${fonts}${before}<w:rtl/>${after.replace(/^<w:rtl[^>]*\/>/, '')}</w:rPr>`;
}

function splitBefore(text: string, mark: RegExp): [string, string] {
  const at = text.search(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const NO_TABLE = `${HEAD}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:fonts>`;
const NO_RELATIONS = `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`;

/** The parts with the fonts in them, listed in the font table that is there or in a new one. */
function withFonts(parts: Parts, scripts: readonly Script[]): Record<string, Uint8Array> {
  const textIn = (name: string, otherwise: string): string => {
    const bytes = parts[name];
    return bytes === undefined ? otherwise : strFromU8(bytes);
  };
  const embedded = scripts.map((script) => ({ script, ...obfuscated(fontFile(script.files[0])) }));
  const entries = embedded.map(
    ({ script: { family }, id, key }) =>
      `<w:font w:name="${family}"><w:embedRegular r:id="${id}" w:fontKey="${key}" xmlns:r="${RELATIONSHIPS}"/></w:font>`,
  );
  const relations = embedded.map(
    ({ id }) => `<Relationship Id="${id}" Type="${RELATIONSHIPS}/font" Target="fonts/${id}.odttf"/>`,
  );
  const isListed = parts['word/fontTable.xml'] !== undefined;
  const types = [
    textIn('[Content_Types].xml', '').includes('Extension="odttf"')
      ? ''
      : `<Default Extension="odttf" ContentType="${TYPES}.obfuscatedFont"/>`,
    isListed ? '' : `<Override PartName="/word/fontTable.xml" ContentType="${TYPES}.wordprocessingml.fontTable+xml"/>`,
  ].join('');
  const table = isListed
    ? ''
    : `<Relationship Id="rIdFonts" Type="${RELATIONSHIPS}/fontTable" Target="fontTable.xml"/>`;
  const changed: readonly (readonly [name: string, xml: string])[] = [
    ['word/fontTable.xml', appended(textIn('word/fontTable.xml', NO_TABLE), 'w:fonts', entries.join(''))],
    [
      'word/_rels/fontTable.xml.rels',
      appended(textIn('word/_rels/fontTable.xml.rels', NO_RELATIONS), 'Relationships', relations.join('')),
    ],
    [
      'word/_rels/document.xml.rels',
      appended(textIn('word/_rels/document.xml.rels', NO_RELATIONS), 'Relationships', table),
    ],
    // Defaults come before overrides: the schema lets them mix, some readers do not.
    ['[Content_Types].xml', textIn('[Content_Types].xml', '').replace(/(<Types[^>]*>)/, `$1${types}`)],
  ];
  return {
    ...parts,
    ...Object.fromEntries(changed.map(([name, xml]) => [name, strToU8(xml)])),
    ...Object.fromEntries(embedded.map(({ id, bytes }) => [`word/fonts/${id}.odttf`, bytes])),
  };
}

/** More inside the root, which may be closed where it opens. */
function appended(xml: string, root: string, more: string): string {
  const open = xml.replace(new RegExp(`<${root}([^>]*)/>`), `<${root}$1></${root}>`);
  return open.replace(`</${root}>`, () => `${more}</${root}>`);
}

/** A font as a .docx carries it (ISO/IEC 29500-1 §17.8.1): its first 32 bytes under a key that stands beside it. */
function obfuscated(font: Buffer): { readonly id: string; readonly key: string; readonly bytes: Uint8Array } {
  const name = createHash('sha256').update(font).digest('hex').slice(0, 32).toUpperCase();
  const key = Buffer.from(name, 'hex').reverse();
  const bytes = Uint8Array.from(font);
  for (let at = 0; at < 32; at += 1) bytes[at] = (bytes[at] ?? 0) ^ (key[at % 16] ?? 0);
  const guid = [name.slice(0, 8), name.slice(8, 12), name.slice(12, 16), name.slice(16, 20), name.slice(20)].join('-');
  return { id: `font${name.slice(0, 8)}`, key: `{${guid}}`, bytes };
}
