/** An item as its form holds it: citations as text, points numbered by their place. @module */
import { z } from 'zod';
import { formatCitations, parseCitations } from '../../../items/rules/citations.ts';
import { pointRefusals } from '../../../items/rules/points.ts';
import { BasisRef, ItemContent, type ItemView } from '../../../items/types.ts';
import { refusalMessage } from '../../kit/strings/refusals.ts';

export type Role = BasisRef['role'];
const ROLES: readonly Role[] = ['duty', 'penalty'];

export type Point = Partial<ItemContent['points'][number]>;

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

export const NEW_POINT: Point = { question: '', evidence: '', severity: 'general' };

export function formOf({ itemId, revision, content }: Pick<ItemView, 'itemId' | 'revision' | 'content'>): ItemValues {
  const { bases } = content;
  return {
    seen: { itemId, revision },
    content: {
      ...content,
      bases: { duty: formatCitations(bases, 'duty'), penalty: formatCitations(bases, 'penalty') },
    },
  };
}

/** The input of `items.save`; a citation that cannot be read stays in it, for {@link ItemForm} to refuse. */
export function inputOf(values: Readonly<Record<string, unknown>>): unknown {
  // The form holds what `newItem` or `formOf` gave it.
  const content = values['content'] as ItemValues['content'];
  return {
    seen: values['seen'],
    content: {
      ...content,
      note: content.note ?? '',
      points: content.points.map(({ question = '', evidence = '', severity, criterion = '' }, index) => ({
        no: index + 1,
        question,
        evidence,
        severity,
        ...(criterion.trim() === '' ? {} : { criterion }),
      })),
      bases: ROLES.flatMap((role) => {
        const { bases, unread } = parseCitations(content.bases[role] ?? '', role);
        return [...bases, ...unread.map((piece) => ({ role, unread: piece }))];
      }),
    },
  };
}

const Unread = z.object({ role: BasisRef.shape.role, unread: z.string() });

/** Every citation that cannot be read or kept, at the field it was typed in. */
const FormBases = z.array(z.unknown()).superRefine((bases, context) => {
  const unread = bases.flatMap((basis) => Unread.safeParse(basis).data ?? []);
  for (const role of ROLES) {
    const pieces = unread.filter((each) => each.role === role).map((each) => each.unread);
    if (pieces.length === 0) continue;
    const { reason, remedy } = refusalMessage('citation-unread', { pieces });
    context.addIssue({ code: 'custom', path: [role], message: `${reason}。${remedy}` });
  }
  const read = bases.filter((basis) => !Unread.safeParse(basis).success);
  const whole = ItemContent.shape.bases.safeParse(read);
  for (const { path, message } of whole.error?.issues ?? []) {
    const wrong = BasisRef.pick({ role: true }).safeParse(read[Number(path[0])]);
    context.addIssue({ code: 'custom', path: [wrong.data?.role ?? 'duty'], message });
  }
});

const FormPoints = ItemContent.shape.points.superRefine((points, context) => {
  for (const { code, at = '', facts } of pointRefusals(points)) {
    const [, ...path] = at.split('.');
    const steps = path.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    context.addIssue({ code: 'custom', path: steps, message: refusalMessage(code, facts).reason });
  }
});

/** What `items.save` takes, with the module's rules on points and the reading of citations: every mistake at once. */
export const ItemForm = z.object({
  content: ItemContent.extend({ points: FormPoints, bases: FormBases }),
  seen: z.object({ itemId: z.string(), revision: z.int() }).nullable(),
});
