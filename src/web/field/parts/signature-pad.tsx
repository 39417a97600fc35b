/** Where one signs with a finger. @module */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { drawLines, useStrokes } from './drawing.ts';
import { Button } from './ui.tsx';

const INK = { colour: '#1b2430', width: 8 } as const;

interface SignaturePadProps {
  /** Where the strokes lie until they are confirmed. */
  readonly draft: string;
  readonly label: string;
  readonly isBusy?: boolean;
  /** The strokes; none when the signer's name stands for them. False when nothing has been said. */
  readonly onSign: (strokes: number[][]) => Promise<boolean>;
}

export function SignaturePad({ draft, label, isBusy = false, onSign }: SignaturePadProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { lines, setLines, drop, pointer } = useStrokes(draft);
  const [isTyped, setTyped] = useState(false);
  const sign = async (): Promise<void> => {
    if (await onSign(isTyped ? [] : lines.map((line) => [...line]))) drop();
  };
  useEffect(() => {
    const { current } = canvas;
    if (current === null) return;
    current.getContext('2d')?.clearRect(0, 0, current.width, current.height);
    drawLines(current, lines, INK);
  }, [lines]);
  const text = fieldText.signing;
  return (
    <div className="signature">
      <p>{text.here}</p>
      <canvas ref={canvas} width={1_000} height={400} role="img" aria-label={label} {...pointer} />
      <label className="tick">
        <input type="checkbox" checked={isTyped} onChange={() => setTyped(!isTyped)} />
        {text.typed}
      </label>
      <div className="row">
        <Button onPress={() => setLines([])}>{text.clear}</Button>
        <Button kind="main" isDisabled={isBusy || (lines.length === 0 && !isTyped)} onPress={() => void sign()}>
          {text.confirm}
        </Button>
      </div>
    </div>
  );
}
