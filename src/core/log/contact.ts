/** What came of asking a witness last. Browser-safe. @module */
export const CONTACT_OUTCOMES = {
  cosigned: '已见证',
  unreachable: '连不上',
  refused: '拒绝见证',
  ahead: '见证方见过更长的日志',
  fork: '见证方见过同样条数的另一个根',
  clock: '见证时间与本机相差过大',
  'bad-signature': '见证签名无效',
} as const;
export type ContactOutcome = keyof typeof CONTACT_OUTCOMES;
