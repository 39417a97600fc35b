/** 验收与销号: the opinion, its signatures, and the decision of somebody else. @module */
import { Input, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { Acceptance, OneHazard } from '../../../hazard/types/hazard.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { ruleOf } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { hazardText } from '../../kit/strings/hazard.zh.ts';
import { Folded, ReasonForm, useMayMove, type OfHazard } from './form.tsx';
import { Words } from './supervise.tsx';
import { officerOptions, personOptions } from './words.ts';

const text = hazardText.acceptance;
const AcceptInput = OneHazard.extend({ acceptance: Acceptance });

export function AcceptanceSection({ view }: OfHazard): ReactNode {
  const { acceptance, documentHash } = view;
  return (
    <section className="followed-section">
      <h2>{hazardText.sections.acceptance}</h2>
      {acceptance === null || documentHash === null ? (
        <p className="muted">{text.none}</p>
      ) : (
        <DescriptionList
          items={[
            { label: text.outcome, value: text.outcomes[acceptance.outcome] },
            { label: text.opinion, value: acceptance.opinion },
            { label: text.hash, value: <HashText hash={documentHash} /> },
            {
              label: text.officers,
              value: view.signers.map(({ personId, name, number, hasSigned }) => (
                <span key={personId} className="hazard-signer">
                  {name}（{number}）{' '}
                  <StateTag tone={hasSigned ? 'done' : 'waiting'} word={hasSigned ? text.signed : text.unsigned} />
                </span>
              )),
            },
          ]}
        />
      )}
      <AcceptForm view={view} />
      <ReasonForm view={view} kind="hazard.return-claim" />
      <Sign view={view} />
      <ReasonForm view={view} kind="hazard.reopen-acceptance" />
      <ReasonForm view={view} kind="hazard.remove" hint={text.removeHint} />
      <ReasonForm view={view} kind="hazard.send-back" />
    </section>
  );
}

function AcceptForm({ view }: OfHazard): ReactNode {
  const may = useMayMove('hazard.close-acceptance', view);
  if (!may) return null;
  const team = view.officers.filter(({ isOfTeam }) => isOfTeam).map(({ personId }) => personId);
  return (
    <Folded
      view={view}
      kind="hazard.close-acceptance"
      schema={AcceptInput}
      initial={{ acceptance: { officerIds: team } }}
      isOpen
    >
      <Field name="acceptance.officerIds" label={text.officers} hint={text.officersHint}>
        <Select mode="multiple" options={officerOptions(view)} optionFilterProp="label" />
      </Field>
      <Field name="acceptance.expertIds" label={text.experts}>
        <Select mode="multiple" options={personOptions(view.experts)} optionFilterProp="label" />
      </Field>
      <Field name="acceptance.outcome" label={text.outcome}>
        <Radio.Group options={Object.entries(text.outcomes).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Words name="acceptance.opinion" label={text.opinion} max={1_000} rows={3} />
      <Field name="acceptance.treatBy" label={text.treatBy} hint={text.treatByHint}>
        <Input type="date" min={view.today} />
      </Field>
    </Folded>
  );
}

function Sign({ view }: OfHazard): ReactNode {
  const [isSealing, setSealing] = useState(false);
  const deed = useDeed<{ hazardId: string; documentHash: string }>('hazard.sign-acceptance');
  const may = useMayMove('hazard.sign-acceptance', view);
  const { acceptance, documentHash } = view;
  const isOwed = may && view.signers.some(({ isMe, hasSigned }) => isMe && !hasSigned);
  // The stamp stays until its signer has seen it, though nothing is owed any more.
  if ((!isOwed && !isSealing) || acceptance === null || documentHash === null) return null;
  return (
    <>
      {isOwed && <DeedButton kind="hazard.sign-acceptance" isPrimary onPress={() => setSealing(true)} />}
      <SealMoment
        isOpen={isSealing}
        onClose={() => {
          setSealing(false);
          deed.reset();
        }}
        title={ruleOf('hazard.sign-acceptance').title}
        summary={[
          { label: hazardText.facts.description, value: view.description },
          { label: text.outcome, value: text.outcomes[acceptance.outcome] },
          { label: text.opinion, value: acceptance.opinion },
        ]}
        hash={documentHash}
        consequence={text.signEffect}
        stampWord={text.signStamp}
        deed={deed}
        onSeal={() => void deed.run({ hazardId: view.hazardId, documentHash })}
      />
    </>
  );
}
