/** Which template a form has in which set. @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import type { FormName, FormSet } from '../types/documents.ts';
import { EMERGENCY_FORMS } from './emergency.ts';
import { JUSTICE_FORMS } from './justice.ts';

/** The template of a form; the Ministry's set falls back on the other where it has none. */
export function formTemplate(set: FormSet, form: FormName): FormTemplate {
  return (set === 'justice' ? JUSTICE_FORMS[form] : undefined) ?? EMERGENCY_FORMS[form];
}
