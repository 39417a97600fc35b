/** One visit: six cards, each with where it stands. @module */
import type { ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { Chip } from '../parts/chip.tsx';
import { Screen } from '../parts/ui.tsx';
import { useField } from '../context.ts';
import { picturesMissing, type VisitOnPhone } from '../store/visit-on-phone.ts';
import { answersOf, findingsOf, isInside, photosOf } from '../visit-model.ts';
import { clockTime, TODAY, visitLink, type VisitPage } from '../words.ts';

interface Card {
  readonly page: VisitPage;
  readonly title: string;
  readonly says: string;
  readonly isDone: boolean;
}

export function VisitHome({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { store } = useField();
  const text = fieldText.visit;
  const { merged, visit, standing } = on;
  const held = Object.keys(standing.held).length;
  return (
    <Screen title={visit.enterprise.name} back={TODAY} chip={<Chip />}>
      {merged.conflicts.length > 0 ? <p className="notice">{text.conflict(merged.conflicts.length)}</p> : null}
      {merged.corrections.length > 0 ? <p className="notice">{text.corrections(merged.corrections.length)}</p> : null}
      {held > 0 ? <p className="notice">{text.held(held)}</p> : null}
      <ol className="cards">
        {cardsOf(on, store.unsentOf(on).length).map(({ page, title, says, isDone }) => (
          <li key={page}>
            <a className={isDone ? 'card done' : 'card'} href={visitLink(visit.inspectionId, page)}>
              <strong>
                {isDone ? '✓ ' : ''}
                {title}
              </strong>
              <span>{says}</span>
            </a>
          </li>
        ))}
      </ol>
      <a className="card" href={visitLink(visit.inspectionId, 'file')}>
        <strong>{text.file}</strong>
        <span>{text.fileHolds(visit.records?.filter(({ isOpen }) => isOpen).length ?? 0)}</span>
      </a>
    </Screen>
  );
}

function cardsOf(on: VisitOnPhone, unsent: number): Card[] {
  const text = fieldText.visit;
  const { merged, visit } = on;
  const [entry] = merged.entries;
  const done = answersOf(on).size;
  const all = visit.checklist.length;
  const findings = findingsOf(on).filter(({ isWithdrawn }) => !isWithdrawn).length;
  const photos = photosOf(on).length;
  const opinions = [...merged.registers.keys()].filter((subject) => subject.startsWith('opinion/')).length;
  const hasExpert = visit.team.some(({ kind }) => kind === 'expert');
  const signed = new Set(merged.standing?.signatures.map(({ body }) => body.personId)).size;
  const isSealed = merged.standing?.word !== undefined;
  const waiting = unsent + picturesMissing(on).length;
  return [
    {
      page: 'door',
      title: text.cards.door,
      says: entry === undefined ? text.doorOpen : text.doorDone(clockTime(entry.stamp.wall)),
      isDone: isInside(on),
    },
    { page: 'sheet', title: text.cards.sheet, says: text.sheetDone(done, all), isDone: done === all },
    { page: 'findings', title: text.cards.findings, says: text.findings(findings), isDone: done === all },
    { page: 'photos', title: text.cards.photos, says: text.photos(photos), isDone: photos > 0 },
    ...(hasExpert
      ? [
          {
            page: 'opinions' as const,
            title: text.cards.opinions,
            says: text.opinions(opinions),
            isDone: opinions > 0,
          },
        ]
      : []),
    {
      page: 'signing',
      title: text.cards.signing,
      says: isSealed ? text.sealed : text.signing(signed, visit.team.length + 1),
      isDone: isSealed,
    },
    {
      page: 'upload',
      title: text.cards.upload,
      says: waiting === 0 ? text.uploaded : text.waiting(waiting),
      isDone: waiting === 0 && isSealed,
    },
  ];
}
