/** 今日任务: what is on the phone, and whether it can be left without a line. @module */
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import type { ShownRefusal } from '../../kit/api.ts';
import { fileSize } from '../../kit/format.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { INSPECTION_STATES } from '../../../inspection/types/visit.ts';
import { LATE_AFTER_HOURS } from '../../../inspection/rules/sync/stamp.ts';
import { useField, useSnapshot } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { useIsKept } from '../parts/is-kept.ts';
import { SignInAgain } from '../parts/sign-in-again.tsx';
import { Button, Empty, Refusals, Screen } from '../parts/ui.tsx';
import { dayAndTime, visitLink } from '../words.ts';

export function Today(): ReactNode {
  const { store, syncer, saveBackup } = useField();
  const { pack, packBytes, visits, waiting, waitingSince } = useSnapshot();
  const { refusals } = useSyncExternalStore(syncer.subscribe, syncer.current);
  const [isLoading, setLoading] = useState(false);
  const [against, setAgainst] = useState<readonly ShownRefusal[]>([]);
  const isKept = useIsKept();
  const text = fieldText.today;
  const download = async (): Promise<void> => {
    setLoading(true);
    setAgainst(await syncer.download());
    setLoading(false);
  };
  const isOld = waitingSince !== undefined && store.clock.now() - waitingSince > LATE_AFTER_HOURS * 3_600_000;
  return (
    <Screen
      title={text.title}
      chip={<Chip />}
      actions={
        <Button kind="main" isDisabled={isLoading} onPress={() => void download()}>
          {isLoading ? text.downloading : text.download}
        </Button>
      }
    >
      {isOld ? (
        <div className="notice" role="alert">
          <strong>{fieldText.old.title}</strong>
          <p>{fieldText.old.next}</p>
          <Button onPress={() => void saveBackup()}>{fieldText.old.go}</Button>
        </div>
      ) : null}
      {pack === undefined || isKept || isOld ? null : (
        <div className="notice">
          <strong>{fieldText.unkept.title}</strong>
          <p>{fieldText.unkept.next}</p>
        </div>
      )}
      <Refusals
        refusals={(against.length > 0 ? against : waiting > 0 ? refusals : []).filter(
          ({ code }) => code !== 'not-signed-in',
        )}
      />
      <SignInAgain />
      {pack === undefined ? (
        <p>{text.notYet}</p>
      ) : (
        <p className="ready">
          <strong className="badge">✓ {text.offline}</strong> {text.size(fileSize(packBytes))} ·{' '}
          {text.of(dayAndTime(Date.parse(pack.madeAt)))}
        </p>
      )}
      {pack !== undefined && visits.length === 0 ? <Empty what={text.empty} next={text.emptyNext} /> : null}
      <ul className="cards">
        {visits.map(({ visit, standing }) => (
          <li key={visit.inspectionId}>
            <a className="card" href={visitLink(visit.inspectionId)}>
              <strong>{visit.enterprise.name}</strong>
              <span>{visit.enterprise.address}</span>
              <span>
                {INSPECTION_STATES[standing.state]}
                {visit.inspectOn === null ? '' : ` · ${text.planned(visit.inspectOn)}`}
              </span>
            </a>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onPress={() => void syncer.run()}>{text.upload}</Button>
        <Button onPress={() => void saveBackup()}>{text.backup}</Button>
      </div>
      <SignOut />
    </Screen>
  );
}

/** Clears the phone; not while something would be lost that no backup holds. */
function SignOut(): ReactNode {
  const { signOut, saveBackup } = useField();
  const { waiting } = useSnapshot();
  const [isAsking, setAsking] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const text = fieldText.today;
  if (!isAsking) return <Button onPress={() => setAsking(true)}>{text.signOut}</Button>;
  const mayGo = waiting === 0 || isSaved;
  const save = async (): Promise<void> => {
    await saveBackup();
    setSaved(true);
  };
  return (
    <div className="notice" role="alert">
      <p>{mayGo ? text.signOutSure : text.signOutKept}</p>
      {mayGo ? null : <Button onPress={() => void save()}>{text.backup}</Button>}
      <Button kind="danger" isDisabled={!mayGo} onPress={() => void signOut()}>
        {text.signOutGo}
      </Button>
      <Button onPress={() => setAsking(false)}>{text.stay}</Button>
    </div>
  );
}
