/** 原文 beside 公开内容: what was written and what the public will read, each mark with its kind and its reason. @module */
import type { ReactNode } from 'react';
import type { EntryView, MarkedText, ShownMark } from '../../../disclosure/types.ts';
import { isAbsolute, PROTECTED_KINDS } from '../../../disclosure/types/protected.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { placeTitle } from './words.ts';

const text = disclosureText.page;

interface SideBySideProps {
  readonly texts: readonly MarkedText[];
  readonly places: EntryView['places'];
  /** What can be done with a mark, and below a text; nothing where the copy is only read. */
  readonly actionsOf?: (at: string, mark: ShownMark) => ReactNode;
  readonly below?: (text: MarkedText) => ReactNode;
}

export function SideBySide({ texts, places, actionsOf, below }: SideBySideProps): ReactNode {
  if (texts.length === 0) return <EmptyState title={text.noFindings} />;
  return (
    <>
      <MarkCount texts={texts} />
      <ol className="side-by-side">
        {texts.map((one) => (
          <li key={one.at}>
            <h3>{placeTitle(one.at)}</h3>
            <section aria-label={text.written}>
              <h4>{text.written}</h4>
              <Written one={one} />
              <Place at={one.at} places={places} />
            </section>
            <section aria-label={text.public}>
              <h4>{text.public}</h4>
              <p className="public-words">{one.copy}</p>
            </section>
            {one.marks.length > 0 && (
              <ul className="marks" aria-label={text.marks}>
                {one.marks.map((mark) => (
                  <OneMark key={`${mark.from} ${mark.how} ${mark.kind}`} mark={mark}>
                    {actionsOf?.(one.at, mark)}
                  </OneMark>
                ))}
              </ul>
            )}
            {below?.(one)}
          </li>
        ))}
      </ol>
      <p className="muted">{text.hidden}</p>
    </>
  );
}

function MarkCount({ texts }: Pick<SideBySideProps, 'texts'>): ReactNode {
  const marks = texts.flatMap((one) => one.marks);
  const lifted = marks.filter(({ how }) => how === 'lifted').length;
  const found = marks.length - lifted;
  return (
    <p role="status" className="mark-count">
      <StateTag tone={found > 0 ? 'active' : 'done'} word={found > 0 ? text.hiddenCount(found) : text.none} />
      {lifted > 0 && <StateTag tone="problem" word={disclosureText.batch.lifted(lifted)} />}
    </p>
  );
}

function OneMark({ mark, children }: { readonly mark: ShownMark; readonly children: ReactNode }): ReactNode {
  const { kind, found, how, reason } = mark;
  return (
    <li>
      <span className={`mark-how mark-${how}`}>{text.how[how]}</span>
      <strong>{PROTECTED_KINDS[kind]}</strong>
      <mark className={`mark-${how}`}>{found}</mark>
      <span className="muted">{reason}</span>
      {how === 'found' && isAbsolute(kind) && <span className="muted">{text.never}</span>}
      {children}
    </li>
  );
}

function Place({ at, places }: { readonly at: string; readonly places: EntryView['places'] }): ReactNode {
  const place = places.find(({ number }) => at === `findings.${number}.text`)?.place;
  return place === undefined ? null : <p className="muted">{text.place(place)}</p>;
}

/** The words as written, every mark where it stands; what two marks share is told once. */
function Written({ one }: { readonly one: MarkedText }): ReactNode {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const mark of one.marks) {
    if (mark.from < at) continue;
    pieces.push(one.written.slice(at, mark.from));
    pieces.push(
      <mark key={mark.from} className={`mark-${mark.how}`} title={PROTECTED_KINDS[mark.kind]}>
        {mark.found}
      </mark>,
    );
    at = mark.to;
  }
  pieces.push(one.written.slice(at));
  return <p className="written-words">{pieces}</p>;
}
