/** An item as its form holds it: citations as text, points numbered by their place. @module */
import { z } from 'zod';
import { formatCitations, parseCitations } from '../../../items/rules/citations.ts';
import { pointRefusals } from '../../../items/rules/points.ts';
import { BasisRef, CheckPoint, ItemContent, type ItemView } from '../../../items/types.ts';
import type { Refusal } from '../../../core/result.ts';
import { refusalMessage } from '../../kit/strings/refusals.ts';

export type Role = BasisRef['role'];
const ROLES: readonly Role[] = ['duty', 'penalty'];

/** A point as its fields hold it: citations of each role as text. */
export type Point = Omit<Partial<ItemContent['points'][number]>, 'bases'> & {
  readonly bases?: Partial<Readonly<Record<Role, string>>>;
};

/** What the fields hold; what was never touched may be missing. */
interface ItemValues {
  readonly content: Omit<Partial<ItemContent>, 'points' | 'bases'> & {
    readonly points: readonly Point[];
    readonly bases: Readonly<Record<Role, string | undefined>>;
  };
  /** The version that the editor had before his eyes; null for a new item. */
  readonly seen: Pick<ItemView, 'itemId' | 'revision'> | null;
}

/** A new item before anything is filled in. `subject` is the bureau. */
export function newItem(subject: string): ItemValues {
  return {
    seen: null,
    content: {
      category: 'general',
      kind: 'routine',
      subject,
      scope: { domains: [], flags: [] },
      methods: [],
      selection: 'undirected',
      ratio: null,
      frequency: 1,
      cap: null,
      points: [NEW_POINT],
      bases: { duty: '', penalty: '' },
      note: '',
    },
  };
}

/** The most that one item holds. */
export const MOST_POINTS = 40;

export const NEW_POINT: Point = { question: '', evidence: '', severity: 'general' };

export function formOf({ itemId, revision, content }: Pick<ItemView, 'itemId' | 'revision' | 'content'>): ItemValues {
  const { bases } = content;
  return {
    seen: { itemId, revision },
    content: {
      ...content,
      points: content.points.map((point) => ({ ...point, bases: textsOf(point.bases ?? []) })),
      bases: textsOf(bases),
    },
  };
}

function textsOf(bases: readonly BasisRef[]): Record<Role, string> {
  return { duty: formatCitations(bases, 'duty'), penalty: formatCitations(bases, 'penalty') };
}

/** The input of `items.save`; a citation that cannot be read stays in it, for {@link ItemForm} to refuse. */
export function inputOf(values: Readonly<Record<string, unknown>>): unknown {
  // The form holds what `newItem` or `formOf` gave it.
  const content = values['content'] as ItemValues['content'];
  const { joint = [], channelUrl, scope, ...rest } = content;
  return {
    seen: values['seen'],
    content: {
      ...rest,
      ...(joint.length === 0 ? {} : { joint }),
      ...filled('channelUrl', channelUrl),
      scope: scopeInput(scope),
      note: content.note ?? '',
      points: content.points.map(pointInput),
      bases: citationsOf(content.bases),
    },
  };
}

/** A limit that names nothing is none. */
function scopeInput(scope: Partial<ItemContent['scope']> = {}): unknown {
  const { domains = [], flags = [], riskColors = [], sizes = [] } = scope;
  return {
    domains,
    flags,
    ...(riskColors.length === 0 ? {} : { riskColors }),
    ...(sizes.length === 0 ? {} : { sizes }),
  };
}

function pointInput({ question = '', evidence = '', severity, bases = {}, ...more }: Point, index: number): unknown {
  const citations = citationsOf(bases);
  return {
    no: index + 1,
    question,
    evidence,
    severity,
    ...filled('procedure', more.procedure),
    ...filled('standard', more.standard),
    ...filled('criterion', more.criterion),
    ...(citations.length === 0 ? {} : { bases: citations }),
  };
}

function filled(key: string, value = ''): Readonly<Record<string, string>> {
  return value.trim() === '' ? {} : { [key]: value };
}

/** Every citation of both roles; what cannot be read stays as it was typed. */
function citationsOf(texts: Partial<Readonly<Record<Role, string | undefined>>>): unknown[] {
  return ROLES.flatMap((role) => {
    const { bases, unread } = parseCitations(texts[role] ?? '', role);
    return [...bases, ...unread.map((piece) => ({ role, unread: piece }))];
  });
}

const Unread = z.object({ role: BasisRef.shape.role, unread: z.string() });

/** Every citation that cannot be read or kept by `kept`, at the field it was typed in. */
function formBases(kept: z.ZodType): z.ZodType {
  return z.array(z.unknown()).superRefine((bases, context) => {
    const unread = bases.flatMap((basis) => Unread.safeParse(basis).data ?? []);
    for (const role of ROLES) {
      const pieces = unread.filter((each) => each.role === role).map((each) => each.unread);
      if (pieces.length === 0) continue;
      const { reason, remedy } = refusalMessage('citation-unread', { pieces });
      context.addIssue({ code: 'custom', path: [role], message: `${reason}。${remedy}` });
    }
    const read = bases.filter((basis) => !Unread.safeParse(basis).success);
    const whole = kept.safeParse(read);
    for (const { path, message } of whole.error?.issues ?? []) {
      const wrong = BasisRef.pick({ role: true }).safeParse(read[Number(path[0])]);
      context.addIssue({ code: 'custom', path: [wrong.data?.role ?? 'duty'], message });
    }
  });
}

const Citations = z.array(BasisRef);

const FormPoint = CheckPoint.extend({ bases: formBases(CheckPoint.shape.bases).optional() });

const FormPoints = z
  .array(FormPoint)
  .min(1)
  .max(MOST_POINTS)
  .superRefine((points, context) => {
    tell(
      context,
      pointRefusals(
        points.map((point) => ({ ...point, bases: [] })),
        [],
      ),
      'points.',
    );
  });

const FormContent = ItemContent.extend({
  points: FormPoints,
  bases: formBases(ItemContent.shape.bases),
}).superRefine(({ points, bases }, context) => {
  // What could not be read is told at its own field.
  const cited = Citations.safeParse(bases);
  if (!cited.success) return;
  const own = points.map((point) => ({ ...point, bases: Citations.safeParse(point.bases).data ?? [] }));
  tell(
    context,
    pointRefusals(own, cited.data).filter(({ code }) => code === 'point-basis-stray'),
    '',
  );
});

/** Refusals of the module's rules as mistakes of the form; `base` is what of their place the schema already stands at. */
function tell(context: z.RefinementCtx, refusals: readonly Refusal[], base: string): void {
  for (const { code, at = '', facts } of refusals) {
    const steps = at === base.slice(0, -1) ? [] : at.slice(base.length).split('.');
    const path = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    context.addIssue({ code: 'custom', path, message: refusalMessage(code, facts).reason });
  }
}

/** What `items.save` takes, with the module's rules on points and the reading of citations: every mistake at once. */
export const ItemForm = z.object({
  content: FormContent,
  seen: z.object({ itemId: z.string(), revision: z.int() }).nullable(),
});
