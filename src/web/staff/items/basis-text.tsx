/** A citation, and behind it the text of the article that is in force. @module */
import type { ReactNode } from 'react';
import { formatCitation } from '../../../items/rules/citations.ts';
import type { ResolvedBasis } from '../../../items/types.ts';
import { sentenceDate } from '../../kit/format.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';

const text = itemsText.item;

export function BasisText({ basis: cited }: { readonly basis: ResolvedBasis }): ReactNode {
  const { role, basis } = cited;
  const heading = `${role === 'duty' ? text.duty : text.penalty}：${formatCitation(cited)}`;
  if (basis === null) {
    return (
      <p>
        {heading} <StateTag tone="problem" word={text.lapsed} />
      </p>
    );
  }
  const until = basis.validTo === null ? '' : text.validTo(sentenceDate(basis.validTo));
  return (
    <details className="law-text">
      <summary>{heading}</summary>
      {basis.text.split('\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <p className="muted">
        {text.validFrom(basis.version, sentenceDate(basis.validFrom))}
        {until}；{text.source(basis.source)}
      </p>
    </details>
  );
}
