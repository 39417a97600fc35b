/** One press to the camera; the picture is on the phone before the button is free again. @module */
import { useState, type ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { keepPhoto, type About } from './pictures.ts';

interface CameraProps {
  readonly inspectionId: string;
  readonly about: About;
  readonly title: string;
  /** Before the picture is kept. */
  readonly onTake: () => void;
}

export function Camera({ inspectionId, about, title, onTake }: CameraProps): ReactNode {
  const { store } = useField();
  const [said, setSaid] = useState('');
  const take = async (files: FileList | null): Promise<void> => {
    onTake();
    setSaid(fieldText.photos.working);
    let isKept = true;
    for (const file of files ?? []) isKept = (await keepPhoto(store, inspectionId, file, about)) && isKept;
    setSaid(isKept ? '' : fieldText.photos.broken);
  };
  return (
    <>
      <label className="button main file">
        {title}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp,video/mp4"
          capture="environment"
          multiple
          onChange={(event) => {
            const { target } = event;
            void take(target.files).then(() => {
              target.value = '';
            });
          }}
        />
      </label>
      <p role="status" className="said">
        {said}
      </p>
    </>
  );
}
