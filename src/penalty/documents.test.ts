/** Every form a case prints: issued by its act, whole, readable by other programs, and what must exist before what. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultWordTemplate, formWordData } from '../core/documents/form-word.ts';
import { fillWord } from '../core/documents/word.ts';
import type { FormBlock, FormFields } from '../core/documents/form.ts';
import { missingSerials } from '../core/register/reads.ts';
import { read } from '../core/transact.ts';
import { pdfText } from '../testing/pdf.ts';
import type { TestRuntime } from '../testing/runtime.ts';
import { done } from '../testing/draw-ceremony.ts';
import { openLead } from './actions/case.ts';
import { penaltyTemplate } from './documents/forms.ts';
import {
  carryCase,
  DAY,
  DEPUTY,
  doAct,
  FINE,
  HEAD,
  lead,
  LEGAL,
  openCaseScene,
  reportOf,
  sampleLead,
  sampleService,
  tryAct,
  type CaseScene,
} from './scene.testing.ts';
import { documentsOf, printedForms } from './roads.testing.ts';
import type { CaseFile } from './types/file.ts';
import { PENALTY_FORM_NAMES, type PenaltyForm } from './types/forms.ts';

let scene: CaseScene<TestRuntime>;
let printed: Awaited<ReturnType<typeof printedForms>>;

beforeAll(async () => {
  scene = await openCaseScene();
  printed = await printedForms(scene);
}, 240_000);
afterAll(() => scene.close());

/** Names of the fields that a form prints, those of a list's rows beside their list. */
function fieldsNamed(block: FormBlock): string[] {
  return [...JSON.stringify(block).matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g)].map(([, name]) => name ?? '');
}
function listOf(block: FormBlock): string | undefined {
  return 'list' in block ? block.list : undefined;
}
/** What a whole case may leave open; everything else that a form prints stands there. */
const MAY_BE_EMPTY = new Set(['统一社会信用代码', '见证人', '拒收事由', '规格', '备注', '说明', '出处', '鉴定延长']);
const squeezed = (words: string): string => words.replaceAll(/\s/g, '');

describe.each(PENALTY_FORM_NAMES)('%s', (form) => {
  test('is issued, and shows every field it names, with no character missing', async () => {
    const found = printed.get(form);
    if (found === undefined) throw new Error(`no case has issued ${form}`);
    const { document, fields } = found;
    const pdf = await scene.runtime.files.get(document.sha256);
    // A sentence goes on over the foot of a page and the head of the next.
    const turn = new RegExp(`第\\d+页共\\d+页${squeezed(`${document.title}（续页）${document.number}`)}`, 'g');
    const text = squeezed(await pdfText(pdf)).replaceAll(turn, '');
    expect(text).toContain(squeezed(document.number));
    expect(text).not.toContain('〔U+');
    const { blocks } = penaltyTemplate(form);
    for (const block of blocks) {
      const list = listOf(block);
      const rows = list === undefined ? [fields] : (fields[list] as readonly FormFields[]);
      for (const row of rows)
        for (const name of fieldsNamed(block)) {
          const value = row[name] ?? fields[name];
          if (typeof value !== 'string') throw new Error(`${form} has no field ${name}`);
          if (!MAY_BE_EMPTY.has(name)) expect(value, name).not.toBe('');
          expect(text, name).toContain(squeezed(value));
        }
    }
  });
});

describe('the papers of a case', () => {
  test('of every act stand in one gap-free series, and one serial runs through the case', async () => {
    expect(await read(scene.runtime, 1, missingSerials)).toEqual([]);
    const heard = printed.get('hearing-report')?.document.fileId ?? '';
    const numbers = (await documentsOf(scene, heard)).map(({ number }) => /〔2026〕(\d+)/.exec(number)?.[1]);
    expect(new Set(numbers).size).toBe(1);
  });

  test('a report that is made again takes the place of the first, which stays', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'noticing');
    const mine = lead(scene);
    const back = await doAct(scene, mine, 'reinvestigate', caseId, { reason: '核实' });
    await doAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(back, FINE) });
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意' });
    const of = async (form: PenaltyForm) =>
      (await documentsOf(scene, caseId))
        .filter((each) => each.form === `penalty/${form}`)
        .map(({ end }) => end?.kind ?? null);
    expect(await of('report')).toEqual(['superseded', null]);
    // The notice was never served: it ended when the case went back, before there was another.
    expect(await of('notice')).toEqual(['voided', null]);
  });

  test('what was refused has issued nothing, and what was issued once is not issued again by the same command', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'reviewing');
    const before = await documentsOf(scene, caseId);
    expect(await tryAct(scene, lead(scene), 'review', caseId, { outcome: 'agreed', opinion: '自审' })).toEqual([
      'not-allowed',
    ]);
    expect(await documentsOf(scene, caseId)).toEqual(before);
  });

  test('two approvals at once file one case, with one number', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'filing');
    const both = await Promise.all(
      [HEAD, DEPUTY].map((who) => tryAct(scene, who, 'approve-filing', caseId, { opinion: '同意' })),
    );
    expect(both.flat()).toEqual(['case-state']);
    expect((await documentsOf(scene, caseId)).map(({ form }) => form)).toEqual(['penalty/filing']);
  });

  test('a lead that is declined has taken no number', async () => {
    scene.at(DAY);
    const { caseId } = await done(scene.runtime, lead(scene), openLead, { lead: sampleLead() });
    await doAct(scene, HEAD, 'decline-lead', caseId, { reason: '不属于本机关管辖' });
    expect(await documentsOf(scene, caseId)).toEqual([]);
    expect(await read(scene.runtime, 1, missingSerials)).toEqual([]);
  });

  test('what was served by its own act is not served again, what was voided is not either', async () => {
    scene.at(DAY);
    const { caseId, papers } = await carryCase(scene, 'noticed');
    const notice = papers.find(({ form }) => form === 'notice');
    expect(notice?.servedOn).toBe(DAY);
    const serve = (documentId: string) =>
      tryAct(scene, lead(scene), 'serve', caseId, { documentIds: [documentId], service: sampleService(scene) });
    expect(await serve(notice?.documentId ?? '')).toEqual(['document-not-to-serve']);
    const other: CaseFile = await carryCase(scene, 'decided');
    expect(await serve(other.papers.find(({ form }) => form === 'decision-unit')?.documentId ?? '')).toEqual([
      'document-not-to-serve',
    ]);
  });

  test.each(PENALTY_FORM_NAMES)('the Word file of %s is made of what was printed', async (form) => {
    const found = printed.get(form);
    if (found === undefined) throw new Error(`no case has issued ${form}`);
    const template = penaltyTemplate(form);
    const word = await fillWord(defaultWordTemplate(template), await formWordData(template, found.fields));
    const { 'word/document.xml': xml = new Uint8Array() } = unzipSync(word);
    const text = squeezed(strFromU8(xml).replaceAll(/<[^>]*>/g, ''));
    expect(text).toContain(squeezed(found.document.number));
    expect(text).not.toMatch(/\{\{|\}\}/);
  });
});
