/** Values of the item list as people read them. @module */
import {
  codesOf,
  RISK_COLORS,
  SAFETY_DOMAINS,
  SIZE_CLASSES,
  SPECIAL_FLAGS,
} from '../../../directory/types/vocabulary.ts';
import { formatCitation } from '../../../items/rules/citations.ts';
import {
  CHECK_METHODS,
  ITEM_CATEGORIES,
  ITEM_KINDS,
  SELECTIONS,
  SEVERITIES,
  type CatalogueState,
  type CheckMethod,
  type ItemContent,
  type ObjectScope,
} from '../../../items/types.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';

export const CATALOGUE_TONES: Readonly<Record<CatalogueState, StateTone>> = {
  draft: 'draft',
  submitted: 'waiting',
  approved: 'active',
  published: 'done',
};

/** 冶金、粉尘涉爆; 全部单位 when there is no limit. */
export function scopeText({ domains, flags, riskColors = [], sizes = [] }: ObjectScope): string {
  const labels = [
    ...codesOf(SAFETY_DOMAINS)
      .filter((domain) => domains.includes(domain))
      .map((domain) => SAFETY_DOMAINS[domain]),
    ...codesOf(SPECIAL_FLAGS)
      .filter((flag) => flags.includes(flag))
      .map((flag) => SPECIAL_FLAGS[flag]),
  ];
  const colors = codesOf(RISK_COLORS).filter((color) => riskColors.includes(color));
  const classes = codesOf(SIZE_CLASSES).filter((size) => sizes.includes(size));
  return [
    labels.length === 0 ? itemsText.list.everyone : labels.join('、'),
    ...(colors.length === 0 ? [] : [itemsText.list.ofRisk(colors.map((color) => RISK_COLORS[color]))]),
    ...(classes.length === 0 ? [] : [itemsText.list.ofSize(classes.map((size) => SIZE_CLASSES[size]))]),
  ].join('，');
}

export function methodText(methods: readonly CheckMethod[]): string {
  return methods.map((method) => CHECK_METHODS[method]).join('、');
}

/** A vocabulary as the options of a select. */
export function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }));
}

/** One 栏目 as people read it; a line per check point and citation. */
const LINES: Readonly<Record<keyof ItemContent, (content: ItemContent) => readonly string[]>> = {
  code: ({ code }) => [code],
  name: ({ name }) => [name],
  category: ({ category }) => [ITEM_CATEGORIES[category]],
  kind: ({ kind }) => [ITEM_KINDS[kind]],
  subject: ({ subject }) => [subject],
  scope: ({ scope }) => [scopeText(scope)],
  methods: ({ methods }) => [methodText(methods)],
  selection: ({ selection }) => [SELECTIONS[selection]],
  ratio: ({ ratio }) => [ratio === null ? itemsText.item.byPlan : `${ratio / 100}%`],
  frequency: ({ frequency }) => [itemsText.list.perYear(frequency)],
  cap: ({ cap }) => [cap === null ? itemsText.item.byClass : itemsText.list.perYear(cap)],
  joint: ({ joint = [] }) => joint,
  channelUrl: ({ channelUrl }) => (channelUrl === undefined ? [] : [channelUrl]),
  points: ({ points }) =>
    points.map((point) => {
      const { question, procedure = '', standard = '', evidence, severity, criterion = '', bases = [] } = point;
      const law = bases.map(formatCitation).join('、');
      const more = [procedure, standard, evidence, SEVERITIES[severity], criterion, law].filter((part) => part !== '');
      return `${question}（${more.join('；')}）`;
    }),
  bases: ({ bases }) => bases.map((basis) => `${itemsText.item[basis.role]}${formatCitation(basis)}`),
  note: ({ note }) => (note === '' ? [] : [note]),
};

/** The lines of a field that the diff names; none for a field that this page does not know. */
export function fieldLines(content: ItemContent, field: string): readonly string[] {
  const known = Object.entries(LINES).find(([name]) => name === field);
  return known === undefined ? [] : known[1](content);
}
