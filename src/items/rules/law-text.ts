/** Reading a pasted law into its articles, by rule: nothing is guessed. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { LawArticle } from '../types/law.ts';
import { parseChineseNumber } from './citations.ts';

const NUMERAL = '[零〇一二三四五六七八九十百千]+';
const ARTICLE = new RegExp(`^第(${NUMERAL})条(?!之|的|第|规定|所)[\\s　]*(.*)$`, 'u');
const BETWEEN = new RegExp(`^第${NUMERAL}条之`, 'u');
const HEADING = new RegExp(`^第${NUMERAL}[编章节分]`, 'u');
/** As many characters as an article may have. */
const MOST = 8_000;

export interface LawReading {
  readonly articles: readonly LawArticle[];
  readonly refusals: readonly Refusal[];
}

/**
 * The articles of a law as published: each begins a line with 第…条. Headings of 编、章、节 and everything before the first
 * article are left out; numbers must run from 1 without a gap.
 */
export function parseLawText(text: string): LawReading {
  const articles: { article: number; lines: string[] }[] = [];
  const between: string[] = [];
  for (const line of text
    .normalize('NFC')
    .split(/\r\n|\r|\n/)
    .map(cleaned)) {
    const match = ARTICLE.exec(line);
    if (BETWEEN.test(line)) between.push(line.slice(0, 12));
    else if (match !== null)
      articles.push({ article: parseChineseNumber(match[1] ?? '') ?? 0, lines: [match[2] ?? ''] });
    else if (line !== '' && !HEADING.test(line)) articles.at(-1)?.lines.push(line);
  }
  const read = articles.map(({ article, lines }) => ({
    article,
    text: lines.filter((line) => line !== '').join('\n'),
  }));
  return { articles: read, refusals: refusalsOf(read, between) };
}

function refusalsOf(articles: readonly LawArticle[], between: readonly string[]): Refusal[] {
  if (articles.length === 0) return [{ code: 'law-text-unread', at: 'text' }];
  const gap = articles.findIndex(({ article }, index) => article !== index + 1);
  const odd = articles.filter(({ text }) => text === '' || text.length > MOST);
  return [
    ...(gap === -1
      ? []
      : [{ code: 'law-text-gap', at: 'text', facts: { expected: gap + 1, found: articles[gap]?.article ?? 0 } }]),
    ...(odd.length === 0
      ? []
      : [{ code: 'law-text-article', at: 'text', facts: { articles: odd.map(({ article }) => String(article)) } }]),
    ...(between.length === 0 ? [] : [{ code: 'law-text-between', at: 'text', facts: { lines: [...between] } }]),
  ];
}

/** Marks of Markdown and space around go; so do the full-width blanks with which paragraphs begin. */
function cleaned(line: string): string {
  return line
    .replace(/^[\s　]*#*[\s　]*/u, '')
    .replace(/\*\*/gu, '')
    .trimEnd();
}
