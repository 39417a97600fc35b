/** Dates and times as Chinese readers write them, in the bureau's time. Pure. Browser-safe. @module */

const inBureauTime = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

interface Parts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly time: string;
}

/** `2026年1月5日`, from a day `YYYY-MM-DD` or an instant. @throws RangeError for anything else */
export function sentenceDate(value: string): string {
  const { year, month, day } = partsOf(value);
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** `2026年1月5日 14:02`, in the bureau's time. */
export function sentenceTime(instant: string): string {
  return `${sentenceDate(instant)} ${partsOf(instant).time}`;
}

/** `2026-01-05`, for tables. */
export function tableDate(value: string): string {
  const { year, month, day } = partsOf(value);
  return `${year}-${month}-${day}`;
}

/** `2026-01-05 14:02`, for tables. */
export function tableTime(instant: string): string {
  return `${tableDate(instant)} ${partsOf(instant).time}`;
}

function partsOf(value: string): Parts {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (day !== null) return { year: day[1] ?? '', month: day[2] ?? '', day: day[3] ?? '', time: '' };
  const parts = new Map(inBureauTime.formatToParts(Date.parse(value)).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return { year: part('year'), month: part('month'), day: part('day'), time: `${part('hour')}:${part('minute')}` };
}
