/** A finger on a canvas, as strokes; for signatures and for sketches on photos. @module */
import { useState, type PointerEvent } from 'react';
import { useDraft } from '../draft.ts';

/** Points in thousandths of the canvas' width: x, y, x, y … */
type Lines = readonly (readonly number[])[];

export interface Pen {
  readonly colour: string;
  /** In thousandths of the width. */
  readonly width: number;
}

interface Strokes {
  readonly lines: Lines;
  readonly setLines: (lines: Lines) => void;
  /** They have been said. */
  readonly drop: () => void;
  /** For the canvas. */
  readonly pointer: {
    onPointerDown(event: PointerEvent<HTMLCanvasElement>): void;
    onPointerMove(event: PointerEvent<HTMLCanvasElement>): void;
    onPointerUp(): void;
    onPointerCancel(): void;
  };
}

/** The strokes of a canvas, kept under `name` like a form, and what it takes to draw them. */
export function useStrokes(name: string): Strokes {
  const { value, set, drop } = useDraft<{ readonly lines: Lines }>(name, { lines: [] });
  const { lines } = value;
  const setLines = (changed: Lines): void => set({ lines: changed });
  const [isDown, setDown] = useState(false);
  return {
    lines,
    setLines,
    drop,
    pointer: {
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDown(true);
        setLines([...lines, pointOf(event)]);
      },
      onPointerMove: (event) => {
        if (isDown) setLines(extended(lines, pointOf(event)));
      },
      onPointerUp: () => setDown(false),
      onPointerCancel: () => setDown(false),
    },
  };
}

/** Where the finger is. */
function pointOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): [number, number] {
  const box = currentTarget.getBoundingClientRect();
  const scale = 1_000 / box.width;
  return [Math.round((clientX - box.left) * scale), Math.round((clientY - box.top) * scale)];
}

export function drawLines(canvas: HTMLCanvasElement, lines: Lines, pen: Pen): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const scale = canvas.width / 1_000;
  context.strokeStyle = pen.colour;
  context.lineWidth = pen.width * scale;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const line of lines) {
    context.beginPath();
    for (let n = 0; n + 1 < line.length; n += 2) context.lineTo((line[n] ?? 0) * scale, (line[n + 1] ?? 0) * scale);
    context.stroke();
  }
}

/** The lines with this point in the last one. */
function extended(lines: Lines, point: readonly [number, number]): Lines {
  return [...lines.slice(0, -1), [...(lines.at(-1) ?? []), ...point]];
}
