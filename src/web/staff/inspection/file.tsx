/** 查阅资料: what is known of the enterprise, and who was drawn to visit it (notice of 2019, 三(三)). @module */
import type { ReactNode } from 'react';
import { EQUIPMENT_KINDS, RISK_COLORS, SAFETY_DOMAINS, SPECIAL_FLAGS } from '../../../directory/types/vocabulary.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { LATER_RECORD_KINDS } from '../../../inspection/types/later.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DescriptionList, type DescriptionItem } from '../../kit/description-list.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { drawMeansText } from '../../kit/strings/draw-means.zh.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { useSubdistricts } from '../directory/subdistricts.ts';
import { Partners } from './partners.tsx';
import { VisitSection } from './section.tsx';
import { PressStep } from './step.tsx';
import { dutyOf } from './words.ts';

const text = inspectionText.file;

type Enterprise = VisitView['enterprise'];

export function FileSection({ view }: { readonly view: VisitView }): ReactNode {
  const subdistricts = useSubdistricts();
  const { enterprise, visits, readOn, drawId } = view;
  const visited = visits.cap === null ? text.visitsOnly(visits.thisYear) : text.visitsOf(visits.thisYear, visits.cap);
  return (
    <VisitSection id="file">
      <DescriptionList
        items={[
          ...enterpriseFacts(enterprise, subdistricts),
          { label: text.visits, value: visited },
          { label: text.past, value: pastText(enterprise) },
          { label: text.draw, value: <AppLink to={`/draw/${drawId}`}>{text.drawLink}</AppLink> },
          ...meansFacts(view.means),
          ...(readOn === null ? [] : [{ label: text.readOn, value: sentenceDate(readOn) }]),
        ]}
      />
      <Records records={enterprise.records} />
      <h3>{inspectionText.team.title}</h3>
      <p className="muted screen-only">{inspectionText.team.standing}</p>
      <Team view={view} />
      <Partners view={view} />
      {view.isFileChanged && view.state === 'preparing' && <p className="visit-changed">{text.changed}</p>}
      {(readOn === null || (view.isFileChanged && view.state === 'preparing')) && (
        <PressStep deed="inspection.read-file" view={view} also={{ fileHash: view.fileHash }} />
      )}
    </VisitSection>
  );
}

/** What the draw gave the visit besides people; nothing when it gave none. */
function meansFacts(means: VisitView['means']): DescriptionItem[] {
  if (means === null) return [];
  const words = drawMeansText.visit;
  const { day, vehicles, devices } = means;
  return [
    { label: words.day, value: day === null ? words.none : sentenceDate(day) },
    { label: words.vehicles, value: vehicles.map(({ plate }) => plate).join('、') || words.none },
    {
      label: words.devices,
      value: devices.map(({ kind, serial }) => `${EQUIPMENT_KINDS[kind]}（${serial}）`).join('、') || words.none,
    },
  ];
}

function enterpriseFacts(enterprise: Enterprise, subdistricts: Readonly<Record<string, string>>): DescriptionItem[] {
  const { creditCode, address, principal, subdistrictCode, safetyDomain, specialFlags, riskColor, employees } =
    enterprise;
  return [
    { label: text.creditCode, value: <span className="digits">{creditCode}</span> },
    { label: text.address, value: address },
    { label: text.principal, value: principal },
    { label: text.subdistrict, value: subdistricts[subdistrictCode] ?? subdistrictCode },
    { label: text.domain, value: wordOf(SAFETY_DOMAINS, safetyDomain) },
    { label: text.flags, value: flagText(specialFlags) },
    { label: text.risk, value: riskColor === null ? null : wordOf(RISK_COLORS, riskColor) },
    { label: text.employees, value: employees === null ? null : text.people(employees) },
    { label: text.licences, value: enterprise.licences.map(licenceText).join('；') },
  ];
}

export function flagText(flags: readonly string[]): string {
  return flags.map((flag) => wordOf(SPECIAL_FLAGS, flag)).join('、');
}

function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code;
}

function licenceText({ name, number, expiresOn }: Enterprise['licences'][number]): string {
  return text.licence(name, number ?? '', expiresOn === null ? '' : text.until(tableDate(expiresOn)));
}

function pastText({ pastVisits }: Enterprise): string {
  if (pastVisits.length === 0) return text.noPast;
  return pastVisits
    .map(({ signedOn, conclusion, findings }) =>
      text.pastVisit(sentenceDate(signedOn), CONCLUSIONS[conclusion], findings),
    )
    .join('；');
}

type LaterRecord = Enterprise['records'][number];

/** What came of earlier visits, complaints and cases; what is still open first. */
function Records({ records }: { readonly records: readonly LaterRecord[] }): ReactNode {
  const words = text.record;
  const columns: readonly Column<LaterRecord>[] = [
    { key: 'on', title: words.on, render: ({ on }) => <span className="digits">{tableDate(on)}</span> },
    { key: 'kind', title: words.kind, render: ({ kind }) => LATER_RECORD_KINDS[kind] },
    { key: 'what', title: words.what, render: ({ what }) => what },
    { key: 'state', title: words.state, render: ({ state, isOpen }) => (isOpen ? <strong>{state}</strong> : state) },
  ];
  return (
    <>
      <h3>{text.records}</h3>
      {records.length === 0 ? (
        <p className="muted">{text.noRecords}</p>
      ) : (
        <DataTable
          caption={text.records}
          isCaptionHidden
          columns={columns}
          rows={records
            .map((record, at) => ({ ...record, at }))
            .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen))}
          rowKey={({ at }) => String(at)}
        />
      )}
    </>
  );
}

type Member = VisitView['team'][number];

function Team({ view }: { readonly view: VisitView }): ReactNode {
  const words = inspectionText.team;
  const columns: readonly Column<Member>[] = [
    { key: 'name', title: words.name, render: ({ name, isMe }) => (isMe ? `${name}（${words.me}）` : name) },
    { key: 'seat', title: words.seat, render: dutyOf },
    { key: 'number', title: words.number, render: ({ number }) => <span className="digits">{number}</span> },
    {
      key: 'expires',
      title: words.expires,
      render: ({ expiresOn }) => (expiresOn === null ? '' : <span className="digits">{tableDate(expiresOn)}</span>),
    },
    {
      key: 'entered',
      title: words.entered,
      render: ({ personId }) => (view.checkedIn.includes(personId) ? words.hasEntered : ''),
    },
  ];
  return (
    <DataTable
      caption={words.title}
      isCaptionHidden
      columns={columns}
      rows={view.team}
      rowKey={({ personId }) => personId}
    />
  );
}
