/** 亮证亮码: the code for the enterprise's phone, and two officers who show their certificates. @module */
import { useState, type ReactNode } from 'react';
import { entryRefusals } from '../../../inspection/rules/sync/judge.ts';
import { dayOfMillis } from '../../../inspection/rules/sync/stamp.ts';
import type { Position } from '../../../inspection/types/operation.ts';
import { showRefusals } from '../../kit/api.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { receiptLink } from '../../verify/receipt-link.ts';
import { useField } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Qr } from '../parts/qr.tsx';
import { Button, Refusals, Screen } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { isInside } from '../visit-model.ts';
import { go, visitLink } from '../words.ts';

export function Door({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { store } = useField();
  const { visit } = on;
  const officers = visit.team.filter(({ kind }) => kind === 'officer');
  const [present, setPresent] = useState<readonly string[]>(officers.map(({ personId }) => personId));
  const [withPlace, setWithPlace] = useState(false);
  const text = fieldText.door;
  const isDone = isInside(on);
  const refusals = isDone ? [] : entryRefusals(present, visit.team, dayOfMillis(store.clock.now()));
  const enter = async (): Promise<void> => {
    const position = withPlace ? await whereWeAre() : undefined;
    await store.say(visit.inspectionId, {
      kind: 'check-in',
      officerIds: [...present],
      ...(position === undefined ? {} : { position }),
    });
    go(visitLink(visit.inspectionId, 'sheet'));
  };
  const toggle = (personId: string): void =>
    setPresent(present.includes(personId) ? present.filter((each) => each !== personId) : [...present, personId]);
  return (
    <Screen
      title={text.title}
      back={visitLink(visit.inspectionId)}
      chip={<Chip />}
      actions={
        isDone ? undefined : (
          <Button kind="main" isDisabled={refusals.length > 0} onPress={() => void enter()}>
            {text.go}
          </Button>
        )
      }
    >
      <h2>{text.code}</h2>
      {visit.receipt === null ? (
        <p>{text.noCode}</p>
      ) : (
        <>
          <Qr text={`${window.location.origin}${receiptLink(visit.receipt)}`} label={text.code} />
          <p>{text.codeHint}</p>
        </>
      )}
      <p className="words">{text.words}</p>
      <ul className="plain">
        {officers.map(({ personId, name, number }) => (
          <li key={personId}>
            <label className="tick">
              <input
                type="checkbox"
                checked={present.includes(personId)}
                disabled={isDone}
                onChange={() => toggle(personId)}
              />
              {text.officer(name, number)}
            </label>
          </li>
        ))}
      </ul>
      {isDone ? null : (
        <label className="tick">
          <input type="checkbox" checked={withPlace} onChange={() => setWithPlace(!withPlace)} />
          {text.place}
        </label>
      )}
      <Refusals refusals={showRefusals(refusals)} />
    </Screen>
  );
}

/** Undefined when the phone does not know, or may not say: the entry does not wait for it. */
function whereWeAre(): Promise<Position | undefined> {
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => resolve({ latitude, longitude, accuracy }),
      () => resolve(undefined),
      { timeout: 5_000, maximumAge: 60_000 },
    );
  });
}
