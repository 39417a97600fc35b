/** What may stand in no public word, and why (政府信息公开条例 §14–15, 个人信息保护法, domain §11.2). Browser-safe. @module */

/** In the order of precedence: where two kinds overlap, the first one counts. */
export const PROTECTED_KINDS = {
  'whistle-blower': '举报人信息',
  'id-number': '身份证件号',
  'bank-card': '银行账号',
  phone: '电话号码',
  email: '电子邮箱',
  account: '微信或者QQ号',
  plate: '车牌号',
  location: '位置坐标',
  address: '自然人住址',
  health: '健康状况',
  'public-security': '危险物品数量',
  'trade-secret': '商业秘密',
  person: '个人姓名',
  other: '其他不宜公开的内容',
} as const;
export type ProtectedKind = keyof typeof PROTECTED_KINDS;

const PERSONAL = '个人信息（政府信息公开条例第十五条）';
/** Why it is hidden, as the desk shows it beside the mark. */
export const PROTECTED_WHY: Readonly<Record<ProtectedKind, string>> = {
  'whistle-blower': '举报人的情况任何时候都不公开（安全生产法第七十三条、政府信息公开条例第十五条）',
  'id-number': '个人敏感信息（个人信息保护法第二十八条）',
  'bank-card': '金融账户属于敏感个人信息（个人信息保护法第二十八条）',
  phone: PERSONAL,
  email: PERSONAL,
  account: PERSONAL,
  plate: '可以识别到个人（个人信息保护法第四条）',
  location: '精确位置不公开（政府信息公开条例第十四条、第十五条）',
  address: '个人隐私（政府信息公开条例第十五条）',
  health: '医疗健康属于敏感个人信息（个人信息保护法第二十八条）',
  'public-security': '可能危及公共安全（政府信息公开条例第十四条）',
  'trade-secret': '第三方商业秘密（政府信息公开条例第十五条、安全生产法第六十七条）',
  person: PERSONAL,
  other: '由承办人标出',
};

const ABSOLUTE: readonly ProtectedKind[] = ['whistle-blower', 'id-number'];
/** Never lifted, whatever the reason. */
export function isAbsolute(kind: ProtectedKind): boolean {
  return ABSOLUTE.includes(kind);
}

/** A place in a text, as UTF-16 units of it as written. */
export interface Span {
  readonly kind: ProtectedKind;
  readonly from: number;
  readonly to: number;
}

/** What is known of the people and the unit a text is about. */
export interface Known {
  /** Names that stand in the visit, the case or the bureau's rosters. */
  readonly persons: readonly string[];
  /** Credit codes that are public here: one that looks like an identity number passes. */
  readonly creditCodes: readonly string[];
}
export const NOTHING_KNOWN: Known = { persons: [], creditCodes: [] };
