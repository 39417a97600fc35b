/** What may be done with the volume now, by this person. @module */
import { Input, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { VolumeDeed } from '../../../archive/rules/moves.ts';
import { missingRefusals } from '../../../archive/rules/requirements.ts';
import { Appraise, DecideAppraisal, PROPOSALS, ReviewOpening } from '../../../archive/types/after.ts';
import { OPENINGS, Reasoned, RETENTIONS, VOLUME_KINDS } from '../../../archive/types/volume.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import { useMayMove } from './may-move.ts';
import { AddMaterialForm, ExplainForm } from './papers.tsx';
import type { OfVolume } from './volume.tsx';
import { retentionOptions } from './words.ts';

const text = archiveText.forms;
const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

export function VolumeSteps({ view }: OfVolume): ReactNode {
  return (
    <section className="followed-section screen-only">
      <Step view={view} kind="archive.check" />
      <ExplainForm view={view} />
      <AddMaterialForm view={view} />
      <Step view={view} kind="archive.assemble" />
      <Step view={view} kind="archive.examine" isSecondary={view.version > 0} />
      <Seal view={view} />
      <Worded view={view} kind="archive.reopen" />
      {view.laterOn !== null && <Worded view={view} kind="archive.amend" hint={text.amendHint} />}
    </section>
  );
}

interface StepProps extends OfVolume {
  readonly kind: 'archive.check' | 'archive.assemble' | 'archive.examine';
  readonly isSecondary?: boolean;
}

/** A step without words: one press, and every reason beside it. */
function Step({ view, kind, isSecondary = false }: StepProps): ReactNode {
  const may = useMayMove(kind, view);
  const deed = useDeed<{ volumeId: string }>(kind);
  if (!may) return null;
  return (
    <>
      <RefusalBox refusals={deed.refusals} />
      <DeedButton
        kind={kind}
        isPrimary={!isSecondary}
        isPending={deed.isPending}
        refusals={kind === 'archive.check' ? missingRefusals(view.matrix) : []}
        onPress={() => void deed.run({ volumeId: view.volumeId })}
      />
    </>
  );
}

function Seal({ view }: OfVolume): ReactNode {
  const [isSealing, setSealing] = useState(false);
  const may = useMayMove('archive.seal', view);
  const deed = useDeed<{ volumeId: string }>('archive.seal');
  if (!may && deed.doneAt === undefined) return null;
  return (
    <>
      {may && <DeedButton kind="archive.seal" isPrimary onPress={() => setSealing(true)} />}
      <SealMoment
        isOpen={isSealing}
        onClose={() => {
          setSealing(false);
          deed.reset();
        }}
        title={text.sealTitle}
        summary={[
          { label: archiveText.list.name, value: view.title },
          { label: archiveText.list.kind, value: VOLUME_KINDS[view.kind] },
          { label: archiveText.facts.retention, value: RETENTIONS[view.retention].title },
          { label: archiveText.facts.pages, value: view.pages },
        ]}
        consequence={text.sealEffect}
        stampWord={text.sealStamp}
        deed={deed}
        onSeal={() => void deed.run({ volumeId: view.volumeId })}
      />
    </>
  );
}

/** A step that needs a reason. */
function Worded({ view, kind, hint }: OfVolume & { readonly kind: VolumeDeed; readonly hint?: string }): ReactNode {
  const may = useMayMove(kind, view);
  if (!may) return null;
  return (
    <FoldedDeed kind={kind} schema={Reasoned} own={{ volumeId: view.volumeId }}>
      <Field name="reason" label={text.reason} {...(hint === undefined ? {} : { hint })}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </FoldedDeed>
  );
}

export function AppraisalSection({ view }: OfVolume): ReactNode {
  const mayAppraise = useMayMove('archive.appraise', view) && view.retention !== 'permanent';
  const mayDecide = useMayMove('archive.decide-appraisal', view);
  const mayOpen = useMayMove('archive.review-opening', view);
  const mayWithdraw = useMayMove('archive.withdraw-destruction', view);
  if (view.appraisals.length === 0 && !mayAppraise && !mayDecide && !mayOpen && !mayWithdraw) return null;
  const own = { volumeId: view.volumeId };
  return (
    <section className="followed-section">
      <h2>{archiveText.sections.appraisal}</h2>
      <ul className="followed-lines">
        {view.appraisals.map(({ number, proposal, retention, reason, proposedBy, outcome, reply, decidedBy }) => (
          <li key={number}>
            {PROPOSALS[proposal]}
            {retention !== null && `（${RETENTIONS[retention].title}）`} <span className="muted">{proposedBy}</span>{' '}
            {reason}
            {outcome !== null && (
              <p className="muted">
                {text.outcomes[outcome]}　{decidedBy}　{reply}
              </p>
            )}
          </li>
        ))}
      </ul>
      {mayAppraise && (
        <FoldedDeed kind="archive.appraise" schema={Appraise} own={own}>
          <Field name="proposal" label={text.proposal}>
            <Radio.Group options={optionsOf(PROPOSALS)} />
          </Field>
          <Field name="retention" label={text.retention} isOptional>
            <Select allowClear options={retentionOptions} />
          </Field>
          <Field name="reason" label={text.opinion}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </FoldedDeed>
      )}
      {mayDecide && (
        <FoldedDeed kind="archive.decide-appraisal" schema={DecideAppraisal} own={own} isOpen>
          <Field name="outcome" label={text.outcome}>
            <Radio.Group options={optionsOf(text.outcomes)} />
          </Field>
          <Field name="reply" label={text.reply}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </FoldedDeed>
      )}
      {mayOpen && (
        <FoldedDeed kind="archive.review-opening" schema={ReviewOpening} own={own}>
          <Field name="opening" label={text.opening}>
            <Radio.Group options={optionsOf(OPENINGS)} />
          </Field>
          <Field name="reason" label={text.reason}>
            <Input.TextArea rows={2} maxLength={500} />
          </Field>
        </FoldedDeed>
      )}
      {mayWithdraw && <Worded view={view} kind="archive.withdraw-destruction" />}
    </section>
  );
}
