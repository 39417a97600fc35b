/** What this person may do in the case now: what is due first, the rest folded; the decision as a seal moment. @module */
import { useState, type ReactNode } from 'react';
import type { Refusal } from '../../../core/result.ts';
import { deedOf } from '../../../penalty/deeds.ts';
import { ACT_INPUTS } from '../../../penalty/types/acts.ts';
import type { CaseAct } from '../../../penalty/types/table.ts';
import type { CaseView } from '../../../penalty/types/views.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { ruleOf } from '../../kit/session.ts';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { OfCase } from './case.tsx';
import { Drafts, PreviewButtons } from './documents.tsx';
import { ACT_FIELDS } from './field-spec.ts';
import { SpecForm } from './spec-form.tsx';
import { aroundOf, outcomeText } from './words.ts';

type FormAct = keyof typeof ACT_FIELDS;
type MayAct = CaseView['acts'][number];

export function CaseActs({ view }: OfCase): ReactNode {
  // What the party still has its time for is not due yet.
  const due = new Set<CaseAct>(
    view.turns.flatMap(({ act, from }) => (from === null || from < view.today ? [act] : [])),
  );
  const [now, other] = [view.acts.filter(({ act }) => due.has(act)), view.acts.filter(({ act }) => !due.has(act))];
  if (view.acts.length === 0) return null;
  return (
    <section className="case-section">
      <h2>{penaltyText.sections.acts}</h2>
      {now.length === 0 && <p className="muted">{penaltyText.noActs}</p>}
      {now.map((may) => (
        <OneAct key={may.act} view={view} may={may} isOpen={may.refusals.length === 0} />
      ))}
      {other.length > 0 && <h3>{penaltyText.otherActs}</h3>}
      {other.map((may) => (
        <OneAct key={may.act} view={view} may={may} isOpen={false} />
      ))}
    </section>
  );
}

/** As the rules gave them, before they crossed the wire. */
function reasonsOf({ refusals }: MayAct): Refusal[] {
  return refusals.map(({ code, at, facts }) => ({
    code,
    ...(at === undefined ? {} : { at }),
    ...(facts === undefined ? {} : { facts }),
  }));
}

interface OneActProps extends OfCase {
  readonly may: MayAct;
  readonly isOpen: boolean;
}

function OneAct({ view, may, isOpen }: OneActProps): ReactNode {
  if (may.act === 'decide') return <Decide view={view} may={may} />;
  const act = may.act as FormAct;
  const kind = deedOf(act);
  return (
    <details className="case-form" open={isOpen}>
      <summary>{ruleOf(kind).title}</summary>
      <SpecForm
        // What was typed belongs to the case as it stood.
        key={view.events.length}
        kind={kind}
        schema={ACT_INPUTS[act]}
        fields={ACT_FIELDS[act]}
        around={aroundOf(view)}
        fixed={{ caseId: view.file.caseId }}
        refusals={reasonsOf(may)}
        preview={(toInput) => <PreviewButtons view={view} act={act} toInput={toInput} />}
      />
    </details>
  );
}

function Decide({ view, may }: OfCase & { readonly may: MayAct }): ReactNode {
  const [isSealing, setSealing] = useState(false);
  const decide = useDeed<{ caseId: string; documentHash: string }>('penalty.decide');
  const { file, serial, hashToSign } = view;
  const close = (): void => {
    setSealing(false);
    decide.reset();
  };
  const { seal, facts } = penaltyText;
  return (
    <>
      <Drafts view={view} />
      <DeedButton kind="penalty.decide" isPrimary refusals={reasonsOf(may)} onPress={() => setSealing(true)} />
      <SealMoment
        isOpen={isSealing}
        onClose={close}
        title={ruleOf('penalty.decide').title}
        summary={[
          { label: seal.number, value: serial ?? '' },
          { label: facts.party, value: file.lead.party.name },
          { label: seal.facts, value: (file.report?.facts ?? []).map(({ text }) => text).join('；') },
          { label: facts.decision, value: file.submission === null ? '' : outcomeText(file.submission.outcome) },
        ]}
        hash={hashToSign ?? ''}
        consequence={seal.consequence}
        stampWord={seal.stamp}
        deed={decide}
        onSeal={() => void decide.run({ caseId: file.caseId, documentHash: hashToSign ?? '' })}
      />
    </>
  );
}
