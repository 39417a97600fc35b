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
import { Formation, meansColumns, Unfilled } from './result-means.tsx';
import { Verify } from './verify.tsx';
import { Members, Team } from './why.tsx';
import { share } from './words.ts';

const text = drawText.result;
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
      <Formation formation={result.formation} />
      <Picks picks={result.picks} hasMeans={result.hasMeans} />
      <p className="muted">{text.skippedNote}</p>
      <Unfilled unfilled={result.unfilled} unplaced={result.unplaced} />
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

function Picks({ picks, hasMeans }: Part<'picks' | 'hasMeans'>): ReactNode {
  return (
    <DataTable
      caption={text.picks(picks.length)}
      rows={picks}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: text.enterprise, render: ({ name }) => name },
        { key: 'stratum', title: text.stratum, render: ({ stratum }) => stratum },
        { key: 'rank', title: text.rank, isNumber: true, render: ({ rank }) => rank },
        {
          key: 'officers',
          title: text.officers,
          render: ({ officers, team }) => (
            <>
              <Team team={team} />
              <Members members={officers} />
            </>
          ),
        },
        { key: 'experts', title: text.experts, render: ({ experts }) => <Members members={experts} /> },
        ...meansColumns(hasMeans),
        { key: 'score', title: text.number, render: ({ score }) => <HashText hash={score} /> },
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
