/** The template of each form: its title from the table, its blocks as data. @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import { formRule, type PenaltyForm } from '../types/forms.ts';
import { DECIDING_FORMS } from './deciding.ts';
import { EXECUTING_FORMS } from './executing.ts';
import { INVESTIGATING_FORMS } from './investigating.ts';

const BLOCKS: Readonly<Record<PenaltyForm, Omit<FormTemplate, 'title'>>> = {
  ...INVESTIGATING_FORMS,
  ...DECIDING_FORMS,
  ...EXECUTING_FORMS,
};

export function penaltyTemplate(form: PenaltyForm): FormTemplate {
  return { ...BLOCKS[form], title: formRule(form).title };
}
