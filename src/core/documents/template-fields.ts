/** What a Word template of an office may ask for, and what stands in one. Browser-safe. @module */

/** A field is text or a picture; rows have fields of their own. */
export type TemplateField = 'text' | 'picture' | readonly string[];
export type TemplateFields = Readonly<Record<string, TemplateField>>;

/** A tag as it stands in a template, with the words around it. */
export interface TemplateTag {
  readonly kind: 'open' | 'close' | 'field';
  readonly name: string;
  /** The paragraph it stands in, as far as a reader needs it. */
  readonly place: string;
}
