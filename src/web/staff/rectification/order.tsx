/** One order: its service, its findings one by one, and the rounds of looking again. @module */
import type { ReactNode } from 'react';
import { codesOf } from '../../../directory/types/vocabulary.ts';
import { ORDER_STATES, SETTLED } from '../../../rectification/types/order.ts';
import type { OrderView } from '../../../rectification/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { rectificationText as text } from '../../kit/strings/rectification.zh.ts';
import { OrderItem } from './item.tsx';
import { PaperSection } from './paper.tsx';
import './rectification.css';
import { ReminderSection, WordsSection } from './beside.tsx';
import { RoundSection } from './round.tsx';
import { ServiceSection } from './service.tsx';
import { ORDER_TONES } from './words.ts';

export function OrderPage(): ReactNode {
  const order = useRead<OrderView>(`/api/rectifications/${useParam('orderId')}`);
  return (
    <Loaded read={order} skeleton={<TextSkeleton lines={14} />}>
      {(view) => <Order view={view} />}
    </Loaded>
  );
}

function Order({ view }: { readonly view: OrderView }): ReactNode {
  const { state, enterprise, items, inspectionId } = view;
  const settled = items.filter((item) => SETTLED.includes(item.state)).length;
  return (
    <>
      <PageHeader
        title={enterprise.name}
        parent={{ to: '/rectification', title: text.list.title }}
        standing={
          <span className="order-standing">
            <StateTag tone={ORDER_TONES[state]} word={ORDER_STATES[state]} /> {text.standing(settled, items.length)}
            <AppLink to={`/inspection/${inspectionId}`}>{text.visit}</AppLink>
          </span>
        }
      />
      <StageLine
        label={text.course}
        stages={codesOf(ORDER_STATES).map((key) => ({ key, title: ORDER_STATES[key] }))}
        current={state === 'closed' ? undefined : state}
      />
      <PaperSection view={view} />
      <ServiceSection view={view} />
      <section className="order-section">
        <h2>{text.sections.items}</h2>
        {items.map((item) => (
          <OrderItem key={item.findingId} view={view} item={item} />
        ))}
      </section>
      <RoundSection view={view} />
      <ReminderSection view={view} />
      <WordsSection view={view} />
    </>
  );
}
