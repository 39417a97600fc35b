/** 登记线索 and 当场处罚: how a case begins by hand. @module */
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ACT_INPUTS } from '../../../penalty/types/acts.ts';
import type { PenaltySetup } from '../../../penalty/types/views.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { ruleOf } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import { LEAD, SPOT } from './field-spec.ts';
import './penalty.css';
import { SpecForm } from './spec-form.tsx';
import { officerOptions } from './words.ts';

/** Typed leads have no enterprise of the directory behind them. */
const FIXED = { lead: { party: { enterpriseId: null } } };

export function NewLeadPage(): ReactNode {
  return <NewCase act="open-lead" />;
}

export function SpotPage(): ReactNode {
  return <NewCase act="decide-on-spot" />;
}

function NewCase({ act }: { readonly act: 'open-lead' | 'decide-on-spot' }): ReactNode {
  const setup = useRead<PenaltySetup>('/api/penalty-setup');
  const navigate = useNavigate();
  const kind = `penalty.${act}`;
  return (
    <>
      <PageHeader title={ruleOf(kind).title} parent={{ to: '/penalty', title: penaltyText.list.title }} />
      <Loaded read={setup} skeleton={<TextSkeleton lines={12} />}>
        {({ today, officers, benchmarks }) => (
          <SpecForm
            kind={kind}
            schema={ACT_INPUTS[act]}
            fields={act === 'open-lead' ? LEAD : SPOT}
            around={{ today, officers: officerOptions(officers), people: [], deputies: [], benchmarks }}
            fixed={FIXED}
            onDone={({ caseId }) => void navigate({ to: `/penalty/${caseId}` })}
          />
        )}
      </Loaded>
    </>
  );
}
