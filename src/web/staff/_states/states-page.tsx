/** Every component of the kit in every state, for looking at and for axe. Reachable at /desk/_states, in no menu. @module */
import { useState, type ReactNode } from 'react';
import { CapacityMeter } from '../../kit/capacity-meter.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { ReasonedButton } from '../../kit/deed-button.tsx';
import { DemoBanner } from '../../kit/demo-banner.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { DotGrid } from '../../kit/dot-grid.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { ReadError } from '../../kit/error-page.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SessionContext } from '../../kit/session.ts';
import { FormSkeleton, TableSkeleton, TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { Stamp } from '../../kit/stamp.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { Timeline } from '../../kit/timeline.tsx';
import { FormStates } from './form-states.tsx';
import { ListStates } from './list-states.tsx';
import * as sample from './samples.zh.ts';
import { SealStates } from './seal-states.tsx';

const { sections } = sample.stateText;
const nothing = (): void => undefined;

export function StatesPage(): ReactNode {
  return (
    <SessionContext value={sample.sampleSession}>
      <DemoBanner />
      <main className="main page states">
        <PageHeader
          title={sample.stateText.title}
          standing={sample.stateText.standing}
          action={<ReasonedButton label={sample.stateText.approve} refusals={[]} isPrimary onPress={nothing} />}
        />
        <ListStates />
        <Section title={sections.buttons}>
          <Buttons />
        </Section>
        <Section title={sections.refusals}>
          <RefusalBox refusals={sample.sampleRefusals} takesFocus={false} />
          <RefusalBox refusals={sample.oneRefusal} takesFocus={false} />
        </Section>
        <Section title={sections.seal}>
          <SealStates />
        </Section>
        <Section title={sections.states}>
          <Marks />
        </Section>
        <Section title={sections.facts}>
          <DescriptionList items={sample.sampleFacts} />
        </Section>
        <Section title={sections.course}>
          <StageLine label={sections.course} stages={sample.sampleStages} current="announced" />
          <StageLine label={sections.course} stages={sample.sampleStages} current="announced" isStopped />
          <StageLine label={sections.course} stages={sample.sampleStages} current={undefined} />
          <Timeline label={sections.course} entries={sample.sampleTimeline} />
        </Section>
        <Section title={sections.pictures}>
          <DotGrid dots={sample.sampleDots} source={sample.stateText.source} />
          <CapacityMeter rows={sample.sampleCapacity} unit="人日" source={sample.stateText.source} />
        </Section>
        <Section title={sections.form}>
          <FormStates />
        </Section>
        <Section title={sections.waiting}>
          <TableSkeleton rows={4} />
          <TextSkeleton lines={4} />
          <FormSkeleton fields={2} />
        </Section>
        <Section title={sections.empty}>
          <EmptyState
            title={sample.stateText.emptyTitle}
            next={sample.stateText.emptyNext}
            action={<ReasonedButton label={sample.stateText.approve} refusals={[]} onPress={nothing} />}
          />
          <ReadError refusals={sample.oneRefusal} onRetry={nothing} />
        </Section>
      </main>
    </SessionContext>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Buttons(): ReactNode {
  const [isPending, setPending] = useState(false);
  const { approve, saveDraft } = sample.stateText;
  return (
    <>
      <ReasonedButton label={approve} refusals={[]} isPrimary onPress={nothing} />
      <ReasonedButton label={saveDraft} refusals={[]} isPending={isPending} onPress={() => setPending(true)} />
      <ReasonedButton label={approve} refusals={sample.oneRefusal} isPrimary onPress={nothing} />
      <ReasonedButton label={approve} refusals={sample.sampleRefusals} isPrimary onPress={nothing} />
    </>
  );
}

function Marks(): ReactNode {
  return (
    <>
      {sample.tones.map(([tone, word]) => (
        <p key={tone}>
          <StateTag tone={tone} word={word} />
        </p>
      ))}
      <div>
        <Stamp word={sample.stateText.approved} name={sample.sampleSession.name} at={sample.SAMPLE_TIME} />
      </div>
      <p>
        <HashText hash={sample.SAMPLE_HASH} />
      </p>
      <p>
        <DateText value="2026-01-05" /> · <DateText value="2026-01-05" inTable /> ·{' '}
        <DateText value={sample.SAMPLE_TIME} withTime /> · <DateText value={sample.SAMPLE_TIME} inTable withTime />
      </p>
    </>
  );
}
