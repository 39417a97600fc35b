import { describe, expect, it } from 'vitest';
import { formatVkey, parseVkey, type NoteSignature } from './note.ts';
import { parsePolicy, policyKeys, quorumTime } from './policy.ts';
import { LOG, testSigner, WITNESSED_POLICY } from './testing/log.ts';

const log = formatVkey(LOG.name, LOG.publicKey);
const witnesses = [2, 3, 4].map((seed) => {
  const signer = testSigner(`w${seed}.example`, seed);
  return formatVkey(signer.name, signer.publicKey, 4);
});
const POLICY = `# 区应急局
log ${log} https://yingji.example.cn/log

witness discipline ${witnesses[0]}
witness notary ${witnesses[1]} https://notary.example.cn
\twitness city ${witnesses[2]}
group outside 1 notary city
group all-of all discipline outside
quorum all-of
`;
const signed = (seed: number, timestamp?: number): NoteSignature => {
  const key = parseVkey(witnesses[seed] as string);
  return timestamp === undefined ? { key } : { key, timestamp };
};

describe('a trust policy', () => {
  const policy = parsePolicy(POLICY);

  it('knows logs, witnesses and groups', () => {
    expect(policyKeys(policy)).toHaveLength(4);
    expect(policy.quorum).toBe('all-of');
    expect(parsePolicy(WITNESSED_POLICY).quorum).toBe('notary');
  });

  it('says when enough witnesses had signed', () => {
    expect(quorumTime(policy, [signed(0, 30), signed(1, 10), signed(2, 20)])).toBe(30);
    expect(quorumTime(policy, [signed(0, 5), signed(2, 20), signed(1, 10)])).toBe(10);
    expect(quorumTime(policy, [signed(1, 10), signed(2, 20)])).toBeUndefined();
    expect(quorumTime(policy, [signed(0), signed(1)])).toBeUndefined();
    expect(quorumTime(parsePolicy('quorum none'), [signed(0, 1)])).toBeUndefined();
    expect(quorumTime(parsePolicy(POLICY.replace('1 notary', 'any notary')), [signed(0, 1), signed(2, 2)])).toBe(2);
  });

  it.each([
    ['', 'no quorum line'],
    ['quorum none\nquorum none', 'line 2: one quorum'],
    ['quorum nobody', 'line 1: one quorum'],
    ['log', 'line 1: not understood: log'],
    ['log x y z', 'line 1: not understood'],
    ['log x', 'line 1: NoteError'],
    [`log ${witnesses[0]}`, 'line 1: expected a key of type 1'],
    [`log ${log}\nlog ${log}`, 'line 2: this log stands twice'],
    [`witness a ${log}`, 'line 1: expected a key of type 4'],
    [`witness none ${witnesses[0]}`, 'line 1: none is already taken'],
    [`witness a ${witnesses[0]}\nwitness a ${witnesses[1]}`, 'line 2: a is already taken'],
    [`witness a ${witnesses[0]}\nwitness b ${witnesses[0]}`, 'line 2: this witness stands twice'],
    [`witness a ${witnesses[0]}\ngroup g 2 a`, 'line 2: expected all, any, or a number of members'],
    [`witness a ${witnesses[0]}\ngroup g some a`, 'line 2: expected all'],
    [`witness a ${witnesses[0]}\ngroup a any a`, 'line 2: a is already taken'],
    ['group g any a', 'line 1: members must be defined above'],
    [`witness a ${witnesses[0]}\ngroup g any a a`, 'line 2: members must be'],
    [`witness a ${witnesses[0]}\ngroup g any a\ngroup h any a`, 'line 3: members must be'],
    ['\n'.repeat(1001), 'more than 1000 lines'],
  ])('%j is refused: %s', (text, problem) => {
    expect(() => parsePolicy(text)).toThrow(problem);
  });
});
