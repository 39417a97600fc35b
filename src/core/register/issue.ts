/** A form of a file, made, stored and registered in the transaction of the deed that issues it. @module */
import { createHash } from 'node:crypto';
import { sentenceDate } from '../calendar/sentences.ts';
import { formPdf, type COMMON_FIELDS, type FormFields, type FormTemplate } from '../documents/form.ts';
import type { Runtime } from '../runtime.ts';
import type { ReadTx, Tx } from '../transact.ts';
import { shownCode, type NumberPrefix } from './number.ts';
import { documentCode, nextName, registerDocument, takeSerial } from './register.ts';

export interface FormToRegister {
  /** Files of one series share its serials, e.g. `hazard`. */
  readonly series: string;
  readonly fileId: string;
  /** Of the form, e.g. `hazard/supervision`. */
  readonly form: string;
  /** 类别字 in the number. */
  readonly category: string;
  readonly template: FormTemplate;
  readonly fields: FormFields;
  /** What of the file it is about; left out when it is about the whole. */
  readonly aboutId?: string;
  readonly prefix: NumberPrefix;
  /** Where the public reads what a code stands for. */
  readonly portal: string;
}

/** Issues it under the next number of its file. */
export async function issueNumbered(
  tx: Tx,
  runtime: Pick<Runtime, 'files'>,
  form: FormToRegister,
): Promise<{ readonly documentId: string; readonly number: string; readonly fields: FormFields }> {
  const bureau = await bureauOf(tx);
  const name = await nextName(tx, form.prefix, await takeSerial(tx, form.series, form.fileId), form.category);
  const own = { ...form.fields, 演示: demoWords(bureau) };
  const code = documentCode(bureau.code, name.number, JSON.stringify([form.form, tx.today, own]));
  const common: Readonly<Record<(typeof COMMON_FIELDS)[number], string>> = {
    机关: bureau.name,
    文书名称: form.template.title,
    文号: name.number,
    成文日期: sentenceDate(tx.today),
    文书码: shownCode(code),
    核验网址: `${form.portal}/documents/${code}`,
  };
  const fields = { ...own, ...common };
  const pdf = formPdf({ template: form.template, fields, on: tx.today });
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  // Stored before it is registered: a crash between the two leaves a file that nothing names, never a number without a file.
  await runtime.files.put(pdf);
  const documentId = await registerDocument(tx, {
    ...name,
    category: form.category,
    form: form.form,
    title: form.template.title,
    fileId: form.fileId,
    ...(form.aboutId === undefined ? {} : { aboutId: form.aboutId }),
    code,
    sha256,
    size: pdf.length,
  });
  return { documentId, number: name.number, fields };
}

/** 草稿: the form as it stands, without number and code of its own; `number` says what stands there instead. */
export async function draftFields(
  tx: ReadTx,
  form: Pick<FormToRegister, 'template' | 'fields'>,
  number: string,
): Promise<FormFields> {
  const bureau = await bureauOf(tx);
  const common: Readonly<Record<(typeof COMMON_FIELDS)[number], string>> = {
    机关: bureau.name,
    文书名称: form.template.title,
    文号: number,
    成文日期: sentenceDate(tx.today),
    文书码: '',
    核验网址: '',
  };
  return { ...form.fields, 演示: demoWords(bureau), ...common };
}

function bureauOf(tx: ReadTx) {
  return tx.db
    .selectFrom('bureau')
    .select(['code', 'name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
}

function demoWords({ is_demo: isDemo }: { readonly is_demo: boolean }): string {
  return isDemo ? '演示数据，不是正式文书' : '';
}
