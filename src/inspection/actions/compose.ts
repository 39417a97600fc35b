/** A document of a visit, made: the same bytes for looking at and for issuing. @module */
import { createHash } from 'node:crypto';
import { readBureauNames } from '../../bureau/reads.ts';
import {
  formPdf,
  printsCode,
  printsPhotos,
  type FormFields,
  type FormPicture,
  type FormTemplate,
} from '../../core/documents/form.ts';
import { defaultWordTemplate, formWordData } from '../../core/documents/form-word.ts';
import { fillWord } from '../../core/documents/word.ts';
import type { NextName } from '../../core/register/register.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { ReadTx } from '../../core/transact.ts';
import { UPLOAD_KINDS } from '../../core/uploads/kinds.ts';
import { openUpload } from '../../core/uploads/receive.ts';
import { visitFields } from '../documents/fields.ts';
import { formTemplate } from '../documents/forms.ts';
import { prepareDocument, readVisitFile } from '../reads/documents.ts';
import { findPaper, listTemplates } from '../reads/papers.ts';
import { photoCopy } from '../reads/photos.ts';
import { readSettings } from '../reads/settings.ts';
import { listFindings, type StoredFinding, type Visit } from '../reads/visits.ts';
import type { FormFacts } from '../rules/documents.ts';
import type { FormName } from '../types/documents.ts';

export interface ComposedDocument {
  readonly template: FormTemplate;
  readonly fields: FormFields;
  /** By the hash of the original. */
  readonly pictures: ReadonlyMap<string, FormPicture>;
  readonly name: NextName;
  readonly code: string;
}

/** What the form is judged by. */
export async function formFactsOf(
  tx: ReadTx,
  visit: Visit,
  paperId: string | undefined,
): Promise<FormFacts & { readonly findings: readonly StoredFinding[] }> {
  const paper = await findPaper(tx, visit.inspectionId, paperId);
  return {
    state: visit.state,
    hasExpert: visit.team.some(({ kind }) => kind === 'expert'),
    findings: await listFindings(tx, visit.inspectionId),
    paperKind: paper?.paper.kind,
  };
}

/** The form filled with the visit as it stands, under the number it would get now. `findings` where they were read already. */
export async function composeDocument(
  tx: ReadTx,
  runtime: Pick<Runtime, 'files' | 'fieldCipher'>,
  visit: Visit,
  form: FormName,
  paperId?: string,
  findings?: readonly StoredFinding[],
): Promise<Result<ComposedDocument>> {
  const paper = await findPaper(tx, visit.inspectionId, paperId);
  const bureau = await readBureauNames(tx);
  const { settings } = await readSettings(tx, bureau);
  const template = formTemplate(settings.formSet, form);
  const file = await readVisitFile(tx, visit, {
    bureau,
    ...(findings === undefined ? {} : { findings }),
    asSigned: form === 'record',
    paper: paper?.paper ?? null,
    withReceipt: printsCode(template, '入企核验码'),
    withPhotos: printsPhotos(template),
  });
  const pictures = new Map<string, FormPicture>();
  for (const photo of file.photos)
    if (UPLOAD_KINDS[photo.format].group === 'picture')
      pictures.set(photo.sha256, { format: photo.format, bytes: await photoCopy(tx, runtime, photo) });
  const own = visitFields(file);
  const prepared = await prepareDocument(tx, visit, form, { own, title: template.title, prefix: settings, bureau });
  return prepared === undefined ? refuse([{ code: 'document-no-serial' }]) : ok({ template, pictures, ...prepared });
}

export interface DocumentFile {
  readonly pdf: Uint8Array;
  readonly sha256: string;
}

export function composedPdf({ template, fields, pictures }: ComposedDocument, on: string): DocumentFile {
  const pdf = formPdf({ template, fields, pictures, on });
  return { pdf, sha256: createHash('sha256').update(pdf).digest('hex') };
}

/** The Word file, from the office's own template where it has one. */
export async function composedWord(
  tx: ReadTx,
  runtime: Runtime,
  form: FormName,
  { template, fields, pictures }: ComposedDocument,
): Promise<Uint8Array> {
  const own = (await listTemplates(tx)).find((each) => each.form === form)?.sha256;
  const word = own === undefined || own === null ? defaultWordTemplate(template) : await openUpload(tx, runtime, own);
  return fillWord(word, await formWordData(template, fields, pictures));
}
