import { describe, expect, test } from 'vitest';
import { creditCode, text } from '../../../core/spreadsheet/cell-types.ts';
import { choice } from '../../../core/spreadsheet/choice-types.ts';
import { column, table } from '../../../core/spreadsheet/spec.ts';
import { readTable } from '../../../core/spreadsheet/table.ts';
import type { WorkbookData } from '../../../core/spreadsheet/workbook.ts';
import { refusalMessage } from './refusals.ts';
import { problemFacts } from './spreadsheet.zh.ts';

const SPEC = table({
  sheet: '企业',
  title: '企业',
  columns: {
    name: column({ title: '企业名称', required: true, type: text({ max: 3 }) }),
    creditCode: column({ title: '统一社会信用代码', required: true, unique: true, type: creditCode() }),
    sector: column({
      title: '行业领域',
      required: false,
      type: choice(Array.from({ length: 30 }, (_, index) => ({ value: `s${index}`, label: `第${index}类` }))),
    }),
  },
});

describe('sentences about a spreadsheet', () => {
  test('say of each cell what is wrong and how to mend it', () => {
    const { problems } = readTable(
      workbook([
        ['企业名称', '统一社会信用代码', '行业领域'],
        ['瑞恒金属', 9.1e17, '冶炼'],
        ['甲', '91120111MA0XQ00174', '第1类'],
        ['乙', '91120111MA0XQ00174', '第2类'],
        ['丙', '91120111MA0XQ00170', '第2类'],
      ]),
      SPEC,
    );
    const sentences = problems.map((problem) => refusalMessage(problem.code, problemFacts(problem)));
    expect(sentences.map(({ reason }) => reason)).toEqual([
      '有4字，最多3字',
      '长号码被当作数字，末尾几位已经丢失：“910000000000000000”',
      '不在可选范围内：冶炼',
      '与第4行重复：“91120111MA0XQ00174”',
      '与第3行重复：“91120111MA0XQ00174”',
      '统一社会信用代码校验不通过：末位为0，按前17位应为4',
    ]);
    expect(sentences[1]?.remedy).toBe('请先把这一列设为文本格式，再重新填写完整号码');
    expect(sentences[2]?.remedy).toMatch(/^可填：第0类、第1类、.*、第19类等，全部见模板的“字典”工作表$/);
  });

  test('name the limit a file breaks and the way out', () => {
    expect(refusalMessage('file-too-many-rows', { sheet: '企业', limit: 50_000 })).toEqual({
      reason: '工作表“企业”超过50000行',
      remedy: '请分成几个文件上传',
    });
    expect(refusalMessage('file-encrypted').remedy).toContain('取消打开密码');
  });
});

function workbook(rows: readonly (readonly (string | number)[])[]): WorkbookData {
  return {
    dateSystem: '1900',
    sheets: [
      {
        name: '企业',
        isHidden: false,
        rows: rows.map((row, index) => ({
          number: index + 1,
          cells: row.map((value, at) => ({
            column: 'ABC'.charAt(at),
            kind: typeof value === 'number' ? 'number' : 'text',
            value,
          })),
        })),
      },
    ],
  };
}
