/** How much of what must not be public the detector finds, on texts it was not made from. */
import { describe, expect, test } from 'vitest';
import { creditCodeOf } from '../../demo/codes.ts';
import { diceFor } from '../../demo/random.ts';
import { masked, PATTERNS, protectedSpans } from './rules/protected/detect.ts';
import { idNumber, plantedTexts, ROSTER, type PlantedText } from './protected.testing.ts';
import type { Known, ProtectedKind } from './types/protected.ts';

const KNOWN: Known = { persons: ROSTER, creditCodes: [] };
const TEXTS = plantedTexts(2_000, 'detector');

interface Score {
  readonly planted: number;
  readonly found: number;
}
type Detector = (
  text: string,
) => readonly { readonly kind: ProtectedKind; readonly from: number; readonly to: number }[];
const whole: Detector = (text) => protectedSpans(text, KNOWN);

/** A value counts as found when no character of it is left. */
function recall(texts: readonly PlantedText[], detect: Detector): Map<ProtectedKind, Score> {
  const scores = new Map<ProtectedKind, Score>();
  for (const { text, planted } of texts) {
    const spans = detect(text);
    for (const { kind, from, to } of planted) {
      const isFound = Array.from({ length: to - from }, (_, i) => from + i).every((at) =>
        spans.some((span) => span.from <= at && at < span.to),
      );
      const { planted: before, found } = scores.get(kind) ?? { planted: 0, found: 0 };
      scores.set(kind, { planted: before + 1, found: found + Number(isFound) });
    }
  }
  return scores;
}

const share = ({ planted, found }: Score): number => (planted === 0 ? 1 : found / planted);
const total = (scores: ReadonlyMap<ProtectedKind, Score>): Score =>
  [...scores.values()].reduce((sum, each) => ({ planted: sum.planted + each.planted, found: sum.found + each.found }), {
    planted: 0,
    found: 0,
  });

describe('2,000 texts with planted values', () => {
  test('at least 99 % of what was planted is found, and most of what is found was planted', () => {
    const scores = recall(TEXTS, whole);
    const marks = TEXTS.flatMap(({ text, planted }) =>
      protectedSpans(text, KNOWN).map((span) => ({
        ...span,
        text,
        isRight: planted.some(({ from, to }) => span.from < to && from < span.to),
      })),
    );
    const right = marks.filter(({ isRight }) => isRight).length;
    const sum = total(scores);
    const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;
    process.stdout.write(
      [
        `recall ${percent(share(sum))} (${sum.found} of ${sum.planted}), precision ${percent(right / marks.length)} (${right} of ${marks.length})`,
        ...[...scores].map(([kind, score]) => `  ${kind}: ${percent(share(score))} of ${score.planted}`),
        '',
      ].join('\n'),
    );
    expect(sum.planted).toBeGreaterThan(1_500);
    expect(share(sum)).toBeGreaterThanOrEqual(0.99);
    expect(right / marks.length).toBeGreaterThanOrEqual(0.95);
  });
});

/** Sentences of the kind that stand in records; what must go is in double brackets. */
const BY_HAND = [
  '询问车间主任[[刘洪涛]]得知，喷漆房排风机已停用三天',
  '法人：[[王树林]]（[[13502051234]]）',
  '叉车由[[赵小军]]驾驶，该人未取得特种设备作业人员证',
  '业主[[孙桂兰]]（女，1965年生）现场签字',
  '证人[[张三]]、[[李四平]]证实上述情况',
  '电工[[周国庆]]，操作证号T[[12011119851120002X]]已过期',
  '微信同手机[[139 2003 4455]]',
  '办公室电话：[[二七三九一二三四]]',
  '消防通道停放[[津ADF1234]]、[[冀RD12345]]两辆货车',
  '货车[[津C1234挂]]占用装卸区',
  '[[接群众举报]]，该单位夜间喷漆',
  '配电室值班表张贴有姓名：[[吴海燕]]、联系电话：[[022—2739 1234]]',
  '员工[[买买提·吐尔逊]]未佩戴防护面罩',
  '劳务费转入个人账户（工商银行[[6222021001123456789]]）',
  '对公账号[[1200 1615 4000 5250 1234]]',
  '宿舍登记[[李秀兰]]，身份证[[120111 1985 0615 2024]]，家住[[天津市西青区中北镇某某花园12号楼3门501]]',
  '[[涂料配方表张贴于调漆间]]，未采取防火措施',
  '仓库[[实际存放易制爆化学品过氧化氢120瓶]]，超出备案',
  '焊工[[郑和平]]与[[钱卫东]]未办理动火审批',
  '该处位于[[39.123456，117.065432]]',
  '资料发送至[[wang.qiang＠example.com]]',
  '安全员[[欧阳志远]]和负责人[[司马青]]均不在现场',
  '受伤者[[何丽]]，[[确诊为右手骨折]]',
  '身份证号（[[12011119850615202]]，末位模糊）',
] as const;

/** What stands in records and may go out. */
const HARMLESS = [
  '统一社会信用代码914403001922038216，法定代表人未到场',
  '企业统一社会信用代码：91120111MA0XQ00174',
  '机关代码111201110001234577',
  '配电箱（编号 20260105-0013）未锁闭',
  '2026年1月5日10时检查，灭火器压力不足 3 具',
  '气瓶间与明火距离 8.5 米，不足 10 米',
  '设备出厂编号 1234567890',
  '依据 GB 50016-2014 第 8.1.2 条、AQ 4273-2016',
  '未见 2025 年度培训记录，应于 2026-03-01 前补齐',
  '未公布12350举报电话，未设置意见箱',
  '负责人未履行职责，安全员张贴的标识破损',
  '操作工高处作业未系安全带，电工安全帽过期',
  '员工和管理人员均未参加培训',
  '二〇二六年三月二日复查，三处隐患已整改',
  '车间面积1200平方米，从业人员35人，投资800万元',
  '剧毒化学品库未实行双人收发、双人保管',
  '职业病危害因素检测报告过期',
  '登记的住所无法联系',
  '储罐压力0.65MPa，温度45.5℃，液位1350mm',
  '（津西）应急责改〔2026〕45号',
] as const;

describe('sentences written by hand', () => {
  test.each(BY_HAND)('%s', (marked) => {
    const text = marked.replaceAll(/\[\[|\]\]/g, '');
    const copy = masked(text, whole(text));
    for (const [, value = ''] of marked.matchAll(/\[\[(.+?)\]\]/g)) expect(copy).not.toContain(value);
  });

  test.each(HARMLESS)('nothing is hidden in: %s', (text) => {
    expect(masked(text, whole(text))).toBe(text);
  });
});

describe('what the rules are worth', () => {
  test.each([...new Set(PATTERNS.map(({ kind }) => kind))])('without its rules %s is missed', (kind) => {
    const rest = PATTERNS.filter((pattern) => pattern.kind !== kind);
    const score = recall(TEXTS, (text) => protectedSpans(text, KNOWN, rest)).get(kind);
    expect(score === undefined ? 1 : share(score)).toBeLessThan(0.6);
  });

  test('names of the rosters are missed by who does not know them', () => {
    const texts = TEXTS.filter(({ text }) => text.includes('葛明远未戴'));
    expect(texts.length).toBeGreaterThan(0);
    expect(share(total(recall(texts, (text) => protectedSpans(text, { persons: [], creditCodes: [] }))))).toBeLessThan(
      1,
    );
  });

  test('one wrong check character, one digit more, one digit less: no identity number and no bank card', () => {
    const dice = diceFor('mutants');
    const kinds = (text: string): ProtectedKind[] => whole(text).map(({ kind }) => kind);
    for (let n = 0; n < 300; n += 1) {
      const id = idNumber(dice);
      expect(kinds(`号${id}号`), id).toContain('id-number');
      const wrong = `${id.slice(0, 17)}${id[17] === '5' ? '6' : '5'}`;
      expect(kinds(`号${wrong}号`), wrong).not.toContain('id-number');
      expect(kinds(`号${id}7号`), id).not.toContain('id-number');
      expect(kinds(`号9${id.slice(1, 17)}号`), id).not.toContain('id-number');
    }
  });

  test('credit codes pass, all of a thousand and those that are digits only', () => {
    for (let n = 0; n < 1_000; n += 1)
      expect(whole(`企业${creditCodeOf(`MA${String(n).padStart(6, '0')}`)}、914403001922038216`)).toEqual([]);
  });

  test('the copy says what was hidden and holds nothing more to hide; doing it again changes nothing', () => {
    for (const { text } of TEXTS) {
      const copy = masked(text, whole(text));
      expect(masked(copy, whole(copy)), text).toBe(copy);
    }
    const text = '安全员王建国（120111199003071238）';
    expect(masked(text, whole(text))).toBe('安全员王某某（【身份证件号已隐去】）');
  });

  test('a long text takes no longer than its length asks for', () => {
    const started = performance.now();
    for (const unit of ['举报', '1 ', '里3号楼', '王强', 'E117°', '，配方', 'a.b@'])
      whole(unit.repeat(1_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
