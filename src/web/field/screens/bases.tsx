/** What an item rests on, with the text of the law that was in force. @module */
import type { ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';

export function Bases({ on, itemId }: { readonly on: VisitOnPhone; readonly itemId: string }): ReactNode {
  const bases = on.visit.items.find((each) => each.itemId === itemId)?.bases ?? [];
  if (bases.length === 0) return null;
  return (
    <section>
      <h2>{fieldText.finding.basis}</h2>
      {bases.map(({ role, instrument, article, part, text }) => (
        <details key={`${role}${instrument}${article}${part ?? ''}`}>
          <summary>{`《${instrument}》第${article}条${part ?? ''}`}</summary>
          <p className="law">{text}</p>
        </details>
      ))}
    </section>
  );
}
