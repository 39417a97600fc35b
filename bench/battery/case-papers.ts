/**
 * Every form of a case as Word, opened by LibreOffice and saved as PDF: pages, the number it was issued under, no field left open.
 * One JSON line; ends with 1 when a paper is not whole.
 *
 * `npm run battery -- case-papers` (needs `soffice` and `pdftotext` in the path)
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultWordTemplate, formWordData } from '../../src/core/documents/form-word.ts';
import { fillWord } from '../../src/core/documents/word.ts';
import { penaltyTemplate } from '../../src/penalty/documents/forms.ts';
import { printedForms } from '../../src/penalty/roads.testing.ts';
import { openCaseScene } from '../../src/penalty/scene.testing.ts';
import { PENALTY_FORM_NAMES } from '../../src/penalty/types/forms.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';

const folder = await mkdtemp(join(tmpdir(), 'sunlot-papers-'));
const scene = await openCaseScene(await benchRuntime());
const broken: string[] = [];
let pages = 0;
try {
  const printed = await printedForms(scene);
  for (const [form, { fields }] of printed) {
    const template = penaltyTemplate(form);
    await writeFile(
      join(folder, `${form}.docx`),
      await fillWord(defaultWordTemplate(template), await formWordData(template, fields)),
    );
  }
  const words = [...printed.keys()].map((form) => join(folder, `${form}.docx`));
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...words], {
    stdio: 'pipe',
  });
  for (const form of PENALTY_FORM_NAMES) {
    const paper = printed.get(form);
    if (paper === undefined) {
      broken.push(`${form}: not issued`);
      continue;
    }
    const text = execFileSync('pdftotext', ['-layout', join(folder, `${form}.pdf`), '-'], { encoding: 'utf8' });
    const squeezed = text.replaceAll(/\s/g, '');
    pages += text.split('\f').length - 1;
    if (!squeezed.includes(paper.document.number.replaceAll(/\s/g, ''))) broken.push(`${form}: no number`);
    if (/\{\{|\}\}|undefined/.test(squeezed)) broken.push(`${form}: a field is open`);
  }
  console.log(JSON.stringify({ name: 'papers of a case in LibreOffice', forms: printed.size, pages, broken }));
} finally {
  await scene.close();
  await rm(folder, { recursive: true, force: true });
}
if (broken.length > 0) process.exitCode = 1;
