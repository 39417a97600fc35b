/** What a draw is made from: before the freeze as it stands now, after it as it was committed; and where its chance comes from. @module */
import type { ReactNode } from 'react';
import { EXCLUSIONS, type Exclusion } from '../../../draw/types.ts';
import type { DrawView, FreezePreview } from '../../../draw/types/views.ts';
import { showRefusals } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { drawMeansText } from '../../kit/strings/draw-means.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { ChurnFigures } from './churn.tsx';
import { share } from './words.ts';

const text = drawText.pool;
const means = drawMeansText.pool;
/** The committed lists, in the order in which they are shown. */
const LISTS = [
  'roster',
  'officers',
  'experts',
  'conflicts',
  'expertConflicts',
  'vehicles',
  'devices',
  'bookings',
] as const;
type Stratum = FreezePreview['strata'][number];
type Frozen = NonNullable<DrawView['frozen']>;

/** What a freeze at this moment would hold, and everything against it. */
export function Preview({ preview }: { readonly preview: FreezePreview }): ReactNode {
  return (
    <section>
      <h2>{text.preview}</h2>
      <p className="muted">{text.previewHint}</p>
      <RefusalBox refusals={showRefusals(preview.refusals)} title={text.against} takesFocus={false} />
      <DescriptionList items={previewFacts(preview)} />
      {preview.strata.length > 0 && <Strata strata={preview.strata} />}
      {preview.churn !== null && <ChurnFigures churn={preview.churn} />}
    </section>
  );
}

/** Who and what a freeze would hold, and how many are drawn. */
export function previewFacts(preview: FreezePreview): DescriptionItem[] {
  return [
    { label: text.enterprises, value: text.enterprisesValue(preview.size, preview.eligible) },
    { label: text.excluded, value: excludedText(preview.excluded) },
    { label: text.officers, value: text.peopleValue(preview.officers.size, preview.officers.valid) },
    { label: text.experts, value: text.peopleValue(preview.experts.size, preview.experts.valid) },
    { label: text.conflicts, value: text.conflictsValue(preview.conflicts) },
    { label: text.k, value: text.kValue(preview.k, preview.kRule) },
  ];
}

export function frozenFacts(frozen: Frozen): DescriptionItem[] {
  return [
    { label: text.frozenAt, value: <DateText value={frozen.frozenAt} withTime /> },
    { label: text.enterprises, value: text.enterprisesValue(frozen.roster.size, frozen.roster.eligible) },
    { label: text.excluded, value: excludedText(frozen.roster.excluded) },
    { label: text.officers, value: text.peopleValue(frozen.officers.size, frozen.officers.valid) },
    { label: text.experts, value: text.peopleValue(frozen.experts.size, frozen.experts.valid) },
    { label: means.vehicles, value: means.vehiclesValue(frozen.vehicles.size) },
    ...(frozen.devices === undefined
      ? []
      : [{ label: means.devices, value: means.devicesValue(frozen.devices.size, frozen.devices.valid) }]),
    ...(frozen.bookings === undefined
      ? []
      : [{ label: means.bookings, value: means.bookingsValue(frozen.bookings.size) }]),
    { label: text.conflicts, value: text.conflictsValue(frozen.conflicts.size + frozen.expertConflicts.size) },
    { label: text.k, value: text.kValue(frozen.k, frozen.kRule) },
  ];
}

/** The lists as they were committed. */
export function FrozenPool({ frozen }: { readonly frozen: Frozen }): ReactNode {
  return (
    <section>
      <h2>{text.frozen}</h2>
      <DescriptionList items={frozenFacts(frozen)} />
      <Strata strata={frozen.strata} />
      <h3>{text.roots}</h3>
      <p className="muted">{text.rootsHint}</p>
      <DescriptionList
        items={LISTS.flatMap((name) => {
          const list = frozen[name];
          return list === undefined ? [] : [{ label: text.rootOf[name], value: <HashText hash={list.root} /> }];
        })}
      />
    </section>
  );
}

function excludedText(excluded: Readonly<Partial<Record<Exclusion, number>>>): string {
  const parts = (Object.keys(EXCLUSIONS) as Exclusion[]).flatMap((reason) => {
    const count = excluded[reason];
    return count === undefined ? [] : [`${EXCLUSIONS[reason]} ${count}`];
  });
  return parts.length === 0 ? text.noneExcluded : parts.join('、');
}

interface StrataProps {
  readonly strata: readonly Stratum[];
  /** Inside a stratum chances differ: what is shown is their mean. */
  readonly isWeighted?: boolean;
}

export function Strata({ strata, isWeighted = false }: StrataProps): ReactNode {
  return (
    <DataTable
      caption={text.strata}
      rows={strata}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: text.stratum, render: ({ name }) => name },
        { key: 'eligible', title: text.eligible, isNumber: true, render: ({ eligible }) => eligible },
        { key: 'bounds', title: text.bounds, isNumber: true, render: ({ min, max }) => `${min} — ${max}` },
        { key: 'quota', title: text.quota, isNumber: true, render: ({ quota }) => quota },
        {
          key: 'chance',
          title: isWeighted ? text.meanChance : text.chance,
          isNumber: true,
          render: ({ quota, eligible }) => `${quota}/${eligible} = ${share(quota, eligible)}`,
        },
      ]}
    />
  );
}
