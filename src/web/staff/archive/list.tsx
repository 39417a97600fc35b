/** 档案: every volume, what still has to be done first. @module */
import type { ReactNode } from 'react';
import { RETENTIONS, VOLUME_KINDS, VOLUME_STATES } from '../../../archive/types/volume.ts';
import type { VolumeRow } from '../../../archive/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import '../../kit/followed-file.css';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import { retentionOptions, stateOptions, VOLUME_TONES } from './words.ts';

const text = archiveText.list;

const COLUMNS: readonly Column<VolumeRow>[] = [
  {
    key: 'title',
    isSortable: true,
    title: text.name,
    render: ({ volumeId, title }) => <AppLink to={`/archive/${volumeId}`}>{title}</AppLink>,
  },
  { key: 'kind', title: text.kind, render: ({ kind }) => VOLUME_KINDS[kind] },
  {
    key: 'state',
    title: text.state,
    render: ({ state, missing, isLate, laterOn }) => (
      <span className="followed-standing">
        <StateTag tone={VOLUME_TONES[state]} word={VOLUME_STATES[state]} />
        {missing > 0 && <StateTag tone="problem" word={archiveText.missing(missing)} />}
        {isLate && <StateTag tone="problem" word={archiveText.late} />}
        {laterOn !== null && <StateTag tone="problem" word={archiveText.later} />}
      </span>
    ),
  },
  { key: 'number', isSortable: true, title: text.number, render: ({ archiveNumber }) => archiveNumber ?? '' },
  {
    key: 'closed',
    isSortable: true,
    title: text.closed,
    render: ({ closedOn }) => <DateText value={closedOn} inTable />,
  },
  { key: 'retention', title: text.retention, render: ({ retention }) => RETENTIONS[retention].title },
  {
    key: 'keep',
    isSortable: true,
    title: text.keep,
    render: ({ keepUntil }) => (keepUntil === null ? '' : <DateText value={keepUntil} inTable />),
  },
];

export function ArchiveList(): ReactNode {
  return (
    <ListPage<VolumeRow>
      title={text.title}
      standing={text.standing}
      action={<AppLink to="/archive/custody">{text.custody}</AppLink>}
      path="/api/archive/volumes"
      columns={COLUMNS}
      rowKey={({ volumeId }) => volumeId}
      searchHint={text.search}
      filters={[
        { key: 'state', title: text.state, options: stateOptions },
        {
          key: 'kind',
          title: text.kind,
          options: Object.entries(VOLUME_KINDS).map(([value, label]) => ({ value, label })),
        },
        {
          key: 'want',
          title: text.want,
          options: Object.entries(text.wants).map(([value, label]) => ({ value, label })),
        },
        { key: 'retention', title: text.retention, options: retentionOptions },
      ]}
      empty={{ title: text.empty, next: text.emptyNext }}
    />
  );
}
