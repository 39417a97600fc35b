/**
 * One finding: camera first, then words out of the phrase library; basis, level, measure and deadline stand there already.
 * `about` is a check point (`item#no`) or a finding that stands. @module
 */
import { useState, type ReactNode } from 'react';
import { dueOf, findingRefusals, keyOf, proposedLevel, proposedMeasure } from '../../../inspection/rules/record.ts';
import { dayOfMillis } from '../../../inspection/rules/sync/stamp.ts';
import {
  FINDING_LEVELS,
  FindingInput,
  MEASURES,
  type FindingLevel,
  type MeasureKind,
} from '../../../inspection/types/visit.ts';
import { newCommandId } from '../../kit/command-id.ts';
import { showRefusals } from '../../kit/api.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useDraft } from '../draft.ts';
import { Camera } from '../parts/camera.tsx';
import { Chip } from '../parts/chip.tsx';
import { Picture } from '../parts/picture.tsx';
import { Button, Choice, Empty, Field, Refusals, Screen } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { findingsOf, photosOf } from '../visit-model.ts';
import { go, visitLink } from '../words.ts';
import { Bases } from './bases.tsx';
import { Measurement } from './measurement.tsx';
import { Phrases } from './phrases.tsx';

interface Draft {
  readonly findingId: string;
  readonly place: string;
  readonly description: string;
  readonly level: FindingLevel;
  readonly criterion: string;
  readonly measureKind: MeasureKind;
  readonly measure: string;
  readonly days: string;
  readonly reason: string;
}

export function FindingForm({ on, about }: { readonly on: VisitOnPhone; readonly about: string }): ReactNode {
  const { store } = useField();
  const { visit, facts } = on;
  const known = findingsOf(on).find(({ findingId }) => findingId === about);
  const key = known === undefined ? about : keyOf(known);
  const line = visit.checklist.find(({ itemId, no }) => keyOf({ itemId, pointNo: no }) === key);
  const [newId] = useState(newCommandId);
  const draft = useDraft<Draft>(`finding/${visit.inspectionId}/${about}`, firstDraft(line, known, newId));
  const [tried, setTried] = useState(false);
  const text = fieldText.finding;
  if (line === undefined)
    return (
      <Screen title={text.amend} back={visitLink(visit.inspectionId, 'findings')} chip={<Chip />}>
        <Empty what={text.unknown} next={text.unknownNext} />
      </Screen>
    );
  const point = { itemId: line.itemId, pointNo: line.no };
  const { value, set } = draft;
  const finding = FindingInput.safeParse({
    ...point,
    place: value.place,
    description: value.description,
    level: value.level,
    ...(value.criterion === '' ? {} : { criterion: value.criterion }),
    measureKind: value.measureKind,
    measure: value.measure,
    days: Number(value.days),
  });
  const refusals = finding.success
    ? findingRefusals(finding.data, line, undefined)
    : finding.error.issues.map(({ message, path }) => ({
        code: 'input-invalid',
        at: path.join('.'),
        facts: { reason: message },
      }));
  const due = dueOf(Number(value.days) || 0, dayOfMillis(store.clock.now()), facts.calendar);
  const save = async (isWithdrawn: boolean): Promise<void> => {
    setTried(true);
    if (!finding.success || (refusals.length > 0 && !isWithdrawn)) return;
    await store.sayAll(
      visit.inspectionId,
      [
        ...(isWithdrawn ? [] : [{ kind: 'answer' as const, ...point, answer: 'fail' as const }]),
        {
          kind: 'finding',
          findingId: value.findingId,
          finding: finding.data,
          isWithdrawn,
          ...(known === undefined ? {} : { reason: value.reason === '' ? text.saveAmend : value.reason }),
        },
      ],
      { draft: draft.name },
    );
    draft.drop();
    go(visitLink(visit.inspectionId, known === undefined ? 'sheet' : 'findings'));
  };
  const photos = photosOf(on).filter((each) => keyOf(each) === key);
  return (
    <Screen
      title={known === undefined ? text.title : text.amend}
      back={visitLink(visit.inspectionId, known === undefined ? 'sheet' : 'findings')}
      chip={<Chip />}
      actions={
        <Button kind="main" onPress={() => void save(false)}>
          {known === undefined ? text.save : text.saveAmend}
        </Button>
      }
    >
      <p className="question">{line.question}</p>
      <Camera
        inspectionId={visit.inspectionId}
        about={{ ...point, findingId: value.findingId }}
        title={photos.length === 0 ? text.camera : text.more}
        // The pictures name this finding: it must still be the same after a kill.
        onTake={() => set({})}
      />
      <div className="thumbs">
        {photos.map(({ photoId, sha256 }, n) => (
          <Picture key={photoId} sha256={sha256} alt={fieldText.photos.alt(n + 1)} />
        ))}
      </div>
      {tried ? <Refusals refusals={showRefusals(refusals)} /> : null}
      <Phrases onChoose={({ words, measure }) => set({ description: words, measure })} />
      <Field
        label={text.description}
        rows={2}
        value={value.description}
        onChange={(description) => set({ description })}
      />
      <Field label={text.place} value={value.place} onChange={(place) => set({ place })} />
      <p className="label">{text.level}</p>
      <Choice
        label={text.level}
        options={Object.entries(FINDING_LEVELS) as [FindingLevel, string][]}
        value={value.level}
        onChoose={(level) => set({ level, days: String(proposedMeasure(level).days) })}
      />
      {value.level === 'major' ? (
        <Field label={text.criterion} value={value.criterion} onChange={(criterion) => set({ criterion })} />
      ) : null}
      <p className="label">{text.measureKind}</p>
      <Choice
        label={text.measureKind}
        options={Object.entries(MEASURES) as [MeasureKind, string][]}
        value={value.measureKind}
        onChoose={(measureKind) => set({ measureKind, ...(measureKind === 'on-the-spot' ? { days: '0' } : {}) })}
      />
      <Field label={text.measure} rows={2} value={value.measure} onChange={(measure) => set({ measure })} />
      <Field label={text.days} type="number" value={value.days} onChange={(days) => set({ days })} />
      {due === undefined ? null : <p>{text.due(due.due)}</p>}
      <Bases on={on} itemId={line.itemId} />
      <Measurement on={on} point={point} />
      {known === undefined ? null : (
        <>
          <Field label={text.reason} value={value.reason} onChange={(reason) => set({ reason })} />
          <Button kind="danger" onPress={() => void save(true)}>
            {text.withdraw}
          </Button>
        </>
      )}
    </Screen>
  );
}

function firstDraft(
  line: VisitOnPhone['visit']['checklist'][number] | undefined,
  known: (FindingInput & { readonly findingId: string }) | undefined,
  newId: string,
): Draft {
  if (known !== undefined)
    return {
      findingId: known.findingId,
      place: known.place,
      description: known.description,
      level: known.level,
      criterion: known.criterion ?? '',
      measureKind: known.measureKind,
      measure: known.measure,
      days: String(known.days),
      reason: '',
    };
  const level = proposedLevel(line?.severity ?? 'general');
  const { measureKind, days } = proposedMeasure(level);
  return {
    findingId: newId,
    place: '',
    description: '',
    level,
    criterion: line?.criterion ?? '',
    measureKind,
    measure: '',
    days: String(days),
    reason: '',
  };
}
