/** Numbers in cells. Browser-safe. @module */
import { fault, read, unreadable, type CellReading, type CellType } from './cell-types.ts';
import type { CellData } from './workbook.ts';

/** A whole number from `min` to `max`. */
export function integer(options: { readonly min: number; readonly max: number }): CellType<number> {
  return {
    hint: '整数',
    isTextFormat: false,
    write: (value) => value,
    read: (cell) => {
      const number = numberOf(cell, 'cell-integer');
      if (!number.ok) return number;
      return Number.isSafeInteger(number.value) ? within(number.value, options) : fault('cell-integer');
    },
  };
}

/** A number from `min` to `max` with at most `places` decimal places. */
export function decimal(options: {
  readonly min: number;
  readonly max: number;
  readonly places: number;
}): CellType<number> {
  return {
    hint: `数字，最多${options.places}位小数`,
    isTextFormat: false,
    write: (value) => value,
    read: (cell) => {
      const number = numberOf(cell, 'cell-decimal');
      if (!number.ok) return number;
      const rounded = Number(number.value.toFixed(options.places));
      // Calculated cells carry noise such as 0.30000000000000004; a digit more than allowed is far larger.
      const isNoise = Math.abs(rounded - number.value) <= 1e-9 * Math.max(1, Math.abs(rounded));
      return isNoise ? within(rounded, options) : fault('cell-decimal-places', { places: options.places });
    },
  };
}

function numberOf(cell: CellData, faultCode: 'cell-integer' | 'cell-decimal'): CellReading<number> {
  const unread = unreadable(cell);
  if (unread !== undefined) return { ok: false, faults: [unread] };
  if (cell.kind === 'number') return read(Number(cell.value));
  if (cell.kind !== 'text') return fault(faultCode);
  const written = String(cell.value).normalize('NFKC').replace(/\s/g, '').replace(/−/g, '-');
  const plain = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(written) ? written.replaceAll(',', '') : written;
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? read(Number(plain)) : fault(faultCode);
}

function within(value: number, { min, max }: { readonly min: number; readonly max: number }): CellReading<number> {
  return value < min || value > max ? fault('cell-range', { min, max }) : read(value);
}
