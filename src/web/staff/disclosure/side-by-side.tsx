/** 原记录 beside 公开内容: what was written on site and what the public will read, protected values marked. @module */
import type { ReactNode } from 'react';
import { PROTECTED_KINDS, type EntryView } from '../../../disclosure/types.ts';
import { FINDING_LEVELS, MEASURES } from '../../../inspection/types/visit.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';

const text = disclosureText.page;
type Hit = EntryView['hits'][number];

export function SideBySide({ view }: { readonly view: EntryView }): ReactNode {
  const { content, recorded, hits } = view;
  if (content.findings.length === 0) return <EmptyState title={text.noFindings} />;
  return (
    <>
      <p role="status">
        <StateTag
          tone={hits.length > 0 ? 'problem' : 'done'}
          word={hits.length > 0 ? text.hits(hits.length) : text.noHits}
        />
      </p>
      <ol className="side-by-side">
        {content.findings.map((finding) => {
          const source = recorded.find(({ number }) => number === finding.number);
          return (
            <li key={finding.number}>
              <section aria-label={text.recorded}>
                <h3>{text.recorded}</h3>
                <p>{source?.description}</p>
                {source !== undefined && <p className="muted">{text.place(source.place)}</p>}
              </section>
              <section aria-label={text.public}>
                <h3>{text.public}</h3>
                <Marked words={finding.text} hits={hits.filter(({ at }) => at === `findings.${finding.number}.text`)} />
                <p className="muted">
                  {[finding.itemName, FINDING_LEVELS[finding.level], MEASURES[finding.measureKind]].join(' · ')}
                </p>
              </section>
            </li>
          );
        })}
      </ol>
      <p className="muted">{text.hidden}</p>
    </>
  );
}

/** Marks each value where it stands as written; what was found only after joining its digits is told below all the same. */
function Marked({ words, hits }: { readonly words: string; readonly hits: readonly Hit[] }): ReactNode {
  const found = hits.map((hit) => hit.found).filter((value) => words.includes(value));
  const pieces = found.length === 0 ? [words] : words.split(new RegExp(`(${found.map(escaped).join('|')})`));
  return (
    <>
      <p>
        {pieces.map((piece, index) =>
          // oxlint-disable-next-line react/no-array-index-key -- pieces have no other identity than their place
          found.includes(piece) ? <mark key={index}>{piece}</mark> : piece,
        )}
      </p>
      {hits.length > 0 && (
        <ul className="hits">
          {hits.map(({ kind, found: value }) => (
            <li key={`${kind} ${value}`}>{text.hit(PROTECTED_KINDS[kind], value)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function escaped(value: string): string {
  return value.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
