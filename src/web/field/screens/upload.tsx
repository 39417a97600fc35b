/** What has not arrived yet, why, and what ends the visit. @module */
import { useSyncExternalStore, type ReactNode } from 'react';
import { fileSize } from '../../kit/format.ts';
import { refusalMessage } from '../../kit/strings/refusals.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useDraft } from '../draft.ts';
import { Chip } from '../parts/chip.tsx';
import { SignInAgain } from '../parts/sign-in-again.tsx';
import { Button, Field, Refusals, Screen } from '../parts/ui.tsx';
import { picturesMissing, type VisitOnPhone } from '../store/visit-on-phone.ts';
import { visitLink } from '../words.ts';

export function Upload({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { store, syncer } = useField();
  const { isRunning, refusals, picture } = useSyncExternalStore(syncer.subscribe, syncer.current);
  const text = fieldText.upload;
  const { visit, standing } = on;
  const [words, pictures] = [store.unsentOf(on).length, picturesMissing(on).length];
  const isDone = words === 0 && pictures === 0;
  return (
    <Screen
      title={text.title}
      back={visitLink(visit.inspectionId)}
      chip={<Chip />}
      actions={
        <Button kind="main" isDisabled={isRunning} onPress={() => void syncer.run()}>
          {text.now}
        </Button>
      }
    >
      {isDone ? <p>{`✓ ${text.done}`}</p> : null}
      {words > 0 ? <p>{text.words(words)}</p> : null}
      {pictures > 0 ? <p>{text.pictures(pictures)}</p> : null}
      {picture === undefined ? null : <p role="status">{text.picture(fileSize(picture.sent), fileSize(picture.of))}</p>}
      {standing.settled === null ? null : <p className="badge">{`✓ ${text.finished}`}</p>}
      {standing.unconfirmed.length > 0 ? (
        <p className="notice">{text.unconfirmed(standing.unconfirmed.map(({ name }) => name).join('、'))}</p>
      ) : null}
      <Refusals refusals={refusals.filter(({ code }) => code !== 'not-signed-in')} />
      <SignInAgain />
      {refusals.some(({ code }) => code === 'sync-late') ? <LateReason on={on} /> : null}
      {Object.keys(standing.held).length > 0 ? (
        <div className="notice">
          <strong>{text.held}</strong>
          <ul>
            {[...new Set(Object.values(standing.held))].map((code) => (
              <li key={code}>{refusalMessage(code).reason}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Screen>
  );
}

function LateReason({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { store, syncer } = useField();
  const { value, set, drop } = useDraft(`late/${on.visit.inspectionId}`, { reason: '' });
  const { reason } = value;
  const text = fieldText.upload;
  const save = async (): Promise<void> => {
    await store.setStanding(on.visit.inspectionId, (standing) => ({ ...standing, lateReason: reason }));
    drop();
    await syncer.run();
  };
  return (
    <>
      <p>{text.lateHint}</p>
      <Field label={text.late} rows={2} value={reason} onChange={(typed) => set({ reason: typed })} />
      <Button isDisabled={reason.trim() === ''} onPress={() => void save()}>
        {text.lateSave}
      </Button>
    </>
  );
}
