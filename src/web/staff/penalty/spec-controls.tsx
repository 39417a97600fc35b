/** The control of one field, and what there is to choose from. @module */
import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactElement } from 'react';
import { unanswered } from '../../../penalty/rules/guards/decision.ts';
import { openClaims } from '../../../penalty/rules/guards/execution.ts';
import { openRechecks } from '../../../penalty/rules/daily.ts';
import { standingEvidence } from '../../../penalty/rules/evidence.ts';
import { appraisedBy, openAppraisals } from '../../../penalty/rules/pauses.ts';
import type { CaseFile } from '../../../penalty/types/file.ts';
import type { Benchmark } from '../../../penalty/types/settings.ts';
import type { CaseView } from '../../../penalty/types/views.ts';
import { HundredthsInput } from '../../kit/hundredths-input.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { FieldSpec, Options } from './field-kinds.ts';
import { FilesField } from './files-field.tsx';
import { goodsText } from './goods.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What the choices of a form come from. */
export interface Around {
  readonly today: string;
  readonly officers: readonly Option[];
  readonly people: readonly Option[];
  readonly deputies: readonly Option[];
  readonly benchmarks: readonly Benchmark[];
  /** Of forms about a case. */
  readonly file?: CaseFile;
  /** What the visit has kept and found that the case comes from. */
  readonly visit?: CaseView['visit'];
  /** Where files are sent before an act names them. */
  readonly uploadTo?: string;
  /** Papers that wait for the party. */
  readonly papers?: readonly { readonly documentId: string; readonly title: string; readonly number: string }[];
}

export const MOST_YUAN = 100_000_000_000;

export function labelOf(name: string): string {
  const labels: Readonly<Record<string, string>> = penaltyText.fields;
  const last = name.split('.').at(-1) ?? '';
  if (name === 'lead.party.name' || name === 'lead.party.kind') return penaltyText.facts.party;
  return labels[name] ?? labels[last] ?? last;
}

export function controlOf(field: Exclude<FieldSpec, { readonly as: 'rows' }>, around: Around): ReactElement {
  switch (field.as) {
    case 'area':
      return <Input.TextArea rows={3} maxLength={3000} />;
    case 'day':
      return <Input type="date" />;
    case 'minute':
      return <Input type="datetime-local" />;
    case 'yuan':
      return <HundredthsInput min={0} max={MOST_YUAN} step={100} />;
    case 'count':
      return <InputNumber min={0} precision={0} />;
    case 'check':
      return <Checkbox />;
    case 'choice':
      return <Select options={optionsOf(field.options)} allowClear={field.isOptional === true} />;
    case 'choices':
      return <Select mode="multiple" options={optionsOf(field.options)} />;
    case 'officers':
      return <Select mode="multiple" options={[...around.officers]} optionFilterProp="label" />;
    case 'people':
      return <Select mode="multiple" options={[...around.people]} optionFilterProp="label" />;
    case 'files':
      return <FilesField uploadTo={around.uploadTo ?? ''} />;
    case 'evidence':
    case 'papers':
    case 'photos':
    case 'findings':
      return <Select mode="multiple" options={choicesOf(field.as, around)} optionFilterProp="label" />;
    case 'text':
      return <Input maxLength={300} autoComplete="off" />;
    default:
      return (
        <Select
          showSearch
          allowClear={field.isOptional === true}
          options={choicesOf(field.as, around)}
          optionFilterProp="label"
        />
      );
  }
}

export function optionsOf(options: Options): Option[] {
  return Object.entries(options).map(([value, label]) => ({ value, label }));
}

/** What there is to choose from, of the case or of the house. */
function choicesOf(as: string, { officers, people, deputies, benchmarks, file, visit, papers = [] }: Around): Option[] {
  switch (as) {
    case 'officer':
      return [...officers];
    case 'person':
      return [...people];
    case 'deputy':
      return [...deputies];
    case 'handler':
      return officers.filter(({ value }) => file?.handlers.some(({ officerId }) => officerId === value) === true);
    case 'evidence':
    case 'piece':
      return (file === undefined ? [] : standingEvidence(file)).map(({ evidenceId, name }) => ({
        value: evidenceId,
        label: name,
      }));
    case 'photos':
      return (visit?.pieces ?? []).map(({ photoId, name }) => ({ value: photoId ?? '', label: name }));
    case 'findings':
      return (visit?.findings ?? []).map(({ findingId, text }) => ({ value: findingId, label: text }));
    case 'statement':
      return (file === undefined ? [] : unanswered(file)).map(({ statementId, on, text }) => ({
        value: statementId,
        label: `${on} ${text.slice(0, 40)}`,
      }));
    case 'claim':
      return (file === undefined ? [] : openClaims(file)).map(({ claimId, paidOn, fen, receipt }) => ({
        value: claimId,
        label: `${paidOn} ${(fen / 100).toFixed(2)} ${receipt}`,
      }));
    case 'recheck':
      return (file === undefined ? [] : openRechecks(file)).map(({ recheckId, on, found }) => ({
        value: recheckId,
        label: `${on} ${found.slice(0, 40)}`,
      }));
    case 'held':
      return goodsOptions(file?.holds.filter(({ approvedOn }) => approvedOn !== null) ?? []);
    case 'hold':
      return goodsOptions(file?.holds.filter(({ endedOn }) => endedOn === null) ?? []);
    case 'seizure':
    case 'seized':
      return (file?.seizures ?? [])
        .filter(({ approvedOn, endedOn }) => endedOn === null && (as === 'seizure' || approvedOn !== null))
        .map(({ seizureId, goods }) => ({ value: seizureId, label: goodsText(goods) }));
    case 'appraisal':
      return (file === undefined ? [] : openAppraisals(file)).map((each) => ({
        value: each.appraisalId,
        label: `${each.agency} ${each.goods} ${appraisedBy(each)}`,
      }));
    case 'paper':
    case 'papers':
      return papers.map(({ documentId, title, number }) => ({ value: documentId, label: `${title} ${number}` }));
    case 'recusal':
      return (file?.recusals ?? [])
        .filter(({ outcome }) => outcome === null)
        .map(({ recusalId, officerId, reason }) => ({
          value: recusalId,
          label: `${officers.find(({ value }) => value === officerId)?.label ?? ''} ${reason}`,
        }));
    default:
      return [...new Map(benchmarks.map(({ code, title }) => [code, { value: code, label: title }])).values()];
  }
}

function goodsOptions(holds: CaseFile['holds']): Option[] {
  return holds.map(({ holdId, goods }) => ({ value: holdId, label: goodsText(goods) }));
}
