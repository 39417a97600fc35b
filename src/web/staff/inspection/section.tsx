/** A part of the visit's page: the header's link leads to it. @module */
import type { ReactNode } from 'react';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';

interface VisitSectionProps {
  readonly id: keyof typeof inspectionText.visit.sections;
  readonly children: ReactNode;
  /** Not part of the printed record. */
  readonly isScreenOnly?: boolean;
}

export function VisitSection({ id, children, isScreenOnly = false }: VisitSectionProps): ReactNode {
  return (
    <section id={id} className={isScreenOnly ? 'visit-section screen-only' : 'visit-section'}>
      <h2>{inspectionText.visit.sections[id]}</h2>
      {children}
    </section>
  );
}
