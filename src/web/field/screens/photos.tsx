/** All pictures of the visit: hash, time, and whether they have arrived; drawing on them. @module */
import { useState, type ReactNode } from 'react';
import type { OperationOf } from '../../../inspection/types/operation.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { Chip } from '../parts/chip.tsx';
import { Picture } from '../parts/picture.tsx';
import { Sketch } from '../parts/sketch.tsx';
import { Button, Empty, Screen } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { photosOf } from '../visit-model.ts';
import { dayAndTime, visitLink } from '../words.ts';

type PhotoBody = OperationOf<'photo'>['body'];

export function Photos({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const photos = photosOf(on);
  const text = fieldText.photos;
  return (
    <Screen title={text.title} back={visitLink(on.visit.inspectionId)} chip={<Chip />}>
      {photos.length === 0 ? <Empty what={text.empty} next={text.emptyNext} /> : null}
      <ol className="photos">
        {photos.map((photo, n) => (
          <Photo
            key={photo.photoId}
            on={on}
            photo={photo}
            number={n + 1}
            isOriginal={photos.some(({ copyOf }) => copyOf === photo.photoId)}
          />
        ))}
      </ol>
    </Screen>
  );
}

interface PhotoProps {
  readonly on: VisitOnPhone;
  readonly photo: PhotoBody;
  readonly number: number;
  readonly isOriginal: boolean;
}

function Photo({ on, photo, number, isOriginal }: PhotoProps): ReactNode {
  const { store } = useField();
  const [isDrawing, setDrawing] = useState(false);
  const text = fieldText.photos;
  const { inspectionId } = on.visit;
  const isHere = on.standing.files.includes(photo.sha256);
  const withdraw = (): void => {
    void store.say(inspectionId, { ...photo, isWithdrawn: true });
  };
  if (isDrawing)
    return (
      <li>
        <Sketch inspectionId={inspectionId} photo={photo} onDone={() => setDrawing(false)} />
      </li>
    );
  return (
    <li>
      <Picture sha256={photo.sha256} alt={text.alt(number)} />
      <p>
        {text.takenAt(dayAndTime(Date.parse(photo.takenAt)))}
        {isOriginal ? ` · ${text.original}` : ''}
        {isHere ? ` · ✓ ${fieldText.visit.uploaded}` : ''}
      </p>
      <p className="hash">{text.hash(photo.sha256)}</p>
      <div className="row">
        <Button onPress={() => setDrawing(true)}>{text.sketch}</Button>
        <Button onPress={withdraw}>{text.withdraw}</Button>
      </div>
    </li>
  );
}
