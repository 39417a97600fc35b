/** The narrowing audit: how far it is, and in plain words where one officer would come too often. @module */
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import type { AuditView, DrawView } from '../../../draw/types/views.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { drawInputsText } from '../../kit/strings/draw-inputs.zh.ts';
import { share } from './words.ts';

const text = drawInputsText.audit;

const REFRESH_MS = 2_000;

/** The page reads itself again while the audit runs. */
export function untilAudited({ state, audit, config }: DrawView): number | false {
  const isRunning = state === 'frozen' && (config.auditRuns ?? 0) > 0 && (audit === null || audit.hash === null);
  return isRunning && REFRESH_MS;
}

export function NarrowingAudit({ view }: { readonly view: DrawView }): ReactNode {
  const { audit, config } = view;
  if (view.frozen === null) return null;
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="muted">{text.lead}</p>
      {config.auditRuns === undefined || config.auditRuns === 0 ? (
        <p>{text.none}</p>
      ) : (
        <Standing runs={config.auditRuns} audit={audit} />
      )}
    </section>
  );
}

function Standing({ runs, audit }: { readonly runs: number; readonly audit: AuditView | null }): ReactNode {
  if (audit?.hash === null || audit === null) {
    const done = audit?.done ?? 0;
    return (
      <div role="status">
        <p>{text.running(done, runs)}</p>
        <Progress percent={Math.floor((done * 100) / runs)} aria-label={text.title} />
      </div>
    );
  }
  return (
    <>
      <p>{audit.warnings.length === 0 ? text.clean(runs) : text.warned(runs, audit.warnings.length)}</p>
      {audit.infeasible > 0 && <p>{text.infeasible(audit.infeasible)}</p>}
      {audit.warnings.length > 0 && <Warnings warnings={audit.warnings} />}
      <p className="muted">
        {text.hash} <HashText hash={audit.hash} />
      </p>
    </>
  );
}

function Warnings({ warnings }: Pick<AuditView, 'warnings'>): ReactNode {
  return (
    <DataTable
      caption={text.warnings}
      isCaptionHidden
      rows={warnings}
      rowKey={({ enterprise, seat }) => `${enterprise}#${seat}`}
      columns={[
        { key: 'name', title: text.enterprise, render: ({ name }) => name },
        { key: 'seat', title: text.seat, render: ({ seat }) => text.seatName(seat) },
        { key: 'fits', title: text.fits, isNumber: true, render: ({ fits }) => fits },
        {
          key: 'most',
          title: text.most,
          isNumber: true,
          render: ({ most, drawn }) => `${most}/${drawn} = ${share(most, drawn)}`,
        },
      ]}
    />
  );
}
