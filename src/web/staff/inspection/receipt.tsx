/** 入企核验码: what the enterprise scans at the door. Read only when it is opened. @module */
import { useState, type ReactNode } from 'react';
import type { ReceiptView, VisitView } from '../../../inspection/types/board.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';

const text = inspectionText.receipt;

export function Receipt({ view }: { readonly view: VisitView }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (view.state === 'replaced') return null;
  return (
    <section className="visit-section screen-only">
      <details className="visit-form" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{text.title}</summary>
        {isOpen && <Code inspectionId={view.inspectionId} />}
      </details>
    </section>
  );
}

function Code({ inspectionId }: { readonly inspectionId: string }): ReactNode {
  const receipt = useRead<ReceiptView>(`/api/inspections/${inspectionId}/receipt`);
  return (
    <Loaded read={receipt} skeleton={<TextSkeleton lines={6} />}>
      {({ text: words, svg }) =>
        words === null ? (
          <p>{text.pending}</p>
        ) : (
          <>
            <p className="muted">{text.lead}</p>
            {svg !== null && (
              <img
                className="visit-receipt"
                src={`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`}
                alt={text.alt}
              />
            )}
            <details>
              <summary>{text.text}</summary>
              <pre className="visit-receipt-text">{words}</pre>
            </details>
          </>
        )
      }
    </Loaded>
  );
}
