/** Workbooks as they come in practice: a title, a hint, widths mixed, dates in every form, separators of all kinds, and faults. @module */
import { handMade } from '../../src/core/spreadsheet/testing.ts';

/** A cell as typed; a number is a day that Excel keeps as a serial and shows as a date. */
type Cell = string | number;

/** Built-in number format 14 is a date (ISO/IEC 29500-1 §18.8.30). */
const STYLES = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>';

interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function workbook(name: string, rows: readonly (readonly Cell[])[]): Upload {
  const sheet = rows.map((cells, index) => rowXml(index + 1, cells)).join('');
  const { bytes } = handMade({ sheet, styles: STYLES });
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name, mimeType, buffer: Buffer.from(bytes) };
}

function rowXml(row: number, cells: readonly Cell[]): string {
  const xml = cells.map((cell, index) => {
    const at = `${String.fromCharCode(65 + index)}${row}`;
    if (typeof cell === 'number') return `<c r="${at}" s="1"><v>${cell}</v></c>`;
    return cell === '' ? '' : `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${row}">${xml.join('')}</row>`;
}

/** Rows 4 and 5 are two enterprises of the demo, oddly typed; 6 to 9 are wrong, each in its own way. Sheet 企业, column I is unknown. */
export const UGLY_ENTERPRISES = workbook('街道报送企业台账.xlsx', [
  ['西青区企业台账（2026年1月报送）'],
  ['填表说明：带星号的必填，日期随意'],
  ['单位名称*', '信用代码', '街镇', '行业领域', '特殊风险', '从业人数', '许可证', '电话', '片区联络员备注'],
  [
    '天津市西青区松示益涂料有限公司 ',
    '９１１２０１１１ＭＡ０ＸＱ００１７４',
    '津门湖',
    '危化',
    '粉尘，有限空间',
    '７５',
    '危化品经营许可证|津示字1号|2027.1.5',
    '０２２－２７０００００１',
    '老客户',
  ],
  [
    '天津市西青区沐示益酒店有限公司',
    '91120111ma0xq0025y',
    '津门湖街道',
    '商贸',
    '液氨、粉尘;有限空间',
    '15',
    '排污许可证|津示字2号|2027年1月5日',
    '022-27000002',
    '',
  ],
  ['天津市西青区错码厂', '91120111MA0XQ00171', '中北镇', '机械', '', '10', '', '', ''],
  ['天津市西青区错街厂', '91120111MA0XQ0033R', '桃花源街道', '机械', '', '十来个', '', '', '新迁入'],
  ['天津市西青区重复厂', '91120111MA0XQ0041L', '中北镇', '机械', '', '', '', '', ''],
  ['天津市西青区重复厂', '91120111MA0XQ0041L', '中北镇', '机械', '', '', '', '', ''],
]);

/** 2023-06-01 and 2028-05-31 as Excel keeps them. */
const [ISSUED, ENDS] = [45_078, 46_904];

/** Rows 3 to 5 are officers of the demo with the same two days written three ways; row 6 has a day that never was. */
export const UGLY_OFFICERS = workbook('执法人员花名册.xlsx', [
  ['执法人员花名册'],
  ['姓名', '行政执法证号', '发证日期', '有效期至', '专业'],
  ['甲执一', 'DEMO1201110001', '2023.6.1', '2028年5月31日', '危化，烟花爆竹、粉尘'],
  ['乙执一', 'DEMO1201110002', ISSUED, ENDS, '危化;烟花爆竹；商贸'],
  ['丙执一', 'ＤＥＭＯ１２０１１１０００３', '2023/6/1', '2028-5-31', ''],
  ['丁执一', 'DEMO1201110004', '2023-06-01', '2028年2月30日', ''],
]);
