/** What a hand has said on a phone, when, and whether it is still there. @module */

interface Said {
  readonly value: string;
  /** When the finger was off, in milliseconds of this process; infinite while it is not known whether the phone heard. */
  at: number;
}

/** What may be lost: nothing older than this. */
export const GRACE_MS = 1_000;

/** Before every kill. */
const LONG_AGO = Number.NEGATIVE_INFINITY;

/** Nothing said. */
export const NOTHING = '';

/** For each subject what was said, in order. */
export class Ledger {
  private readonly subjects = new Map<string, Said[]>();

  /** Says `values` by `act`: they count from the moment it is over, and may be there before. */
  async say<T>(values: Readonly<Record<string, string>>, act: () => Promise<T>): Promise<T> {
    const said = Object.entries(values).map(([subject, value]) => this.enter(subject, value));
    const outcome = await act();
    const at = performance.now();
    for (const each of said) each.at = at;
    return outcome;
  }

  /** It stands on the screen: from now on nothing excuses its loss. */
  shown(subject: string): void {
    const last = this.subjects.get(subject)?.at(-1);
    if (last !== undefined) last.at = LONG_AGO;
  }

  current(subject: string): string {
    return this.subjects.get(subject)?.at(-1)?.value ?? NOTHING;
  }

  subjectsOf(prefix: string): string[] {
    return [...this.subjects.keys()].filter((subject) => subject.startsWith(prefix));
  }

  /** Subjects whose value after a kill at `killedAt` is older than the grace allows, each as a sentence; then takes what is there for granted. */
  hold(seen: ReadonlyMap<string, string>, killedAt: number): string[] {
    const lost: string[] = [];
    for (const [subject, said] of this.subjects) {
      const value = seen.get(subject) ?? NOTHING;
      const certain = said.findLastIndex(({ at }) => at <= killedAt - GRACE_MS);
      const allowed =
        certain === -1 ? [NOTHING, ...said.map((each) => each.value)] : said.slice(certain).map((each) => each.value);
      if (!allowed.includes(value)) {
        const last = said[certain];
        lost.push(
          `${subject} is “${value}”, was “${last?.value ?? ''}” ${killedAt - (last?.at ?? LONG_AGO)} ms before the kill`,
        );
      }
      this.subjects.set(subject, [{ value, at: LONG_AGO }]);
    }
    return lost;
  }

  private enter(subject: string, value: string): Said {
    const said = { value, at: Number.POSITIVE_INFINITY };
    const before = this.subjects.get(subject) ?? [{ value: NOTHING, at: LONG_AGO }];
    this.subjects.set(subject, [...before, said]);
    return said;
  }
}
