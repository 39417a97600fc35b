/** One draw: where it stands, what it waits for, what it is made from, what was handed in, and what was done on it. @module */
import type { ReactNode } from 'react';
import { DRAW_STATES, MODES, VOID_REASONS } from '../../../draw/types.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { sentenceDate, sentenceTime } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { ruleOf, useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine, type Stage } from '../../kit/stage-line.tsx';
import { presentText } from '../../kit/strings/draw-present.zh.ts';
import { recordText } from '../../kit/strings/draw-record.zh.ts';
import { sealedText } from '../../kit/strings/draw-sealed.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { Timeline } from '../../kit/timeline.tsx';
import { After } from './after.tsx';
import { NarrowingAudit, untilAudited } from './audit.tsx';
import { ChurnFigures } from './churn.tsx';
import { Dice } from './dice.tsx';
import './draw.css';
import { Entropy } from './entropy.tsx';
import { FrozenPool, Preview } from './pool.tsx';
import { DrawRecord } from './record.tsx';
import { Sealed } from './sealed.tsx';
import { OtherSources } from './sources.tsx';
import { Shares } from './shares.tsx';
import { DrawSteps, VoidSteps } from './steps.tsx';
import { Verify } from './verify.tsx';

const text = drawText.page;

export function DrawPage(): ReactNode {
  const draw = useRead<DrawView>(`/api/draws/${useParam('drawId')}`, {}, untilAudited);
  return (
    <Loaded read={draw} skeleton={<TextSkeleton lines={16} />}>
      {(view) => <OneDraw view={view} />}
    </Loaded>
  );
}

interface OneDrawProps {
  readonly view: DrawView;
}

function OneDraw({ view }: OneDrawProps): ReactNode {
  return (
    <>
      <PageHeader
        title={view.name}
        parent={{ to: '/draw', title: drawText.list.title }}
        standing={standingOf(view)}
        action={<Actions view={view} />}
      />
      <StageLine
        label={text.course}
        stages={STAGES}
        current={view.state === 'released' ? undefined : view.state}
        isStopped={view.voided !== null}
      />
      {view.result !== null && <Verify view={view} />}
      <Sealed view={view} />
      <After view={view} />
      {(view.state === 'confirmed' || view.state === 'released') && !isHidden(view) && <DrawRecord view={view} />}
      {view.announcement !== null && <Sources view={view} />}
      {view.frozen !== null && <Shares view={view} />}
      {view.announcement !== null && <Announcement view={view} announcement={view.announcement} />}
      {view.preview !== null && <Preview preview={view.preview} />}
      <section>
        <h2>{text.plan}</h2>
        <DescriptionList items={factsOf(view)} />
      </section>
      {view.frozen !== null && <FrozenPool frozen={view.frozen} />}
      {view.churn !== null && <ChurnFigures churn={view.churn} />}
      <NarrowingAudit view={view} />
      <Entropy config={view.config} />
      <VoidSteps view={view} />
      <section>
        <h2>{text.history}</h2>
        <Timeline
          label={text.history}
          entries={view.history.map(({ seq, kind, name, at }) => ({
            id: String(seq),
            at,
            what: ruleOf(kind).title,
            who: name,
          }))}
        />
      </section>
    </>
  );
}

/** Sealed, and not opened yet. */
function isHidden({ mode, openedAt }: DrawView): boolean {
  return mode === 'sealed' && openedAt === null;
}

function standingOf(view: DrawView): string {
  const { state, voided } = view;
  if (voided !== null) return text.void(VOID_REASONS[voided.reason]);
  if (isHidden(view)) {
    const { codes, drawn, confirmed, released } = sealedText.standing;
    if (state === 'announced' || state === 'rolling') return codes;
    if (state === 'drawn') return drawn;
    if (state === 'confirmed') return confirmed;
    if (state === 'released') return released;
  }
  return text.standing[state];
}

/** What is typed in: the dice, if they are thrown, and every other source. */
function Sources({ view }: OneDrawProps): ReactNode {
  return (
    <>
      {view.config.sources.dice && <Dice view={view} />}
      <OtherSources view={view} />
    </>
  );
}

const STAGES: readonly Stage[] = Object.entries(DRAW_STATES).map(([key, title]) => ({ key, title }));

function Actions({ view }: OneDrawProps): ReactNode {
  const mayConfigure = useMayDo('draw.configure');
  return (
    <>
      {view.state === 'configuring' && view.voided === null && mayConfigure && (
        <AppLink to={`/draw/${view.drawId}/edit`} look="button">
          {text.edit}
        </AppLink>
      )}
      <DrawSteps view={view} />
      {view.seq !== null && (
        <AppLink to={`/draw/${view.drawId}/present`} look="button">
          {presentText.open}
        </AppLink>
      )}
    </>
  );
}

interface AnnouncementProps {
  readonly view: DrawView;
  readonly announcement: NonNullable<DrawView['announcement']>;
}

function Announcement({ view, announcement }: AnnouncementProps): ReactNode {
  const { hash, at, text: words } = announcement;
  return (
    <section>
      <h2>{text.announcement}</h2>
      <DescriptionList
        items={[
          { label: text.announcementNumber, value: view.seq },
          { label: text.announcedAt, value: <DateText value={at} withTime /> },
          { label: text.announcementHash, value: <HashText hash={hash} /> },
          {
            label: text.publicPage,
            value: (
              <a className="link" href={`/draws/${view.publicId}`}>
                /draws/{view.publicId}
              </a>
            ),
          },
          {
            label: recordText.notice,
            value: (
              <a className="link" href={`/draws/${view.publicId}/notice.pdf`} target="_blank" rel="noreferrer">
                {recordText.openNotice}
              </a>
            ),
          },
        ]}
      />
      <details className="draw-announcement">
        <summary>{text.announcementText}</summary>
        <pre>{words}</pre>
      </details>
    </section>
  );
}

function factsOf({ config, publicId, replaces }: DrawView): DescriptionItem[] {
  return [
    { label: drawText.list.publicId, value: <code>{publicId}</code> },
    ...(replaces === null ? [] : [{ label: text.replaces, value: <code>{replaces}</code> }]),
    { label: text.inspection, value: text.days(sentenceDate(config.inspectFrom), sentenceDate(config.inspectTo)) },
    { label: text.items, value: text.itemsCount(config.itemCodes) },
    { label: text.caps, value: text.capsValue(config.officerCap, config.expertCap, config.relax) },
    { label: sealedText.mode, value: MODES[config.mode] },
    { label: text.deadlines, value: text.deadlinesValue(sentenceTime(config.revealBy), sentenceTime(config.resultBy)) },
  ];
}
