/** Drawing on a photo: what is drawn becomes a picture of its own. @module */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { OperationOf } from '../../../inspection/types/operation.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { drawLines, useStrokes } from './drawing.ts';
import { usePicture } from './picture.tsx';
import { keepSketch } from './pictures.ts';
import { Button } from './ui.tsx';

const MARKER = { colour: '#c4161c', width: 10 } as const;

interface SketchProps {
  readonly inspectionId: string;
  readonly photo: OperationOf<'photo'>['body'];
  readonly onDone: () => void;
}

export function Sketch({ inspectionId, photo, onDone }: SketchProps): ReactNode {
  const { store } = useField();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [image, setImage] = useState<HTMLImageElement>();
  const name = `sketch/${inspectionId}/${photo.photoId}`;
  const { lines, setLines, drop, pointer } = useStrokes(name);
  const url = usePicture(photo.sha256);
  useEffect(() => {
    if (url === undefined) return;
    const loaded = new Image();
    loaded.addEventListener('load', () => setImage(loaded));
    loaded.src = url;
  }, [url]);
  useEffect(() => {
    const { current } = canvas;
    if (current === null || image === undefined) return;
    current.width = image.naturalWidth;
    current.height = image.naturalHeight;
    current.getContext('2d')?.drawImage(image, 0, 0);
    drawLines(current, lines, MARKER);
  }, [image, lines]);
  const text = fieldText.photos;
  const save = async (): Promise<void> => {
    if (canvas.current !== null && lines.length > 0) await keepSketch(store, inspectionId, canvas.current, photo, name);
    drop();
    onDone();
  };
  return (
    <div className="sketch">
      <canvas ref={canvas} role="img" aria-label={text.sketch} {...pointer} />
      <div className="row">
        <Button onPress={() => setLines(lines.slice(0, -1))}>{text.sketchUndo}</Button>
        <Button kind="main" onPress={() => void save()}>
          {text.sketchSave}
        </Button>
      </div>
    </div>
  );
}
