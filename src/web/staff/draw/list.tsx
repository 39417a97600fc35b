/** 抽取: every draw, the newest first. @module */
import type { ReactNode } from 'react';
import { DRAW_STATES } from '../../../draw/types.ts';
import type { DrawRowView } from '../../../draw/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { chainsText } from '../../kit/strings/draw-chains.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import './draw.css';
import { Oversight } from './oversight.tsx';
import { DRAW_TONES } from './words.ts';

const text = drawText.list;

const COLUMNS: readonly Column<DrawRowView>[] = [
  {
    key: 'name',
    isSortable: true,
    title: text.name,
    render: ({ drawId, name }) => <AppLink to={`/draw/${drawId}`}>{name}</AppLink>,
  },
  { key: 'state', title: text.state, render: (draw) => <DrawStateTag draw={draw} /> },
  {
    key: 'k',
    isSortable: true,
    title: text.size,
    isNumber: true,
    render: ({ k }) => k ?? <span className="muted">{text.notFrozen}</span>,
  },
  { key: 'publicId', isSortable: true, title: text.publicId, render: ({ publicId }) => <code>{publicId}</code> },
  {
    key: 'updatedAt',
    isSortable: true,
    title: text.updated,
    render: ({ updatedAt }) => <DateText value={updatedAt} inTable withTime />,
  },
];

type StateOfDraw = Pick<DrawRowView, 'state' | 'isVoid' | 'mode' | 'openedAt'>;

export function DrawStateTag({ draw }: { readonly draw: StateOfDraw }): ReactNode {
  const { state, isVoid, mode, openedAt } = draw;
  if (isVoid) return <StateTag tone="ended" word={text.void} />;
  const isHidden = mode === 'sealed' && openedAt === null;
  if (isHidden && state === 'released') return <StateTag tone="waiting" word={text.sealed} />;
  return <StateTag tone={DRAW_TONES[state]} word={isHidden ? text.ofSealed(DRAW_STATES[state]) : DRAW_STATES[state]} />;
}

export function DrawListPage(): ReactNode {
  const mayCreate = useMayDo('draw.configure');
  const create = (
    <AppLink to="/draw/new" look="button">
      {text.create}
    </AppLink>
  );
  return (
    <>
      <ListPage<DrawRowView>
        title={text.title}
        standing={text.standing}
        path="/api/draws"
        columns={COLUMNS}
        rowKey={({ drawId }) => drawId}
        searchHint={text.search}
        filters={[
          {
            key: 'state',
            title: text.state,
            options: Object.entries(DRAW_STATES).map(([value, label]) => ({ value, label })),
          },
        ]}
        empty={{ title: text.empty, next: text.emptyNext }}
        action={mayCreate ? create : undefined}
      />
      <p>
        <AppLink to="/draw/chains">{chainsText.title}</AppLink>
      </p>
      <Oversight />
    </>
  );
}
