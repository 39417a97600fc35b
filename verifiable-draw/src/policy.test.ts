import { describe, expect, it } from 'vitest';
import { formatVkey, parseVkey, type NoteSignature } from './note.ts';
import { parsePolicy, PolicyError, policyKeys, quorumTime } from './policy.ts';
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
    [`witness a`, 'line 1: not understood: witness a'],
    [`witness a ${witnesses[0]} x y`, 'line 1: not understood: witness a'],
    [`witness a ${witnesses[0]}\ngroup g any`, 'line 2: not understood: group g any'],
    [`witness a ${witnesses[0]}\ngroup g x1 a`, 'line 2: expected all'],
    [`witness a ${witnesses[0]}\ngroup g 1x a`, 'line 2: expected all'],
    ['quorum', 'line 1: not understood: quorum'],
    ['quorum none none', 'line 1: not understood: quorum none none'],
    ['quarum none', 'line 1: not understood: quarum none'],
    ['\n'.repeat(1000), 'more than 1000 lines'],
  ])('%j is refused: %s', (text, problem) => {
    expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ name: 'PolicyError' }) as Error);
    expect(() => parsePolicy(text)).toThrow(problem);
  });

  it('shows of a long line that is not understood its first 80 characters', () => {
    expect(() => parsePolicy('x'.repeat(100))).toThrow(
      new PolicyError(`policy line 1: not understood: ${'x'.repeat(80)}`),
    );
  });

  it('may be a thousand lines long, with words far from each other and remarks without a space', () => {
    const text = `#remark\n \t\nquorum \t none${'\n'.repeat(997)}`;
    expect(text.split('\n')).toHaveLength(1000);
    expect(parsePolicy(text).quorum).toBe('none');
  });

  it('may trust two logs of one name, and one key under two names', () => {
    const other = formatVkey(LOG.name, testSigner('x', 9).publicKey);
    const renamed = formatVkey('second.example', LOG.publicKey);
    expect(parsePolicy(`log ${log}\nlog ${other}\nlog ${renamed}\nquorum none`).logs).toHaveLength(3);
  });

  it('may ask for ten witnesses of eleven', () => {
    const names = Array.from({ length: 11 }, (_, i) => `w${i}`);
    const keys = names.map((name, i) => formatVkey(name, testSigner(name, 20 + i).publicKey, 4));
    const lines = names.map((name, i) => `witness ${name} ${keys[i]}`);
    const large = parsePolicy(`${lines.join('\n')}\ngroup ten 10 ${names.join(' ')}\nquorum ten`);
    const signatures = keys.map((key, i) => ({ key: parseVkey(key), timestamp: i }));
    expect(quorumTime(large, signatures)).toBe(9);
    expect(quorumTime(large, signatures.slice(2))).toBeUndefined();
  });

  it('does not count a signature without a time', () => {
    expect(quorumTime(policy, [signed(0), signed(1, 10)])).toBeUndefined();
  });
});
