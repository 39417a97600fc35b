/** 拒不执行之后的措施, and what else may be decided about a hazard. @module */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { isEnded } from '../../../hazard/rules/moves.ts';
import {
  Dismissal,
  HandOver,
  MEASURE_KINDS,
  OneHazard,
  POWER_CUT_STATES,
  PowerCut,
  PowerCutNotice,
  Reason,
  type MeasureState,
} from '../../../hazard/types/hazard.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { sentenceTime, tableDate } from '../../kit/format.ts';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { hazardText } from '../../kit/strings/hazard.zh.ts';
import { BasisDocumentFields } from '../rectification/basis.tsx';
import { Folded, ReasonForm, useMayMove, type OfHazard } from './form.tsx';
import { Words } from './supervise.tsx';
import { officerOptions } from './words.ts';

const text = hazardText.measures;

export function MeasuresSection({ view }: OfHazard): ReactNode {
  return (
    <section className="followed-section">
      <h2>{hazardText.sections.measures}</h2>
      {view.alerts.map(({ title, penalties }) => (
        <StateTag key={title} tone="problem" word={text.alert(title, penalties)} />
      ))}
      {view.measures.length === 0 && <p className="muted">{text.none}</p>}
      {view.measures.map(({ measureId, kind, state, lines, on, earliestAt }) => (
        <div key={measureId} className="hazard-measure">
          <p>
            {MEASURE_KINDS[kind]} <StateTag tone={state === 'lifted' ? 'ended' : 'active'} word={wordOf(state)} />{' '}
            <span className="digits muted">{tableDate(on)}</span>
          </p>
          {lines.map((line) => (
            <p key={line} className="muted">
              {line}
            </p>
          ))}
          {state === 'notified' && earliestAt !== null && <p>{text.earliest(sentenceTime(earliestAt))}</p>}
        </div>
      ))}
      <ReasonForm view={view} kind="hazard.note-refusal" hint={hazardText.more.refuseHint} />
      {view.isRefused && <ReasonForm view={view} kind="hazard.note-compliance" />}
      <PowerCutForms view={view} />
      {!isEnded(view.state) && <HandOvers view={view} />}
    </section>
  );
}

function wordOf(state: MeasureState): string {
  return state === 'done' ? text.done : POWER_CUT_STATES[state];
}

const CutInput = OneHazard.extend({ cut: PowerCut });
const NoticeInput = OneHazard.extend({ notice: PowerCutNotice });
const LiftInput = OneHazard.extend({ reason: Reason });

function PowerCutForms({ view }: OfHazard): ReactNode {
  const mayApprove = useMayDo('hazard.approve-power-cut');
  const mayCarryOut = useMayDo('hazard.carry-out-power-cut') && view.isMine;
  const mayLift = useMayDo('hazard.lift-power-cut');
  const cut = view.measures.find(({ kind, state }) => kind === 'power-cut' && state !== 'lifted')?.state;
  const isStopped = view.measureKind === 'stop-use' || view.measureKind === 'stop-work';
  return (
    <>
      {mayApprove && cut === undefined && view.isRefused && isStopped && !isEnded(view.state) && (
        <Folded view={view} kind="hazard.approve-power-cut" schema={CutInput}>
          <Words name="cut.supplier" label={text.supplier} max={120} />
          <Words name="cut.danger" label={text.danger} max={500} rows={2} />
          <Words name="cut.safety" label={text.safety} max={500} rows={2} />
        </Folded>
      )}
      {mayCarryOut && cut === 'approved' && (
        <Folded view={view} kind="hazard.notify-power-cut" schema={NoticeInput} initial={{ notice: {} }}>
          <Words name="notice.urgency" label={text.urgency} max={300} hint={text.urgencyHint} />
        </Folded>
      )}
      {mayCarryOut && cut === 'notified' && (
        <DeedForm
          kind="hazard.carry-out-power-cut"
          schema={OneHazard}
          toInput={() => ({ hazardId: view.hazardId })}
          onDone={() => undefined}
        >
          {null}
        </DeedForm>
      )}
      {mayLift && cut !== undefined && (
        <Folded view={view} kind="hazard.lift-power-cut" schema={LiftInput}>
          <Words name="reason" label={hazardText.more.reason} max={500} rows={2} />
        </Folded>
      )}
    </>
  );
}

const HandOverInput = OneHazard.extend({ handOver: HandOver });
const HAND_OVERS = [
  ['hazard.refer-case', 'case'],
  ['hazard.apply-court', 'court'],
  ['hazard.propose-closure', 'closure'],
  ['hazard.refer-police', 'police'],
] as const;

function HandOvers({ view }: OfHazard): ReactNode {
  return HAND_OVERS.map(([kind, measure]) => <HandOverForm key={kind} view={view} kind={kind} measure={measure} />);
}

function HandOverForm({
  view,
  kind,
  measure,
}: OfHazard & { readonly kind: string; readonly measure: (typeof HAND_OVERS)[number][1] }): ReactNode {
  const may = useMayDo(kind);
  const isDue =
    view.isRefused || (measure === 'case' && view.isOverdue) || (measure === 'closure' && view.alerts.length > 0);
  const isMine = measure !== 'case' || view.isMine;
  if (!may || !isMine || !isDue || view.measures.some((each) => each.kind === measure)) return null;
  return (
    <Folded view={view} kind={kind} schema={HandOverInput} initial={{ handOver: { on: view.today } }}>
      <Words name="handOver.facts" label={text.handOver} max={500} rows={3} />
      <Words name="handOver.number" label={text.number} max={60} />
      <Day name="handOver.on" label={text.on} max={view.today} />
      {measure === 'court' && (
        <>
          <Day name="handOver.decidedOn" label={text.decidedOn} max={view.today} />
          <Day name="handOver.urgedOn" label={text.urgedOn} max={view.today} />
        </>
      )}
    </Folded>
  );
}

function Day({ name, label, max }: { readonly name: string; readonly label: string; readonly max: string }): ReactNode {
  return (
    <Field name={name} label={label}>
      <Input type="date" max={max} />
    </Field>
  );
}

const DeniedInput = Dismissal.required({ document: true });

/** What still stands as major ends only by a document that denies it. */
function DismissForm({ view }: OfHazard): ReactNode {
  if (!useMayMove('hazard.dismiss', view)) return null;
  return (
    <Folded view={view} kind="hazard.dismiss" schema={DeniedInput}>
      <BasisDocumentFields at="document" max={view.today} />
      <Words name="reason" label={hazardText.more.reason} max={500} rows={2} hint={hazardText.more.dismissHint} />
    </Folded>
  );
}

const ExtendInput = OneHazard.extend({ treatBy: z.iso.date(), reason: Reason, interim: Reason });
const AssignInput = OneHazard.extend({ officerId: z.uuid(), reason: Reason });

/** 延期、责任人、不再认定. */
export function MoreForms({ view }: OfHazard): ReactNode {
  const more = hazardText.more;
  const mayExtend = useMayMove('hazard.extend', view);
  const mayAssign = useMayMove('hazard.assign', view);
  return (
    <>
      {mayExtend && (
        <Folded view={view} kind="hazard.extend" schema={ExtendInput}>
          <Field name="treatBy" label={more.until}>
            <Input type="date" min={view.treatBy ?? view.today} />
          </Field>
          <Words name="reason" label={more.reason} max={500} rows={2} />
          <Words name="interim" label={more.interim} max={500} rows={2} />
        </Folded>
      )}
      {mayAssign && (
        <Folded view={view} kind="hazard.assign" schema={AssignInput}>
          <Field name="officerId" label={more.officer}>
            <Select showSearch options={officerOptions(view)} optionFilterProp="label" />
          </Field>
          <Words name="reason" label={more.reason} max={500} rows={2} />
        </Folded>
      )}
      {view.isStillMajor ? <DismissForm view={view} /> : <ReasonForm view={view} kind="hazard.dismiss" />}
    </>
  );
}
