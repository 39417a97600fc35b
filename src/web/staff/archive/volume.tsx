/** One volume: where it stands, what is in it, how it was tested, who had it in his hands. @module */
import type { ReactNode } from 'react';
import { OPENINGS, PARTS, RETENTIONS, VOLUME_KINDS, VOLUME_STATES } from '../../../archive/types/volume.ts';
import type { VolumeView } from '../../../archive/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Course } from '../../kit/followed-file.tsx';
import { fileSize, sentenceDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { archiveText as text } from '../../kit/strings/archive.zh.ts';
import './archive.css';
import { ChecksSection } from './checks.tsx';
import { LoansSection } from './loans.tsx';
import { MatrixSection } from './matrix.tsx';
import { AppraisalSection, VolumeSteps } from './steps.tsx';
import { stageOf, VOLUME_STAGES, VOLUME_TONES } from './words.ts';

export interface OfVolume {
  readonly view: VolumeView;
}

export function VolumePage(): ReactNode {
  const volume = useRead<VolumeView>(`/api/archive/volumes/${useParam('volumeId')}`);
  return (
    <Loaded read={volume} skeleton={<TextSkeleton lines={16} />}>
      {(view) => <Volume view={view} />}
    </Loaded>
  );
}

function Volume({ view }: OfVolume): ReactNode {
  const { state, kind } = view;
  return (
    <>
      <PageHeader
        title={view.title}
        parent={{ to: '/archive', title: text.list.title }}
        standing={
          <span className="followed-standing">
            <StateTag tone={VOLUME_TONES[state]} word={VOLUME_STATES[state]} />
            {view.missing > 0 && <StateTag tone="problem" word={text.missing(view.missing)} />}
            {view.isLate && <StateTag tone="problem" word={text.late} />}
            {view.laterOn !== null && <StateTag tone="problem" word={text.later} />}
            <span>{view.archiveNumber ?? text.bindBy(sentenceDate(view.bindBy))}</span>
            <AppLink to={view.source}>{text.source[kind]}</AppLink>
          </span>
        }
      />
      <StageLine label={text.course} stages={VOLUME_STAGES} current={stageOf(state)} />
      <section className="followed-section">
        <h2>{text.sections.facts}</h2>
        <DescriptionList
          items={[
            { label: text.list.kind, value: VOLUME_KINDS[kind] },
            // A draw is about nobody in particular.
            ...(view.party === ''
              ? []
              : [
                  { label: text.facts.party, value: view.party },
                  { label: text.facts.code, value: view.creditCode },
                ]),
            { label: text.facts.number, value: view.archiveNumber ?? text.facts.none },
            { label: text.facts.closed, value: sentenceDate(view.closedOn) },
            {
              label: text.facts.retention,
              value: `${RETENTIONS[view.retention].title}${view.keepUntil === null ? '' : `，${text.keepUntil(sentenceDate(view.keepUntil))}`}`,
            },
            { label: text.facts.transfer, value: sentenceDate(view.transferBy) },
            { label: text.facts.opening, value: OPENINGS[view.opening] },
          ]}
        />
      </section>
      <VolumeSteps view={view} />
      <MatrixSection view={view} />
      <Catalogue view={view} />
      <ChecksSection view={view} />
      <Versions view={view} />
      <LoansSection view={view} />
      <AppraisalSection view={view} />
      <Course title={text.sections.course} states={VOLUME_STATES} steps={view.steps} />
    </>
  );
}

type EntryRow = VolumeView['entries'][number];

const ENTRY_COLUMNS: readonly Column<EntryRow>[] = [
  { key: 'title', title: text.catalogue.title, render: ({ title }) => title },
  { key: 'part', title: text.catalogue.part, render: ({ part, position }) => `${PARTS[part]} ${position}` },
  { key: 'number', title: text.catalogue.number, render: ({ number }) => number },
  { key: 'responsible', title: text.catalogue.responsible, render: ({ responsible }) => responsible },
  { key: 'dated', title: text.catalogue.dated, render: ({ dated }) => <DateText value={dated} inTable /> },
  {
    key: 'pages',
    title: text.catalogue.pages,
    render: ({ firstPage, pages }) => (pages === 1 ? String(firstPage) : `${firstPage}–${firstPage + pages - 1}`),
  },
];

function Catalogue({ view }: OfVolume): ReactNode {
  const { entries, media, sources, deeds } = view;
  return (
    <section className="followed-section">
      <h2>{text.sections.catalogue}</h2>
      {entries.length === 0 ? (
        <EmptyState title={text.catalogue.none} next={text.catalogue.noneNext} />
      ) : (
        <>
          <DataTable
            caption={text.sections.catalogue}
            rows={entries}
            rowKey={({ path }) => path}
            columns={ENTRY_COLUMNS}
          />
          <p className="muted">
            {[
              text.catalogue.media(media.length),
              text.catalogue.sources(sources.length),
              text.catalogue.deeds(deeds),
            ].join('；')}
          </p>
          <p className="screen-only">
            <a
              className="link"
              href={`/api/archive/volumes/${view.volumeId}/catalogue.pdf`}
              target="_blank"
              rel="noreferrer"
            >
              {text.catalogue.print}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

function Versions({ view }: OfVolume): ReactNode {
  if (view.versions.length === 0) return null;
  return (
    <section className="followed-section">
      <h2>{text.sections.versions}</h2>
      <ul className="followed-lines">
        {view.versions.map(({ version, seal, files, bytes, reason, by, on }) => (
          <li key={version}>
            {text.version(version)} <DateText value={on} inTable /> <span className="muted">{by}</span>　
            {text.versions.line(files, fileSize(bytes))}
            {reason !== null && <p className="muted">{reason}</p>}
            <p>
              {text.versions.seal} <HashText hash={seal} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
