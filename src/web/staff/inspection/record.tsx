/** 现场检查记录 as it is printed: its head and the lines for signatures by hand; the sections between are the page's own. @module */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { jointText } from '../../kit/strings/joint.zh.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';

const text = inspectionText.record;

export function RecordHead({ view }: { readonly view: VisitView }): ReactNode {
  const officers = view.team
    .filter(({ kind }) => kind === 'officer')
    .map(({ name, number }) => text.officer(name, number))
    .join('、');
  return (
    <div className="print-only">
      <p className="record-title">{text.title}</p>
      <p>{text.opening(officers)}</p>
      {view.partners.length > 0 && (
        <p>{`${jointText.partners}：${view.partners.map(({ organ, name, number }) => `${organ} ${name}（${number}）`).join('、')}`}</p>
      )}
    </div>
  );
}

/** The frozen record's hash, and the way to its print. */
export function RecordHash({ hash }: { readonly hash: string | null }): ReactNode {
  if (hash === null) return null;
  return (
    <p className="record-hash">
      <span className="muted">{inspectionText.closeRecord.hash}</span>
      <HashText hash={hash} />
      <Button className="screen-only" onClick={() => window.print()} autoInsertSpace={false}>
        {text.print}
      </Button>
    </p>
  );
}

export function RecordLines(): ReactNode {
  return (
    <div className="print-only record-lines">
      <p>{text.readDone}</p>
      {text.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
