/** 四性检测 (DA/T 70-2018): what a report says of a good volume, and of one with a fault. */
import { describe, expect, test } from 'vitest';
import { examine, hasPassed, type Examined } from './examination.ts';
import type { Entry } from '../types/volume.ts';

describe('四性检测', () => {
  const entry = (
    path: string,
    sha256: string,
    firstPage: number,
    pages: number,
    part: Entry['part'] = 'main',
  ): Entry => ({
    position: 1,
    part,
    requirement: 'plan',
    title: path,
    number: '',
    responsible: '',
    dated: '2026-03-12',
    path,
    sha256,
    size: 1,
    pages,
    firstPage,
  });
  const media = { path: 'm.jpg', title: '照片', sha256: '33', size: 1 };
  const source = { path: 's.json', title: '源', sha256: '44', size: 1 };
  const good: Examined = {
    content: {
      entries: [entry('1.pdf', '11', 1, 2), entry('2.pdf', '22', 3, 1), entry('inner.pdf', '55', 1, 4, 'inner')],
      media: [media],
      sources: [source],
      deeds: 6,
    },
    found: new Map([
      ['1.pdf', '11'],
      ['2.pdf', '22'],
      ['inner.pdf', '55'],
      ['m.jpg', '33'],
      ['s.json', '44'],
    ]),
    otherInRegister: [],
    deeds: { expected: 6, there: 6, unproved: [] },
    matrix: [{ code: 'plan', title: '方案', why: '须有', isMet: true, exception: null }],
    emptyFields: [],
    unreadable: [],
    notPdfA: [],
    outside: new Set(),
    active: [],
    brokenSteps: [],
    faults: [],
    unchecked: [],
  };
  /** Lines of the report that a change brings about. */
  const changed = (change: Partial<Examined>): string[] => {
    const before = examine(good);
    return examine({ ...good, ...change }).flatMap(({ aspect, test: what, outcome, found }, n) =>
      before[n]?.outcome === outcome && before[n].found === found ? [] : [`${aspect} ${what}: ${outcome} ${found}`],
    );
  };

  test('of a good volume: every test passes and says how much was looked at; what there is no scanner for is said', () => {
    const report = examine(good);
    expect(report.map(({ aspect, test: what, outcome, found }) => `${aspect} ${what}: ${outcome} ${found}`)).toEqual([
      'authentic 每个文件的指纹与目录所记一致: passed 5 个文件',
      'authentic 文书与登记的原件一致: passed 与文书登记相符',
      'authentic 留痕的入册证明成立: passed 6 条',
      'authentic 题名、文号、日期等元数据与文件一致: passed 元数据齐全',
      'whole 目录所列文件都在: passed 3 份文件、1 件原件',
      'whole 应归档的材料齐全，缺件均有说明: passed 齐全',
      'whole 页号连续: passed 7 页',
      'whole 办理留痕齐全: passed 6 条',
      'usable 文件能够打开，格式可以长期保存: passed 全部可读',
      'usable 版式文件为 PDF/A: passed 全部为 PDF/A',
      'safe 没有脚本、宏等可执行内容: passed 没有发现',
      'safe 归档过程记录连续: passed 连续',
      'safe 存储介质上的包完整: passed BagIt 清单（SHA-256、SM3）和 OCFL 清单相符',
      'safe 病毒查杀: skipped 未接入杀毒软件；外来文件接收时已检查结构、宏和可执行内容',
    ]);
    expect(hasPassed(report)).toBe(true);
  });

  test.each<[string, Partial<Examined>, string[]]>([
    [
      'a file that is another',
      { found: new Map([...good.found, ['1.pdf', 'ff']]) },
      ['authentic 每个文件的指纹与目录所记一致: failed 1.pdf'],
    ],
    [
      'files that are gone, of every kind',
      { found: new Map([['1.pdf', '11']]) },
      ['whole 目录所列文件都在: failed 2.pdf；inner.pdf；m.jpg；s.json'],
    ],
    [
      'a document that is another in the register',
      { otherInRegister: ['1.pdf'] },
      ['authentic 文书与登记的原件一致: failed 1.pdf'],
    ],
    [
      'deeds without a proof that holds',
      { deeds: { ...good.deeds, unproved: [4, 5] } },
      ['authentic 留痕的入册证明成立: failed 4；5'],
    ],
    [
      'proofs that are still to come',
      { deeds: { ...good.deeds, unproved: null } },
      ['authentic 留痕的入册证明成立: skipped 封存时取得证明'],
    ],
    ['an empty field', { emptyFields: ['题名'] }, ['authentic 题名、文号、日期等元数据与文件一致: failed 题名']],
    [
      'a paper that is missing',
      { matrix: [{ code: 'plan', title: '方案', why: '须有', isMet: false, exception: null }] },
      ['whole 应归档的材料齐全，缺件均有说明: failed 方案'],
    ],
    [
      'papers whose absence is explained; what is there or not needed is not named',
      {
        matrix: [
          { code: 'a', title: '方案', why: '须有', isMet: false, exception: '另存' },
          { code: 'b', title: '记录', why: '须有', isMet: false, exception: '另存' },
          { code: 'c', title: '通知', why: '须有', isMet: true, exception: '另存' },
          { code: 'd', title: '回执', why: null, isMet: false, exception: '另存' },
        ],
      },
      ['whole 应归档的材料齐全，缺件均有说明: passed 缺件有说明：方案、记录'],
    ],
    [
      'a document that does not go on where the last one ended',
      { content: { ...good.content, entries: [entry('1.pdf', '11', 1, 2), entry('2.pdf', '22', 4, 1)] } },
      [
        'authentic 每个文件的指纹与目录所记一致: passed 4 个文件',
        'whole 目录所列文件都在: passed 2 份文件、1 件原件',
        'whole 页号连续: failed 2.pdf',
      ],
    ],
    [
      'a document without a page',
      { content: { ...good.content, entries: [entry('1.pdf', '11', 1, 0)] } },
      [
        'authentic 每个文件的指纹与目录所记一致: passed 3 个文件',
        'whole 目录所列文件都在: passed 1 份文件、1 件原件',
        'whole 页号连续: failed 1.pdf',
      ],
    ],
    [
      'deeds that are missing',
      { deeds: { expected: 6, there: 5, unproved: [] } },
      ['authentic 留痕的入册证明成立: passed 5 条', 'whole 办理留痕齐全: failed 应有 6 条，实有 5 条'],
    ],
    ['a file that does not open', { unreadable: ['1.pdf'] }, ['usable 文件能够打开，格式可以长期保存: failed 1.pdf']],
    ['a PDF of ours that is no PDF/A', { notPdfA: ['1.pdf'] }, ['usable 版式文件为 PDF/A: failed 1.pdf']],
    [
      'a scan from outside that is no PDF/A, which is kept as it came',
      { notPdfA: ['1.pdf', '2.pdf'], outside: new Set(['11', '22']) },
      ['usable 版式文件为 PDF/A: passed 本机关制作的全部为 PDF/A；外来扫描件照原样保存：1.pdf；2.pdf'],
    ],
    ['a file that acts', { active: ['1.pdf'] }, ['safe 没有脚本、宏等可执行内容: failed 1.pdf']],
    ['a course with a gap', { brokenSteps: ['3'] }, ['safe 归档过程记录连续: failed 3']],
    ['a bag that is broken', { faults: ['清单'] }, ['safe 存储介质上的包完整: failed 清单']],
    ['a volume that has no bag yet', { faults: null }, ['safe 存储介质上的包完整: skipped 封存后检测']],
    ['an upload that no check has seen', { unchecked: ['u.pdf'] }, ['safe 病毒查杀: failed u.pdf']],
  ])('%s is found, and nothing else with it', (_what, change, lines) => {
    expect(changed(change).map((line) => line.replace('外来文件经过检查', '病毒查杀'))).toEqual(lines);
    expect(hasPassed(examine({ ...good, ...change }))).toBe(!lines.some((line) => line.includes(': failed ')));
  });

  test('an upload that was not checked is its own test', () => {
    expect(examine({ ...good, unchecked: ['u.pdf'] }).at(-1)).toEqual({
      aspect: 'safe',
      test: '外来文件经过检查',
      outcome: 'failed',
      found: 'u.pdf',
    });
  });

  test('twenty places are named, and how many there are', () => {
    const names = Array.from({ length: 21 }, (_, n) => `f${n}`);
    const found = (unreadable: readonly string[]): string | undefined =>
      examine({ ...good, unreadable }).find(({ aspect }) => aspect === 'usable')?.found;
    expect(found(names)).toBe(`${names.slice(0, 20).join('；')} 等 21 处`);
    expect(found(names.slice(0, 20))).toBe(names.slice(0, 20).join('；'));
  });
});
