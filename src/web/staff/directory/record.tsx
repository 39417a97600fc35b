/** One record: what it holds, whether the person can be sent out, recusals, and every change. @module */
import type { ReactNode } from 'react';
import type { EnterpriseMerge } from '../../../directory/types/duplicates.ts';
import type { Refusal } from '../../../core/result.ts';
import { sizeClassDoubts } from '../../../directory/rules/size-class.ts';
import type { Bar, FoundRecusal, NamedRecusal, RecordVersion } from '../../../directory/types/views.ts';
import { RECUSAL_REASONS, type DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { showRefusals } from '../../kit/api.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { ruleOf, useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { duplicatesText } from '../../kit/strings/directory-duplicates.zh.ts';
import { directoryText as text } from '../../kit/strings/directory.zh.ts';
import { Timeline } from '../../kit/timeline.tsx';
import { KIND_VIEWS, type Words } from './kinds.ts';
import { Bookings } from './bookings.tsx';
import { ExpertRecords } from './expert-records.tsx';
import { MergedInto, Merges } from './merges.tsx';
import { RecusalTable } from './recusal-table.tsx';
import { useSubdistricts } from './subdistricts.ts';
import { labelOf, toneOf, valueText } from './values.ts';

/** What the read of any kind answers, as far as this page goes. */
export interface AnyRecord {
  readonly recordId: string;
  readonly version: number;
  readonly updatedOn: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly masked: readonly string[];
  readonly barred: readonly Bar[];
  readonly mergedInto: { readonly recordId: string; readonly name: string } | null;
  readonly merges: readonly EnterpriseMerge[];
  readonly visits: { readonly thisYear: number; readonly lastOn: string | null } | null;
  readonly history: readonly RecordVersion[];
  readonly recusals: readonly NamedRecusal[];
  readonly foundRecusals: readonly FoundRecusal[];
}

export function DirectoryRecordPage({ kind }: { readonly kind: DirectoryKind }): ReactNode {
  const record = useRead<AnyRecord>(`/api/directory/${KIND_VIEWS[kind].slug}/${useParam('recordId')}`);
  return (
    <Loaded read={record} skeleton={<TextSkeleton lines={12} />}>
      {(value) => <DirectoryRecord kind={kind} record={value} />}
    </Loaded>
  );
}

function DirectoryRecord({ kind, record }: { readonly kind: DirectoryKind; readonly record: AnyRecord }): ReactNode {
  const subdistricts = useSubdistricts();
  const mayEdit = useMayDo(`directory.save-${kind}`);
  const { content, version, updatedOn } = record;
  const { slug, sections } = KIND_VIEWS[kind];
  return (
    <>
      <PageHeader
        title={titleOf(kind, content, subdistricts)}
        parent={{ to: kind === 'enterprise' ? '/directory' : `/directory/${slug}`, title: text.lists[kind] }}
        standing={
          <>
            <StateTag
              tone={toneOf(String(content['status']))}
              word={valueText(kind, 'status', content['status'], subdistricts)}
            />{' '}
            {text.standing(version, sentenceDate(updatedOn))}
          </>
        }
        action={
          mayEdit &&
          record.mergedInto === null && (
            <AppLink to={`/directory/${slug}/${record.recordId}/edit`} look="button">
              {text.edit}
            </AppLink>
          )
        }
      />
      {record.mergedInto !== null && <MergedInto into={record.mergedInto} />}
      <Barred kind={kind} bars={record.barred} />
      {kind === 'enterprise' && <Doubts refusals={sizeClassDoubts(content)} />}
      {sections.map(({ title, fields }) => (
        <section key={title}>
          <h2>{title}</h2>
          <DescriptionList
            items={fields.map(({ field }) => ({
              label: labelOf(kind, field),
              value: valueText(kind, field, content[field], subdistricts),
            }))}
          />
        </section>
      ))}
      {record.visits !== null && <Visits visits={record.visits} />}
      {record.masked.length > 0 && <p className="muted">{text.masked}</p>}
      {(kind === 'enterprise' || kind === 'officer' || kind === 'expert') && (
        <section>
          <h2>{text.recusals}</h2>
          {record.recusals.length === 0 ? (
            <p className="muted">{text.noRecusals}</p>
          ) : (
            <RecusalTable rows={record.recusals} />
          )}
          <FoundRecusals rows={record.foundRecusals} />
        </section>
      )}
      <Merges merges={record.merges} />
      {kind === 'expert' && <ExpertRecords expertId={record.recordId} />}
      {kind !== 'enterprise' && kind !== 'assistant' && <Bookings type={kind} subjectId={record.recordId} />}
      <section>
        <h2>{text.history}</h2>
        <Timeline
          label={text.history}
          entries={record.history.map((entry) => ({
            id: String(entry.version),
            at: entry.at,
            what: ruleOf(entry.deed).title,
            who: entry.actorName,
            note: <Changes kind={kind} entry={entry} subdistricts={subdistricts} />,
          }))}
        />
      </section>
    </>
  );
}

function FoundRecusals({ rows }: { readonly rows: readonly FoundRecusal[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <>
      <p>{text.foundRecusals}</p>
      <ul>
        {rows.map(({ personName, enterpriseName, reason }) => (
          <li key={`${personName}|${enterpriseName}`}>
            {text.foundRecusal(personName, enterpriseName, RECUSAL_REASONS[reason])}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What does not fit together and should be looked at; nothing is held up by it. */
function Doubts({ refusals }: { readonly refusals: readonly Refusal[] }): ReactNode {
  if (refusals.length === 0) return null;
  return (
    <ul className="button-reasons">
      {showRefusals(refusals).map(({ code, reason, remedy }) => (
        <li key={code}>{`${reason}；${remedy ?? ''}`}</li>
      ))}
    </ul>
  );
}

/** Why it cannot be drawn or sent out today. */
function Barred({ kind, bars }: { readonly kind: DirectoryKind; readonly bars: readonly Bar[] }): ReactNode {
  if (bars.length === 0) return null;
  return (
    <>
      {kind === 'enterprise' && <h2>{duplicatesText.scopeTitle}</h2>}
      <ul className="button-reasons">
        {showRefusals(bars).map(({ code, reason, remedy }) => (
          <li key={code}>
            {reason}
            {remedy === undefined ? '' : `；${remedy}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Visits({ visits: { thisYear, lastOn } }: { readonly visits: NonNullable<AnyRecord['visits']> }): ReactNode {
  return (
    <section>
      <h2>{duplicatesText.visits}</h2>
      <DescriptionList
        items={[
          { label: duplicatesText.visitsThisYear, value: String(thisYear) },
          { label: duplicatesText.lastVisit, value: lastOn === null ? duplicatesText.noVisit : sentenceDate(lastOn) },
        ]}
      />
    </section>
  );
}

function Changes({
  kind,
  entry,
  subdistricts,
}: {
  readonly kind: DirectoryKind;
  readonly entry: RecordVersion;
  readonly subdistricts: Words;
}): ReactNode {
  return (
    <>
      {entry.reason !== null && <div>{`${text.reason}：${entry.reason}`}</div>}
      {entry.changes.map(({ field, before, after }) => {
        const label = labelOf(kind, field);
        if (before === undefined && after === undefined)
          return <div key={field}>{`${label}${text.sealedChanged}`}</div>;
        const words = (value: unknown): string => valueText(kind, field, value, subdistricts) || text.blank;
        return <div key={field}>{`${label}${text.from}“${words(before)}”，${text.to}“${words(after)}”`}</div>;
      })}
    </>
  );
}

export function titleOf(kind: DirectoryKind, content: AnyRecord['content'], subdistricts: Words): string {
  if (kind === 'vehicle') return String(content['plate']);
  if (kind === 'equipment')
    return `${valueText(kind, 'kind', content['kind'], subdistricts)} ${String(content['serial'])}`;
  return String(content['name']);
}
