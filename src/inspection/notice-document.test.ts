/** 检查通知书: what an enterprise must read in it before the team comes (domain §12). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { done } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf } from '../testing/runtime.ts';
import { composedPdf, composeDocument } from './actions/compose.ts';
import { setSettings } from './actions/settings.ts';
import { openScene, visitOf, type Scene } from './scene.testing.ts';
import { carry } from './steps.testing.ts';
import { FORM_SETS } from './types/documents.ts';
import { DEFAULT_SETTINGS } from './types/settings.ts';
import { codesOf } from '../directory/types/vocabulary.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

test('the notice names its basis, where the task comes from, this year’s count, the rights, the five prohibitions and both officers, in either set of forms', async () => {
  const team = await carry(scene, scene.take(), 'approved');
  const office = actorOf(['group-office'], 'office');
  for (const [version, formSet] of codesOf(FORM_SETS).entries()) {
    const settings = { ...DEFAULT_SETTINGS, place: '津西青', formSet };
    await done(scene.runtime, office, setSettings, { version, settings });
    const visit = await visitOf(scene, team);
    const pdf = await read(scene.runtime, 1, async (tx) => {
      const composed = await composeDocument(tx, scene.runtime, visit, 'notice');
      if (!composed.ok) throw new Error(JSON.stringify(composed.refusals));
      return composedPdf(composed.value, tx.today).pdf;
    });
    const text = (await pdfText(Buffer.from(pdf))).replaceAll(/\s/g, '');
    const named = [
      visit.row.enterprise_name,
      '《中华人民共和国安全生产法》第六十五条',
      '年度监督检查计划',
      '随机抽取',
      '本年度已对你单位检查0次',
      '本次为第1次',
      '有权申请回避',
      '有权陈述、申辩',
      '有权拒绝接受检查',
      '严禁逐利检查',
      '严禁干扰企业正常生产经营',
      '严禁刁难企业',
      '严禁任性处罚企业',
      '严禁下达检查指标',
      ...visit.team.filter(({ kind }) => kind === 'officer').flatMap(({ name, number }) => [name, number]),
    ];
    // The code beside its QR: anybody reads with it whether the notice is genuine, and the draw it comes from.
    expect(text, formSet).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    for (const words of named) expect(text, formSet).toContain(words.replaceAll(/\s/g, ''));
  }
});
