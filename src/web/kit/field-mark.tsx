/** How labels say which fields may be left empty; for every form, by `KitProvider`. Apart from field.tsx, which loads all of antd's form. @module */
import type { ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

/** Most fields must be filled in; those that need not say so. */
export function markOptional(label: ReactNode, { required }: { readonly required: boolean }): ReactNode {
  return (
    <>
      {label}
      {!required && <span className="optional">{kitText.optional}</span>}
    </>
  );
}
