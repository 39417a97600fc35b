/** One finding of an order: what is asked, until when, what the enterprise said, and what may be done now. @module */
import type { ReactNode } from 'react';
import { FINDING_LEVELS, MEASURES } from '../../../inspection/types/visit.ts';
import { CASE_GROUNDS, ITEM_STATES, PHOTO_MOMENTS } from '../../../rectification/types/order.ts';
import type { ItemView, OrderView } from '../../../rectification/types/views.ts';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { Exposures } from './exposure.tsx';
import { ItemForms } from './item-forms.tsx';
import { ServeVoidForm, VoidForm, voidFacts } from './void.tsx';
import { dueText, ITEM_TONES } from './words.ts';

const text = rectificationText.item;

export interface OfItem {
  readonly view: OrderView;
  readonly item: ItemView;
}

export function OrderItem({ view, item }: OfItem): ReactNode {
  const { number, description, state, level } = item;
  return (
    <article className="order-item">
      <h3 className="order-item-title">
        <span>
          {text.number(number)} {description}
        </span>
        <StateTag tone={item.isOverdue ? 'problem' : ITEM_TONES[state]} word={ITEM_STATES[state]} />
        {level === 'major' && <StateTag tone="problem" word={FINDING_LEVELS[level]} />}
      </h3>
      <DescriptionList items={[...factsOf(item), ...voidFacts(view, item)]} />
      <Reports view={view} item={item} />
      <Extensions item={item} />
      <Exposures view={view} item={item} />
      <ItemForms view={view} item={item} />
      <VoidForm view={view} item={item} />
      <ServeVoidForm view={view} item={item} />
    </article>
  );
}

function factsOf(item: ItemView): { label: string; value: ReactNode }[] {
  const { place, measureKind, measure, ground, transfer, settledOn } = item;
  return [
    { label: text.place, value: place },
    { label: text.measureKind, value: MEASURES[measureKind] },
    { label: text.measure, value: measure },
    ...(measureKind === 'transfer' ? [] : [{ label: text.due, value: dueText(item) }]),
    ...(ground === null ? [] : [{ label: text.ground, value: CASE_GROUNDS[ground] }]),
    ...(transfer === null
      ? []
      : [
          {
            label: text.transfer,
            value: text.transferValue(transfer.department, transfer.number, sentenceDate(transfer.receivedOn)),
          },
        ]),
    ...(settledOn === null || item.voided !== null ? [] : [{ label: text.settled, value: sentenceDate(settledOn) }]),
  ];
}

function Reports({ view, item: { number, reports } }: OfItem): ReactNode {
  if (reports.length === 0) return null;
  return (
    <section aria-label={text.reports}>
      {reports.map(({ reportId, at, by, text: said, photos, returnReason }) => (
        <div key={reportId} className="order-report">
          <p className="muted">
            {text.reportedBy[by]} <DateText value={at} inTable withTime />
          </p>
          <p>{said}</p>
          {photos.length > 0 && (
            <div className="order-photos">
              {photos.map(({ photoId, moment }) => {
                const address = `/api/rectifications/${view.orderId}/photos/${photoId}`;
                return (
                  <a key={photoId} href={address} target="_blank" rel="noreferrer">
                    <img src={address} alt={text.photoAlt(PHOTO_MOMENTS[moment], number)} loading="lazy" />
                  </a>
                );
              })}
            </div>
          )}
          {returnReason !== null && <StateTag tone="problem" word={text.returned(returnReason)} />}
        </div>
      ))}
    </section>
  );
}

function Extensions({ item: { extensions } }: Pick<OfItem, 'item'>): ReactNode {
  return extensions.map(({ extensionId, until, reason, interim, outcome, reply }) => (
    <div key={extensionId} className="order-report">
      <p>
        {text.extension(sentenceDate(until))}{' '}
        <StateTag
          tone={outcome === null ? 'waiting' : outcome === 'granted' ? 'done' : 'ended'}
          word={text.outcomes[outcome ?? 'waiting']}
        />
      </p>
      <p className="muted">{text.extensionReason(reason, interim)}</p>
      {reply !== null && <p>{reply}</p>}
    </div>
  ));
}
