/** How a field of a form is filled in, and short ways to say so. @module */

export type Options = Readonly<Record<string, string>>;
export type FieldSpec = { readonly name: string; readonly isOptional?: boolean } & (
  | { readonly as: 'text' | 'area' | 'day' | 'minute' | 'yuan' | 'count' | 'check' | 'officers' | 'outcome' }
  /** One of the case: a handler, an open recusal, an open hold. */
  | {
      readonly as:
        | 'handler'
        | 'recusal'
        | 'hold'
        | 'seizure'
        | 'seized'
        | 'appraisal'
        | 'paper'
        | 'papers'
        | 'evidence-paper'
        | 'officer'
        | 'person'
        | 'people'
        | 'deputy'
        | 'evidence'
        | 'piece'
        | 'files'
        | 'photos'
        | 'findings'
        | 'held'
        | 'statement'
        | 'claim'
        | 'recheck'
        | 'benchmark'
        | 'grade';
    }
  | { readonly as: 'choice' | 'choices'; readonly options: Options }
  | { readonly as: 'rows'; readonly fields: readonly FieldSpec[] }
);

export const text = (name: string, isOptional = false): FieldSpec => ({ name, as: 'text', isOptional });
export const area = (name: string, isOptional = false): FieldSpec => ({ name, as: 'area', isOptional });
export const day = (name: string, isOptional = false): FieldSpec => ({ name, as: 'day', isOptional });
export const check = (name: string): FieldSpec => ({ name, as: 'check', isOptional: true });
export const choice = (name: string, options: Options, isOptional = false): FieldSpec => ({
  name,
  as: 'choice',
  options,
  isOptional,
});
