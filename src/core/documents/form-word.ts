/**
 * The Word side of a form: the template an office starts from, made of the same blocks, and the data it is filled with.
 * An office edits the file in Word or WPS; its fields stay. @module
 */
import { strToU8, zipSync } from 'fflate';
import { MOST_IN_CODE, type FormBlock, type FormFields, type FormPicture, type FormTemplate } from './form.ts';
import type { TemplateField, TemplateFields } from './template-fields.ts';
import { photoData, photoRowsOf, photoTitleOf } from './word-photos.ts';
import { qrPicture, type WordData } from './word.ts';

const DAY = '1980-01-01T00:00:00';
/** 96 to the inch. */
const PIXELS_PER_MILLIMETRE = 96 / 25.4;
/** Twentieths of a point: the width between the margins. */
const WIDTH = 8_960;

/** 文书码, which every form has at its head. */
const OWN_CODE = ['核验网址', '', 19] as const;

/** Name of the picture that a QR code's field becomes in Word. */
export const pictureOf = (field: string): string => `${field}图`;
/** Name of the field that says that a list is empty. */
export const emptyNoteOf = (list: string): string => `${list}说明`;

/** An ordinary .docx with `{{字段}}` and `{{#列表}}…{{/列表}}`: a form's default template. */
export function defaultWordTemplate(template: FormTemplate): Uint8Array {
  const parts = {
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': relations('officeDocument', 'word/document.xml'),
    'word/document.xml': documentXml(template),
    'word/footer1.xml': FOOTER,
    'word/styles.xml': STYLES,
    'word/_rels/document.xml.rels': relations('styles', 'styles.xml', 'footer', 'footer1.xml'),
  };
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync(files, { level: 6, mtime: DAY });
}

/** What a Word template of this form is filled with. */
export async function formWordData(
  template: FormTemplate,
  fields: FormFields,
  pictures: ReadonlyMap<string, FormPicture> = new Map(),
): Promise<WordData> {
  const codes = [OWN_CODE, ...template.blocks.flatMap((block) => (block.kind === 'codes' ? block.codes : []))];
  const lists = template.blocks.flatMap((block) =>
    block.kind === 'each' || block.kind === 'table' ? [[block.list, block.none] as const] : [],
  );
  const squares = codes.map(([field, , size]) => {
    const text = fields[field];
    const fits = typeof text === 'string' && text !== '' && Buffer.byteLength(text) <= MOST_IN_CODE;
    return [pictureOf(field), fits ? qrPicture(text, Math.round(size * PIXELS_PER_MILLIMETRE)) : ''] as const;
  });
  const notes = lists.map(([list, none]) => [emptyNoteOf(list), fields[list]?.length === 0 ? none : ''] as const);
  const photos = await Promise.all(
    template.blocks.flatMap((block) => (block.kind === 'photos' ? [photoData(block, fields, pictures)] : [])),
  );
  return Object.assign({ ...fields, ...Object.fromEntries(squares), ...Object.fromEntries(notes) }, ...photos);
}

/** What a template of this form may ask for; `fields` has a row in every list. */
export async function wordFieldsOf(template: FormTemplate, fields: FormFields): Promise<TemplateFields> {
  const data = Object.entries(await formWordData(template, fields));
  return Object.fromEntries(data.map(([name, value]): [string, TemplateField] => [name, fieldOf(value)]));
}

function fieldOf(value: WordData[string]): TemplateField {
  if (typeof value === 'string') return 'text';
  return '_type' in value ? 'picture' : Object.keys(value[0] ?? {});
}

function documentXml({ title, signsEachPage, blocks }: FormTemplate): string {
  const body = [
    paragraph(`{{${pictureOf('核验网址')}}}`, { align: 'right' }),
    paragraph('文书码 {{文书码}}', { align: 'right' }),
    paragraph('{{机关}}', { style: 'Organ' }),
    paragraph(title, { style: 'FormTitle' }),
    paragraph('{{文号}}', { align: 'right' }),
    ...blocks.map(blockXml),
    ...(signsEachPage === undefined ? [] : [paragraph(`${signsEachPage}：________________`, {})]),
  ].join('');
  const section =
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1701" w:right="1361" w:bottom="1474" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  return `${HEAD}<w:document ${NAMESPACES}><w:body>${body}${section}</w:body></w:document>`;
}

function blockXml(block: FormBlock): string {
  switch (block.kind) {
    case 'facts':
      return table(
        [0.16, 0.34, 0.16, 0.34],
        block.rows.map((cells) => row(cells.map((words, n) => cell(words, cells.length === 2 && n === 1 ? 3 : 1)))),
      );
    case 'text':
      return paragraph(block.text, block.flush === true ? {} : { indents: true });
    case 'heading':
      return paragraph(block.text, { bold: true });
    case 'each':
      return [
        paragraph(`{{#${block.list}}}`, {}),
        paragraph(block.text, { indents: true }),
        paragraph(`{{/${block.list}}}`, {}),
        paragraph(`{{${emptyNoteOf(block.list)}}}`, { indents: true }),
      ].join('');
    case 'table': {
      const last = block.columns.length - 1;
      const cells = block.columns.map(([, words], n) =>
        cell(`${n === 0 ? `{{#${block.list}}}` : ''}${words}${n === last ? `{{/${block.list}}}` : ''}`, 1),
      );
      const total = block.columns.reduce((sum, [, , share]) => sum + share, 0);
      const heads = row(
        block.columns.map(([head]) => cell(head, 1, true)),
        true,
      );
      return (
        table(
          block.columns.map(([, , share]) => share / total),
          [heads, row(cells)],
        ) + paragraph(`{{${emptyNoteOf(block.list)}}}`, {})
      );
    }
    case 'photos':
      return photosXml(block.list);
    case 'signatures':
      return block.lines.map(([label, words]) => paragraph(`${label}：${words}`, {})).join('');
    case 'seal':
      return paragraph('{{机关}}', { align: 'right', before: true }) + paragraph('{{成文日期}}', { align: 'right' });
    case 'codes':
      return block.codes.map(([field, caption]) => paragraph(`{{${pictureOf(field)}}} ${caption}`, {})).join('');
  }
}

/** Pages of their own, two pictures to a row; nothing at all when there are none. */
function photosXml(list: string): string {
  const rows = photoRowsOf(list);
  const side = (name: '左' | '右', open: string, close: string): string =>
    `<w:tc><w:tcPr><w:tcMar><w:top w:w="100" w:type="dxa"/></w:tcMar><w:vAlign w:val="top"/></w:tcPr>${[
      `${open}{{${name}图}}`,
      `{{${name}说明}}`,
      `{{${name}注}}${close}`,
    ]
      .map((words) => paragraph(words, {}))
      .join('')}</w:tc>`;
  return [
    paragraph(`{{#${photoTitleOf(list)}}}`, {}),
    paragraph(`{{${photoTitleOf(list)}}}`, { bold: true, onNewPage: true }),
    table([0.5, 0.5], [row([side('左', `{{#${rows}}}`, ''), side('右', '', `{{/${rows}}}`)])]),
    paragraph(`{{/${photoTitleOf(list)}}}`, {}),
  ].join('');
}

interface ParagraphLook {
  readonly style?: 'Organ' | 'FormTitle';
  readonly align?: 'right';
  readonly indents?: boolean;
  readonly bold?: boolean;
  readonly before?: boolean;
  readonly onNewPage?: boolean;
}

function paragraph(words: string, { style, align, indents, bold, before, onNewPage }: ParagraphLook): string {
  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    onNewPage === true ? '<w:pageBreakBefore/>' : '',
    before === true ? '<w:spacing w:before="480"/>' : '',
    indents === true ? '<w:ind w:firstLineChars="200" w:firstLine="480"/>' : '',
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
  ].join('');
  return `<w:p><w:pPr>${properties}</w:pPr>${run(words, bold === true)}</w:p>`;
}

function run(words: string, isBold: boolean): string {
  const look = isBold ? '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/></w:rPr>' : '';
  return `<w:r>${look}<w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`;
}

function table(shares: readonly number[], rows: readonly string[]): string {
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
    .join('');
  const grid = shares.map((share) => `<w:gridCol w:w="${Math.round(share * WIDTH)}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblBorders>${border}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`;
}

function row(cells: readonly string[], isHead = false): string {
  return `<w:tr><w:trPr><w:cantSplit/>${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`;
}

function cell(words: string, span: number, isBold = false): string {
  const merged = span === 1 ? '' : `<w:gridSpan w:val="${span}"/>`;
  return `<w:tc><w:tcPr>${merged}<w:vAlign w:val="center"/></w:tcPr><w:p>${run(words, isBold)}</w:p></w:tc>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function relations(...pairs: readonly string[]): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const all = pairs.flatMap((name, n) =>
    n % 2 === 0 ? [`<Relationship Id="rId${n / 2 + 1}" Type="${type}/${name}" Target="${pairs[n + 1] ?? ''}"/>`] : [],
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Those of the pictures too: what fills the template puts them in without declaring them. */
const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ');
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const CONTENT_TYPES = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="${TYPE}.footer+xml"/></Types>`;
const field = (code: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const FOOTER = `${HEAD}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>${run('第 ', false)}${field('PAGE')}${run(' 页　共 ', false)}${field('NUMPAGES')}${run(' 页', false)}</w:p></w:ftr>`;
const styleOf = (id: string, name: string, font: string, size: number): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/><w:spacing w:before="120" w:after="160"/></w:pPr><w:rPr><w:rFonts w:eastAsia="${font}"/><w:b/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
const STYLES = `${HEAD}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="400" w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${styleOf('Organ', '机关名称', '黑体', 32)}${styleOf('FormTitle', '文书名称', '方正小标宋简体', 40)}</w:styles>`;
