/** The result: the dot grid, quotas and cutoffs, the drawn enterprises in their order with their teams, and the loads. @module */
import type { ReactNode } from 'react';
import type { DrawView, ResultView } from '../../../draw/types/views.ts';
import { showRefusals } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DotGrid } from '../../kit/dot-grid.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { drawText } from '../../kit/strings/draw.zh.ts';
import './draw.css';
import { Verify } from './verify.tsx';
import { share } from './words.ts';

const text = drawText.result;
type Member = ResultView['picks'][number]['officers'][number];
type Part<K extends keyof ResultView> = Readonly<Pick<ResultView, K>>;

export function ResultPage(): ReactNode {
  const drawId = useParam('drawId');
  const draw = useRead<DrawView>(`/api/draws/${drawId}`);
  const result = useRead<ResultView>(`/api/draws/${drawId}/result`);
  return (
    <Loaded read={draw} skeleton={<TextSkeleton lines={16} />}>
      {(view) => (
        <>
          <PageHeader title={text.title} parent={{ to: `/draw/${drawId}`, title: view.name }} />
          <Loaded read={result} skeleton={<TextSkeleton lines={16} />}>
            {(value) => <Result view={view} result={value} />}
          </Loaded>
        </>
      )}
    </Loaded>
  );
}

function Result({ view, result }: { readonly view: DrawView; readonly result: ResultView }): ReactNode {
  const unassigned = result.unassigned === null ? [] : showRefusals([result.unassigned]);
  return (
    <>
      <RefusalBox refusals={unassigned} takesFocus={false} />
      {result.relaxed !== null && <p>{text.relaxed(result.relaxed)}</p>}
      <DotGrid dots={result.dots} source={{ source: text.dotsSource, asOf: sentenceDate(result.at) }} />
      <Strata strata={result.strata} />
      <Picks picks={result.picks} />
      <p className="muted">{text.skippedNote}</p>
      {result.unfilled.length > 0 && <Unfilled unfilled={result.unfilled} />}
      <Loads loads={result.loads} />
      <Verify view={view} isOnResultPage />
    </>
  );
}

function Strata({ strata }: Part<'strata'>): ReactNode {
  return (
    <DataTable
      caption={text.strata}
      rows={strata}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: text.stratum, render: ({ name }) => name },
        { key: 'eligible', title: drawText.pool.eligible, isNumber: true, render: ({ eligible }) => eligible },
        { key: 'quota', title: drawText.pool.quota, isNumber: true, render: ({ quota }) => quota },
        {
          key: 'chance',
          title: drawText.pool.chance,
          isNumber: true,
          render: ({ quota, eligible }) => share(quota, eligible),
        },
        {
          key: 'cutoff',
          title: text.cutoff,
          render: ({ cutoff }) => (cutoff === null ? text.noCutoff : <HashText hash={cutoff} />),
        },
      ]}
    />
  );
}

function Picks({ picks }: Part<'picks'>): ReactNode {
  return (
    <DataTable
      caption={text.picks(picks.length)}
      rows={picks}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: text.enterprise, render: ({ name }) => name },
        { key: 'stratum', title: text.stratum, render: ({ stratum }) => stratum },
        { key: 'rank', title: text.rank, isNumber: true, render: ({ rank }) => rank },
        { key: 'officers', title: text.officers, render: ({ officers }) => <Members members={officers} /> },
        { key: 'experts', title: text.experts, render: ({ experts }) => <Members members={experts} /> },
        { key: 'score', title: text.number, render: ({ score }) => <HashText hash={score} /> },
      ]}
    />
  );
}

function Members({ members }: { readonly members: readonly Member[] }): ReactNode {
  if (members.length === 0) return '—';
  return (
    <ul className="draw-members">
      {members.map(({ seat, id, name, skipped }) => (
        <li key={seat}>
          {name} <span className="muted">{id}</span>
          {skipped.length > 0 && <span className="muted">（{text.skipped(skipped.length)}）</span>}
        </li>
      ))}
    </ul>
  );
}

function Unfilled({ unfilled }: Part<'unfilled'>): ReactNode {
  return (
    <DataTable
      caption={text.unfilled}
      rows={unfilled}
      rowKey={({ enterprise, seat }) => `${enterprise} ${seat}`}
      columns={[
        { key: 'enterprise', title: text.enterprise, render: ({ enterprise }) => enterprise },
        { key: 'seat', title: text.seat, isNumber: true, render: ({ seat }) => seat + 1 },
      ]}
    />
  );
}

function Loads({ loads }: Part<'loads'>): ReactNode {
  return (
    <DataTable
      caption={text.loads}
      rows={loads}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: text.person, render: ({ name }) => name },
        { key: 'id', title: text.number2, render: ({ id }) => <code>{id}</code> },
        { key: 'prior', title: text.prior, isNumber: true, render: ({ prior }) => prior },
        { key: 'load', title: text.load, isNumber: true, render: ({ load }) => load },
      ]}
    />
  );
}
