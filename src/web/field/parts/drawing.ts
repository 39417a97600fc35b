/** A finger on a canvas, as strokes; for signatures and for sketches on photos. @module */
import type { PointerEvent } from 'react';

/** Points in thousandths of the canvas' width: x, y, x, y … */
export type Lines = readonly (readonly number[])[];

export interface Pen {
  readonly colour: string;
  /** In thousandths of the width. */
  readonly width: number;
}

/** Where the finger is. */
export function pointOf({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>): [number, number] {
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
export function extended(lines: Lines, point: readonly [number, number]): Lines {
  return [...lines.slice(0, -1), [...(lines.at(-1) ?? []), ...point]];
}
