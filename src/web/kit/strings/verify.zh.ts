/** The words of the page where anybody checks a draw; in English in `verify.en.ts`. No React here. @module */
import type { StepId } from 'verifiable-draw';
import type { Exclusion } from '../../../draw/types.ts';

/** What one step asks, and what it means when the answer is no. */
interface StepWords {
  readonly asks: string;
  readonly failed: string;
}

const steps: Readonly<Record<StepId, StepWords>> = {
  V1: {
    asks: '包里的文件一个不多、一个不少，内容与清单上的指纹逐一相同。',
    failed: '有文件缺少、多出，或者内容与清单上的指纹不同。',
  },
  V2: {
    asks: '公告、承诺、骰子和结果都写进了机关签名的公开日志，前后相连。',
    failed: '公开日志的签名、收录证明或前后次序不成立，文件不是日志里的那一份。',
  },
  V3: {
    asks: '只有一次公告、一个结果，没有抽了又抽再挑一次。',
    failed: '公告或结果不止一个，或者先后次序不对。',
  },
  V4: {
    asks: '名录和人员名单就是抽取之前公布了指纹的那几份，每家企业只出现一次。',
    failed: '名单与抽取之前公布的指纹不同，或者有重复、有无效的代码。',
  },
  V5: {
    asks: '抽取数量由公布的算式得出，没有参加抽取的企业都写明了原因。',
    failed: '公告的规则自相矛盾，抽取数量或排除原因不对。',
  },
  V6: {
    asks: '随机数来自事先公布的来源，先后次序合规，没有人能看到结果再挑随机数。',
    failed: '随机数与承诺或来源不符，或者先后次序给了人挑选的机会。',
  },
  V7: {
    asks: '这些随机数合成的种子，与公布的相同。',
    failed: '公布的种子不是由这些随机数合成的。',
  },
  V8: {
    asks: '各层抽取几家，按公布的规则重新计算，相同。',
    failed: '各层的名额与重新计算的不同。',
  },
  V9: {
    asks: '每家企业的抽签号都重新算过，抽中的正是应当抽中的那些。',
    failed: '抽签号、入选线或抽中名单与重新计算的不同。',
  },
  V10: {
    asks: '每组人员都有资格、不用回避、没有超过任务上限，至少两人。',
    failed: '有人没有资格、应当回避、超过上限，或者组不满员。',
  },
  V11: {
    asks: '谁去检查哪一家，按同一规则重新匹配，每一步都相同。',
    failed: '人员的匹配与重新计算的不同。',
  },
  V12: {
    asks: '专家、日期、车辆和装备按同一规则重新安排，空缺的确实排不出。',
    failed: '专家、日期、车辆或装备的安排与重新计算的不同。',
  },
  V13: {
    asks: '结果之后跳过的企业、换下的人员，都先经批准，再由批准以后的新随机数算出替换者。',
    failed: '替换者不是由批准以后的随机数算出的，或者没有经过他人批准。',
  },
  V14: {
    asks: '每家企业的结果与重新计算的相同，并且在期限之内产生。',
    failed: '有企业的结果与重新计算的不同，或者超过了期限。',
  },
  V15: {
    asks: '用这份名单模拟许多次抽取，看有没有席位总是落在同一个人身上；重新模拟，结论相同。',
    failed: '模拟的结论与公布的不同，或者公告所说的审计不在包里。',
  },
};

const exclusions: Readonly<Record<Exclusion, string>> = {
  SUSPENDED: '停产',
  CLOSED: '关闭',
  DEREGISTERED: '注销',
  MOVED: '搬迁',
  FREQ: '本年度已被抽中',
  OUT_OF_SCOPE: '不在本次抽查范围',
  JOINT: '联合检查已经查过',
  JUSTICE_HOLD: '司法机关要求暂缓检查',
  OTHER_AGENCY: '由其他机关监管',
};

export const verifyZh = {
  title: '核验抽取',
  lead: '在您自己的浏览器里把一次抽取从头算一遍。文件不上传，不需要相信公布它的机关。',
  language: 'English',
  choose: {
    title: '选择验证包',
    drop: '把验证包（zip 文件或解开的文件夹）拖到这里',
    file: '选择 zip 文件',
    folder: '选择文件夹',
    published: '核验本站公布的抽取',
    offlineHint: '本页就在验证包的 ref 文件夹里：选择它上一级的文件夹，或者原来的 zip 文件。',
    offlineFile: '下载离线核验页（一个文件，断网也能用）',
    policy: '使用自己的信任策略',
    policyLabel: '信任策略（日志和见证的公钥，每行一条；留空则用包内的）',
  },
  progress: {
    fetching: '正在下载验证包',
    reading: '正在读取文件',
    opened: (files: number): string => `已读取 ${files} 个文件，正在重新计算`,
    step: (id: string, title: string): string => `已核对 ${id} ${title}`,
    simulated: (done: number): string => `正在重新模拟，已完成 ${done} 次`,
    done: '核验完成',
    label: '核验进度',
  },
  problems: {
    fetch: (status: number): string =>
      status === 404 ? '没有这次抽取，或者它的验证包还没有公布。' : `验证包没有下载成功（${status}）。请稍后再试。`,
    network: '验证包没有下载成功：网络不通。请稍后再试，或者选择已下载的文件。',
    file: '文件没有读取成功。请把它复制到本机再选一次。',
    fault: (message: string): string =>
      `核验程序自身出错，没有结论：${message}。请改用命令行核验，并把这句话告诉我们。`,
    garbage: '这不是验证包。请选择从抽取页面下载的 zip 文件，或者解开后的整个文件夹（里面有 manifest.json）。',
    unreadable: (why: string): string => `无法读取：${why}`,
  },
  verdict: {
    pass: '核验通过',
    passBody: '这次抽取可以由公开的文件重新算出，结果相同，没有改动过的痕迹。',
    sealed: '到今天为止核验通过，抽中了谁还封存着',
    sealedBody: (until: string): string =>
      `这次抽取用于事先不通知的检查。名单、规则和结果的指纹已经写进公开日志，谁也不能再改；抽中了哪些企业，检查完毕后公开，至迟${until}。到时请用新的验证包再核一次，那时才能算出抽得对不对。`,
    keys: '包内一致，但日志公钥不是本站公布的',
    keysBody: '文件自己说得通，却不是用本机关的日志签名的。请不要采信，除非您另外核对过它的公钥。',
    keysNext: '还差一步：把下面的日志公钥与机关公布的核对',
    failed: '核验未通过',
    failedBody: (titles: readonly string[]): string => `没有通过的步骤：${titles.join('、')}。请不要采信这个验证包。`,
    failedNext: '请从机关网站重新下载再核验一次；仍不通过时，导出报告，向机关或其上级反映。',
    void: '这次抽取已经作废，结果仅供核对，不据此检查。',
    sentence: (agency: string, draw: string, size: number, eligible: number, drawn: number): string =>
      `机关 ${agency}，抽取 ${draw}：名录 ${size} 家，可抽取 ${eligible} 家，抽中 ${drawn} 家。`,
    sealedSentence: (agency: string, draw: string, size: number, eligible: number): string =>
      `机关 ${agency}，抽取 ${draw}：名录 ${size} 家，可抽取 ${eligible} 家，抽中的尚未公开。`,
    took: (seconds: string): string => `在本机用时 ${seconds} 秒`,
    fingerprint: '验证包指纹（清单的 SHA-256）',
    fingerprintHint: '与机关公布的指纹相同，说明别人拿到的也是这一份',
    drawnList: (count: number): string => `抽中的 ${count} 家`,
  },
  keys: {
    title: '日志公钥',
    same: '与本站公布的相同',
    other: '不是本站公布的',
    unknown: '请与机关网站或纸面公告上的公钥核对',
    compare: '把机关公布的公钥粘贴在这里核对',
    isSame: '相同：验证包是用这个公钥签名的',
    isOther: '不同：验证包不是用这个公钥签名的',
  },
  limits: {
    title: '没有核对的',
    lead: '核验通过也不说明下面这些：',
    bundleKeys: '使用的是包内的公钥，只证明包内一致；日志公钥须另行核对。',
    ownPolicy: '使用的是您自己的信任策略。',
    noWitness: '没有其他单位见证，时间是机关自己日志的时间。',
    witnessKeys: '见证单位的公钥取自包内，须与见证单位自己公布的核对。',
    offline: '随机数由两方的承诺和当场的骰子得出（offline 方案）；若两方与掷骰、录入的人全部串通，结果可被操纵。',
    lottery: '彩票开奖号码须与公开的开奖公告核对。',
    step: (id: string, title: string, why: string): string => `${id} ${title}：${why}`,
    directory: '名录是否漏了企业，抽取管不到；企业可以在这里查一查自己。',
    others: '包里只有这一次抽取的日志；是否另有没公布的抽取，要看公告编号是否连续。',
  },
  report: {
    title: '逐步核对',
    status: { PASS: '通过', FAIL: '未通过', 'NOT-APPLICABLE': '不适用' },
    values: '看到的值',
    more: (count: number): string => `另有 ${count} 项，见导出的报告`,
    export: '导出报告（JSON）',
    exportName: (draw: string): string => `核验报告-${draw}.json`,
  },
  firm: {
    title: '查一查我的单位',
    lead: '查单位是否在名录里、为什么抽中，核对上门的人是不是抽出来的。',
    label: '统一社会信用代码、企业名称，或粘贴入企核验码',
    button: '查询',
    scan: '扫描二维码',
    photo: '从照片识别',
    stop: '停止扫描',
    camera: '摄像头画面：把二维码放在画面中间',
    noCamera: '不能使用摄像头。可以改用照片，或者粘贴二维码的文字。',
    noCode: '照片里没有找到二维码。请对准、拍清楚再试一次。',
    needBundle: '先选择验证包，再按名称或代码查询；入企核验码可以直接核验。',
    needKey: '核验入企核验码需要日志公钥：请先选择验证包，或者在“使用自己的信任策略”里填入机关公布的公钥。',
    notVerified: '这个验证包没有通过核验，不能据此回答。',
    noResult: '这次抽取没有结果，无法查询。',
    sealed: (until: string): string =>
      `这次抽取还封存着，您单位有没有抽中，现在谁也查不到，至迟${until}公开。检查人员上门时会出示入企核验码，当场就能核对是不是抽出来的。`,
    nobody: '名录里没有这个单位。请核对代码；名称可以只写一部分。',
    many: '有多家单位符合，请选择：',
    badReceipt: '这个入企核验码不成立',
    badReceiptBody: '它不能证明来人是抽出来的。请对方出示执法证件，并拨打机关公布的电话核实。',
    receipt: '入企核验码成立',
    fate: {
      selected: '被抽中',
      not: '没有被抽中',
      excluded: '没有参加抽取',
      skipped: '被抽中，后来不再检查',
      substitute: '递补检查',
    },
    inDraw: (draw: string): string => `抽取 ${draw}`,
    listed: '在名录中',
    listedOnce: '出现一次',
    listedTimes: (times: number): string => `出现 ${times} 次，不应如此`,
    status: '状态',
    eligible: '参加抽取',
    excluded: (reason: string): string => `不参加抽取，原因：${reason}`,
    reference: '依据',
    stratum: '所在层',
    stratumValue: (id: string, eligible: number, quota: number): string => `${id}（${eligible} 家抽 ${quota} 家）`,
    ticket: '抽签号',
    cutoff: '入选线',
    rank: '层内次序',
    rankValue: (rank: number): string => `第 ${rank} 位`,
    officers: '检查人员',
    experts: '专家',
    loggedAt: '写入公开日志',
    other: '其他',
    why: '为什么',
    whyDrawn: '抽签号由公告和公开的随机数算出；您单位的号码不大于入选线，所以抽中。',
    whyNot: '抽签号由公告和公开的随机数算出；您单位的号码大于入选线，所以没有抽中。',
    whyExcluded: '公告之前已写明不参加的原因，抽取时没有您单位的号码。',
    whySkipped: '抽签号不大于入选线，所以抽中；后来按公布的规则不再检查，原因写在公开日志里。',
    whySubstitute: '先抽中的企业不能检查，按公布的规则用新的随机数递补，轮到您单位；谁也不能指定由谁递补。',
    whyWeighted: '这次抽取按公布的权重排列次序，抽签号和权重一起决定是否抽中；结果已重新算过。',
    whyOfficers: '检查人员由同一组随机数从有资格、不用回避的人里匹配，不由谁指定。',
    whyNobody: '没有抽中就没有指派检查人员；有人以这次抽取的名义上门，应请其说明依据。',
    whyReceipt: (at: string): string => `这个结果在${at}写进机关签名的公开日志，此后没有改过。`,
    mismatch: '抽签号、入选线与结果对不上，请导出报告并向机关反映。',
    took: (milliseconds: string): string => `核验用时 ${milliseconds} 毫秒`,
    code: '入企核验码',
    codeHint: '检查人员上门时出示，企业扫码核对；码里没有其他企业的信息。',
    codeLink: '打开这个核验码的链接',
    door: '核对上门的人',
    doorLabel: '到场人员出示的证件号，用空格或逗号分开',
    doorButton: '核对证件号',
    doorSame: '到场的人都是抽出来的人。',
    doorOther: '有人不是抽出来的。请其说明依据（如公布的更换），或拨打机关公布的电话核实。',
    doorFew: '到场的人是抽出来的，但还有人没有到。检查须由两名以上执法人员进行。',
    isDrawn: '是抽出来的',
    isNotDrawn: '不是抽出来的',
    isAbsent: '没有到场',
  },
  exclusions,
  steps,
} as const;

/** The same words in whatever language. */
export type VerifyText = Words<typeof verifyZh>;
type Words<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : { readonly [K in keyof T]: Words<T[K]> };
