/** A hash as four groups. Selecting and copying it gives the hash without gaps. @module */
import { Fragment, type ReactNode } from 'react';
import { hashGroups } from './format.ts';

export function HashText({ hash }: { readonly hash: string }): ReactNode {
  return (
    <code className="hash">
      {hashGroups(hash).map((group, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- groups have no other identity than their place
        <Fragment key={index}>
          <span>{group}</span>
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
