/** What the means allow: the sentence, the factors, the person-days step by step, and the load of each month. @module */
import type { ReactNode } from 'react';
import type { Capacity, CapacityInputs, MonthLoad } from '../../../plan/types.ts';
import { CapacityMeter } from '../../kit/capacity-meter.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { planText } from '../../kit/strings/plan.zh.ts';
import { factorText, hundredths } from './words.ts';

const text = planText.page;

interface CapacitySummaryProps {
  readonly capacity: Capacity;
  readonly count: number;
  readonly loads: readonly MonthLoad[];
  readonly asOf: string;
}

/** Short enough to stand beside the editor's figures while they change. */
export function CapacitySummary({ capacity, count, loads, asOf }: CapacitySummaryProps): ReactNode {
  const { enterprises, binding, factors } = capacity;
  const spare = enterprises - count;
  return (
    <div className="capacity-summary" role="status">
      <p>
        {text.capacitySentence(enterprises, factorText(binding))}{' '}
        <StateTag
          tone={spare < 0 ? 'problem' : 'done'}
          word={spare < 0 ? text.exceeds(count, -spare) : text.fits(count, spare)}
        />
      </p>
      <DataTable
        caption={text.capacity}
        isCaptionHidden
        rows={factors}
        rowKey={factorText}
        columns={[
          { key: 'factor', title: text.factor, render: factorText },
          { key: 'enterprises', title: text.enterprises, isNumber: true, render: (factor) => factor.enterprises },
          {
            key: 'binding',
            title: '',
            render: (factor) => (factorText(factor) === factorText(binding) ? text.binding : ''),
          },
        ]}
      />
      <CapacityMeter
        unit={text.unitOfLoad}
        source={{ source: text.source, asOf }}
        rows={loads.map(({ month, needed, available }) => ({
          label: text.month(month),
          needed: hundredths(needed),
          available: hundredths(available),
        }))}
      />
    </div>
  );
}

/** 总法定工作日 down to 一般检查工作日, as the plan states them. */
export function Arithmetic({
  inputs,
  capacity,
}: {
  readonly inputs: CapacityInputs;
  readonly capacity: Capacity;
}): ReactNode {
  const rows = [
    { step: text.totalDays, how: text.totalHow(inputs.officers, inputs.workdays), days: inputs.totalDays },
    { step: text.otherDays, how: headsText(inputs.otherHeads), days: inputs.otherDays },
    { step: text.nonDays, how: headsText(inputs.nonEnforcementHeads), days: inputs.nonEnforcementDays },
    { step: text.supervisionDays, how: '', days: inputs.supervisionDays },
    { step: text.keyDays, how: '', days: inputs.keyDays },
    { step: text.generalDays, how: text.unitHow(String(capacity.unit / 1_000_000)), days: inputs.generalDays },
  ];
  return (
    <DataTable
      caption={text.arithmetic}
      rows={rows}
      rowKey={({ step }) => step}
      columns={[
        { key: 'step', title: text.step, render: ({ step }) => step },
        { key: 'days', title: text.value, isNumber: true, render: ({ days }) => days.toLocaleString('zh-CN') },
        { key: 'how', title: '', render: ({ how }) => how },
      ]}
    />
  );
}

function headsText(heads: CapacityInputs['otherHeads']): string {
  return heads.map(({ head, days }) => `${head} ${days}`).join('、');
}
