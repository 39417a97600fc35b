/** What is known of the enterprise, without a line: licences, earlier findings, what came of them, the law. @module */
import type { ReactNode } from 'react';
import { LATER_RECORD_KINDS, type LaterRecord } from '../../../inspection/types/later.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { Chip } from '../parts/chip.tsx';
import { Screen } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { visitLink } from '../words.ts';
import { Bases } from './bases.tsx';

export function FileScreen({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { visit } = on;
  const { enterprise } = visit;
  const text = fieldText.visit;
  return (
    <Screen title={text.file} back={visitLink(visit.inspectionId)} chip={<Chip />}>
      <p>
        <strong>{enterprise.name}</strong>
      </p>
      <p>{enterprise.creditCode}</p>
      <p>{enterprise.address}</p>
      <ul className="plain">
        {enterprise.licences.map(({ name, number, expiresOn }) => (
          <li key={`${name}${number ?? ''}`}>{`${name} ${number ?? ''} ${expiresOn ?? ''}`}</li>
        ))}
      </ul>
      <h2>{text.past}</h2>
      {visit.pastFindings.length === 0 ? <p>{text.noPast}</p> : null}
      <ul className="plain">
        {visit.pastFindings.map(({ foundOn, place, description, measure }) => (
          <li key={`${foundOn}${place}${description}`}>{`${foundOn} ${place}：${description}。${measure}`}</li>
        ))}
        {visit.pastVisits.map(({ signedOn, conclusion }) => (
          <li key={signedOn}>{`${signedOn} ${CONCLUSIONS[conclusion]}`}</li>
        ))}
      </ul>
      <h2>{text.records}</h2>
      <Records records={visit.records} />
      <h2>{text.laws}</h2>
      {visit.items.map(({ itemId }) => (
        <Bases key={itemId} on={on} itemId={itemId} />
      ))}
    </Screen>
  );
}

/** What is still open first. */
function Records({ records }: { readonly records: readonly LaterRecord[] | undefined }): ReactNode {
  const text = fieldText.visit;
  if (records === undefined) return <p>{text.oldPackage}</p>;
  if (records.length === 0) return <p>{text.noRecords}</p>;
  return (
    <ul className="plain">
      {records
        .map((record, at) => ({ ...record, at }))
        .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen))
        .map(({ at, on, kind, what, state, isOpen }) => (
          <li key={at}>
            {text.record(on, LATER_RECORD_KINDS[kind], what)}（{isOpen ? <strong>{state}</strong> : state}）
          </li>
        ))}
    </ul>
  );
}
