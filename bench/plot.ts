/** Growth as a picture: both scales logarithmic, so that what does not grow is flat and what grows in step rises at 45°. @module */
import { writeFile } from 'node:fs/promises';

/** Milliseconds at each number of bureaus, by what was measured. */
export type Growth = ReadonlyMap<string, readonly { readonly bureaus: number; readonly ms: number }[]>;

const BOX = { left: 64, top: 48, width: 520, height: 340 };
const [WIDTH, HEIGHT] = [780, 440];
/** Dark enough on white for text of 13 px; each line has its own dashes as well, so that colour is not alone in telling them. */
const LINES = [
  { color: '#0b5394', dashes: '' },
  { color: '#990000', dashes: '7 3' },
  { color: '#38761d', dashes: '2 3' },
  { color: '#7f4f00', dashes: '9 3 2 3' },
  { color: '#5b2c83', dashes: '4 2' },
  { color: '#444444', dashes: '12 4' },
  { color: '#00646b', dashes: '1 2' },
  { color: '#8b0a50', dashes: '14 3 2 3 2 3' },
] as const;
const LINE_HEIGHT = 16;

/** Writes the picture as SVG. */
export async function writePlot(file: string, title: string, growth: Growth): Promise<void> {
  const points = [...growth.values()].flat();
  const x = scale(
    points.map(({ bureaus }) => bureaus),
    BOX.left,
    BOX.left + BOX.width,
  );
  const y = scale(
    points.map(({ ms }) => ms),
    BOX.top + BOX.height,
    BOX.top,
  );
  const parts = [
    ...y.decades.flatMap((value) => [
      rule(BOX.left, y.at(value), BOX.left + BOX.width, y.at(value)),
      text(BOX.left - 8, y.at(value) + 4, `${value} ms`, 'end'),
    ]),
    ...x.decades.flatMap((value) => [
      rule(x.at(value), BOX.top, x.at(value), BOX.top + BOX.height),
      text(x.at(value), BOX.top + BOX.height + 20, value.toLocaleString('en'), 'middle'),
    ]),
    text(BOX.left + BOX.width / 2, HEIGHT - 10, 'bureaus on one server', 'middle'),
  ];
  const ends = [...growth].map(([name, line], n) => ({ name, n, wanted: y.at(line.at(-1)?.ms ?? 1) }));
  let free = BOX.top;
  for (const { name, n, wanted } of ends.toSorted((a, b) => a.wanted - b.wanted)) {
    const { color, dashes } = LINES[n % LINES.length] ?? LINES[0];
    const line = (growth.get(name) ?? []).map(({ bureaus, ms }) => `${x.at(bureaus)},${y.at(ms)}`);
    const end = Math.max(wanted, free);
    free = end + LINE_HEIGHT;
    parts.push(
      `<polyline points="${line.join(' ')}" fill="none" stroke="${color}" stroke-width="2" stroke-dasharray="${dashes}"/>`,
      `<text x="${BOX.left + BOX.width + 10}" y="${end + 4}" fill="${color}">${name}</text>`,
    );
  }
  await writeFile(
    file,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" role="img">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="${BOX.left}" y="26" font-size="16">${title}</text>
${parts.join('\n')}
</svg>
`,
  );
}

interface Scale {
  readonly decades: readonly number[];
  at(value: number): number;
}

function scale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return {
    decades: Array.from({ length: high - low + 1 }, (_, n) => Number((10 ** (low + n)).toPrecision(1))),
    at: (value) => Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10,
  };
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="#ddd"/>`;
}

function text(x: number, y: number, words: string, anchor: 'middle' | 'end'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#333">${words}</text>`;
}
