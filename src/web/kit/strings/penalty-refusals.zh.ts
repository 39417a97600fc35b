/** 行政处罚案件: every reason against an act on a case, with its remedy. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

const filing: RefusalMessages = {
  'case-not-found': () => ({ reason: '没有找到这个案件', remedy: '请从案件列表重新打开' }),
  'case-state': (facts) => ({
    reason: `案件现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'case-not-handler': () => ({ reason: '您不是本案承办人', remedy: '请由承办人办理，或者由科室负责人更换承办人' }),
  'case-code-none': () => ({ reason: '本案还没有办理代码', remedy: '立案批准以后自动生成' }),
  'case-not-presider': () => ({ reason: '您不是本案指定的听证主持人', remedy: '请由听证通知书写明的主持人办理' }),
  'case-apart': (facts) => ({
    reason: `您是或者曾经是本案${factText(facts, 'seat')}，不能办理“${factText(facts, 'deed')}”`,
    remedy: '请由没有参与本案这一职责的人员办理',
  }),
  'case-no-delegation': (facts) => ({
    reason: `${factText(facts, 'today')} 没有局长委托您代理签署的记录`,
    remedy: '请由局长签署，或者由局长登记写明起止日期的代理',
  }),
  'case-officer-conflict': (facts) => ({
    reason: `${factText(facts, 'name')}对当事人有回避登记`,
    remedy: '请另选执法人员',
  }),
  'case-officer-no-account': (facts) => ({
    reason: `${factText(facts, 'name')}没有关联登录账号，不能承办案件`,
    remedy: '请先在执法人员名录中关联账号',
  }),
  'case-without-opener': () => ({ reason: '承办人中没有您本人', remedy: '请把自己列为承办人，或者由承办人办理' }),
  'case-handler-unknown': () => ({ reason: '选中的人员不是本案承办人', remedy: '请从现在的承办人里选择' }),
  'case-replacement-same': () => ({ reason: '接手的人就是原承办人', remedy: '请另选执法人员' }),
  'case-replacement-apart': (facts) => ({
    reason: `${factText(facts, 'name')}在本案中担任过审核、听证主持或者决定的职责`,
    remedy: '请另选执法人员',
  }),
  'case-day-later': (facts) => ({ reason: '日期填晚了', remedy: `请填写 ${factText(facts, 'to')} 或以前的日期` }),
  'case-day-before': (facts) => ({ reason: '日期填早了', remedy: `请填写 ${factText(facts, 'from')} 或以后的日期` }),
  'case-witness-missing': () => ({ reason: '留置送达没有写明见证人或者录像', remedy: '请填写见证人或者录像说明' }),
  'case-consent-missing': () => ({
    reason: '电子送达没有当事人签订的确认书',
    remedy: '请先由当事人在办理页面确认或者登记其书面确认书，或改用其他送达方式',
  }),
  'recusal-asked': () => ({ reason: '对这名承办人的回避已经提出，等待决定', remedy: '请等待负责人决定' }),
  'recusal-unknown': () => ({ reason: '没有等待决定的这项回避', remedy: '请刷新页面查看最新情况' }),
  'recusal-replacement': () => ({ reason: '同意回避但没有指定接手的执法人员', remedy: '请选择接手的执法人员' }),
  'recusal-undecided': () => ({ reason: '本案有回避还没有决定', remedy: '请先由负责人决定回避' }),
  'evidence-without-handler': () => ({ reason: '取证人员中没有您本人', remedy: '由取证的承办人登记' }),
  'evidence-unknown': () => ({ reason: '这条事实引用了本案没有登记的证据', remedy: '请先登记证据，再引用' }),
  'evidence-file-unknown': (facts) => ({
    reason: `没有收到文件“${factText(facts, 'name')}”`,
    remedy: '请重新上传这个文件',
  }),
  'evidence-file-twice': (facts) => ({
    reason: `这个文件已经是证据“${factText(facts, 'name')}”的附件`,
    remedy: '同一个文件只登记一次，请移除',
  }),
  'evidence-file-of-visit': () => ({
    reason: '这个文件在检查时已经保存',
    remedy: '请移除附件，在“检查时拍摄的照片、录像”里选择它',
  }),
  'evidence-photo-unknown': () => ({ reason: '选中的照片不在本案的检查里', remedy: '请刷新页面后重新选择' }),
  'evidence-finding-unknown': () => ({ reason: '选中的问题不在本案的检查里', remedy: '请刷新页面后重新选择' }),
  'evidence-copy-kept': () => ({
    reason: '复制件没有写明原件在哪里、是否核对',
    remedy: '请写明原件存放处和核对情况，例如“原件由当事人保存，经核对无异”',
  }),
  'evidence-file-kind': () => ({
    reason: '视听资料的附件里没有图片或者视频',
    remedy: '请上传图片、视频，或者改选证据种类',
  }),
  'evidence-nothing-behind': (facts) => ({
    reason: `${factText(facts, 'kind')}只有文字，没有依托`,
    remedy: `请补上其中一项：${factText(facts, 'needs')}`,
  }),
  'hold-without-evidence': () => ({
    reason: '留作证据的物品还没有登记为证据',
    remedy: '请先登记证据，并选择这项登记保存',
  }),
  'hold-without-seizure': () => ({
    reason: '没有批准中的查封、扣押',
    remedy: '请先申请并批准查封、扣押，或者选择其他处理方式',
  }),
  'hold-unknown': () => ({ reason: '没有等待这一步的登记保存', remedy: '请刷新页面查看最新情况' }),
  'hold-not-approved': () => ({ reason: '这项登记保存没有获得批准', remedy: '没有批准的只能解除' }),
  'hold-open': () => ({ reason: '先行登记保存的证据还没有处理', remedy: '请先批准或者处理，七个工作日内作出决定' }),
  'interview-not-called': () => ({
    reason: '还没有送达询问通知书',
    remedy: '请先通知询问并登记送达，再登记询问笔录',
  }),
  'evidence-paper-kind': () => ({
    reason: '这种笔录与选择的证据种类不符',
    remedy: '询问笔录属于当事人的陈述或者证人证言，勘验笔录属于勘验笔录、现场笔录，抽样取证属于物证',
  }),
  'seizure-unknown': () => ({ reason: '没有等待这一步的查封、扣押', remedy: '请刷新页面查看最新情况' }),
  'seizure-urgent-when': () => ({
    reason: '写了紧急情况，没有写当场实施的时间',
    remedy: '当场实施的请填写时间；没有当场实施的，请清空紧急情况，先报请批准',
  }),
  'seizure-urgency-missing': () => ({
    reason: '当场实施查封、扣押没有写明紧急情况',
    remedy: '请写明为什么来不及先报批（行政强制法第十九条）',
  }),
  'seizure-not-approved': () => ({ reason: '这项查封、扣押没有获得批准', remedy: '没有批准的只能解除' }),
  'seizure-pending': () => ({ reason: '查封、扣押的申请还没有批复', remedy: '请先由负责人批准或者解除' }),
  'seizure-open': () => ({ reason: '查封、扣押的财物还没有处理', remedy: '请先作出处理决定，再报请结案' }),
  'seizure-extended': (facts) => ({
    reason: `已经延长过一次，期限到 ${factText(facts, 'by')}`,
    remedy: '请在期满前处理；查封、扣押只能延长一次',
  }),
  'seizure-late': (facts) => ({
    reason: `查封、扣押的期限 ${factText(facts, 'by')} 已过，不能再延长`,
    remedy: '请立即解除',
  }),
  'appraisal-unknown': () => ({ reason: '没有等待这一步的委托鉴定', remedy: '请刷新页面查看最新情况' }),
  'appraisal-late': (facts) => ({
    reason: `告知的鉴定期间 ${factText(facts, 'by')} 已过，不能再延长`,
    remedy: '请登记鉴定结果或者撤回委托，需要继续鉴定的重新委托',
  }),
  'appraisal-not-longer': (facts) => ({
    reason: `新的期限不晚于原来的 ${factText(facts, 'by')}`,
    remedy: '请填写更晚的日期；提前完成的直接登记鉴定结果',
  }),
  'appraisal-without-opinion': () => ({
    reason: '没有选择鉴定意见',
    remedy: '请先把鉴定意见登记为证据（种类：鉴定意见），再在这里选择',
  }),
  'appraisal-without-reason': () => ({ reason: '没有写明撤回委托的理由', remedy: '请写明理由' }),
  'appraisal-open': (facts) => ({
    reason: `委托${factText(facts, 'agency')}的鉴定还没有结果：${factText(facts, 'goods')}`,
    remedy: '请登记鉴定结果或者撤回委托，再提交调查报告',
  }),
  'extension-spent': (facts) => ({
    reason: `延期次数已用完，最多 ${factText(facts, 'most')} 次`,
    remedy: '请在期限内作出决定；次数在办案设置中按本地规定填写',
  }),
  'case-extension-late': (facts) => ({
    reason: `办案期限 ${factText(facts, 'by')} 已过，不能再延期`,
    remedy: '过期不能再给予处罚，请呈批不予处罚或者撤销立案',
  }),
  'penalty-setting-stale': () => ({ reason: '办案设置已有更新的版本', remedy: '请刷新后在最新版本上修改' }),
  'delegation-past': () => ({ reason: '代理的截止日已经过去', remedy: '请填写今天或以后的日期' }),
  'delegation-none': () => ({ reason: '没有生效中的这项代理', remedy: '请刷新页面查看最新情况' }),
};

const deciding: RefusalMessages = {
  'benchmark-unknown': (facts) => ({
    reason: `${factText(facts, 'day')} 没有生效的这项裁量基准或者档次`,
    remedy: '请选择违法行为发生时有效的裁量基准，或者由法制审核人员登记',
  }),
  'penalty-kind-outside': (facts) => ({
    reason: `“${factText(facts, 'grade')}”档次没有“${factText(facts, 'kind')}”`,
    remedy: '请删去这种处罚，或者选择有它的档次',
  }),
  'fine-above-grade': (facts) => ({
    reason: `罚款超过“${factText(facts, 'grade')}”档次的上限 ${factText(facts, 'to')} 元`,
    remedy: `请填写 ${factText(facts, 'from')} 至 ${factText(facts, 'to')} 元`,
  }),
  'fine-below-grade': (facts) => ({
    reason: `罚款低于“${factText(facts, 'grade')}”档次的下限 ${factText(facts, 'from')} 元`,
    remedy: '有《行政处罚法》第三十二条的情形才能减轻，请选择情形或者提高金额',
  }),
  'spot-above-limit': (facts) => ({
    reason: `当场处罚的罚款不超过 ${factText(facts, 'limit')} 元`,
    remedy: '超过的请登记线索，按普通程序立案',
  }),
  'penalty-time-limit': (facts) => ({
    reason: `违法行为的追究时效到 ${factText(facts, 'until')}，发现时已过`,
    remedy: '不再给予行政处罚，请呈批不予处罚',
  }),
  'act-fined-before': (facts) => ({
    reason: `同一违法行为已在 ${factText(facts, 'on')} 被处罚款`,
    remedy: '同一个违法行为不得给予两次以上罚款，请去掉罚款',
  }),
  'no-penalty-uncorrected': () => ({ reason: '违法行为还没有改正', remedy: '及时改正后才能以此为由不予处罚' }),
  'no-penalty-harm': () => ({ reason: '已经造成危害后果', remedy: '没有造成危害后果才能以轻微为由不予处罚' }),
  'no-penalty-not-first': (facts) => ({
    reason: `当事人在 ${factText(facts, 'on')} 受过处罚，不是初次违法`,
    remedy: '请选择其他理由，或者给予处罚',
  }),
  'heavier-after-argument': () => ({
    reason: '当事人陈述申辩之后拟给予更重的处罚，而没有新取得的证据',
    remedy: '不得因当事人陈述、申辩而加重，请不超过已告知的内容',
  }),
  'penalty-not-told': () => ({ reason: '没有告知过当事人拟给予处罚', remedy: '请先送达行政处罚告知书' }),
  'penalty-kind-not-told': (facts) => ({
    reason: `没有告知过当事人拟给予“${factText(facts, 'kind')}”`,
    remedy: '请不超过已告知的内容，或者补充调查后重新告知',
  }),
  'penalty-more-than-told': (facts) => ({
    reason: `“${factText(facts, 'kind')}”${factText(facts, 'now')} 元，超过已告知的 ${factText(facts, 'told')} 元`,
    remedy: '请不超过已告知的内容，或者补充调查后重新告知',
  }),
  'argument-waived': () => ({ reason: '当事人已经明确放弃陈述申辩、听证', remedy: '以放弃的书面材料为准' }),
  'argument-too-late': (facts) => ({
    reason: `陈述申辩的期限 ${factText(facts, 'by')} 已过`,
    remedy: '有新的情况请直接联系承办人',
  }),
  'argument-unknown': () => ({ reason: '选中的陈述申辩已经答复或者不在本案', remedy: '请刷新页面查看最新情况' }),
  'argument-unanswered': () => ({
    reason: '当事人在办理页面提交的陈述申辩还没有复核',
    remedy: '请先用“记录陈述申辩”复核并答复',
  }),
  'argument-running': (facts) => ({
    reason: `当事人陈述申辩、要求听证的期限到 ${factText(facts, 'by')}`,
    remedy: '请等期限届满，或者登记当事人明确放弃',
  }),
  'hearing-not-told': () => ({ reason: '告知书没有告知听证权利', remedy: '这件案件不属于应当听证的情形' }),
  'hearing-too-late': (facts) => ({
    reason: `要求听证的期限是 ${factText(facts, 'by')}`,
    remedy: '逾期视为放弃；因不可抗力耽误的，请补充调查后重新告知',
  }),
  'hearing-too-soon': (facts) => ({
    reason: '听证通知与听证之间不足七个工作日',
    remedy: `请定在 ${factText(facts, 'after')} 之后`,
  }),
  'hearing-closed-reason': () => ({
    reason: '不公开听证没有写明理由',
    remedy: '涉及国家秘密、商业秘密、个人隐私的写明',
  }),
  'hearing-not-yet': (facts) => ({
    reason: `听证还没有举行（${factText(facts, 'on')}）`,
    remedy: '请在听证举行之后提交报告',
  }),
  'hearing-call-unserved': () => ({
    reason: '听证会通知书还没有送达当事人',
    remedy: '请先登记送达；通知要在听证的七个工作日前送达',
  }),
  'hearing-call-late': (facts) => ({
    reason: '听证会通知书送达与听证之间不足七个工作日',
    remedy: `听证须在 ${factText(facts, 'after')} 之后，请重新通知听证`,
  }),
  'presider-investigated': () => ({ reason: '选中的主持人是本案调查人员', remedy: '请指定非本案调查人员主持' }),
  'presider-reviewed': () => ({ reason: '选中的主持人审核过本案', remedy: '请另行指定主持人' }),
  'discussion-without-chair': () => ({ reason: '参加人员中没有您本人', remedy: '集体讨论由主持的负责人记录' }),
  'discussion-handler': () => ({ reason: '承办人只汇报，不参加讨论表决', remedy: '请从参加人员中去掉承办人' }),
  'discussion-too-few': (facts) => ({
    reason: `参加集体讨论的只有 ${factText(facts, 'present')} 人`,
    remedy: `至少 ${factText(facts, 'required')} 人`,
  }),
  'decision-not-submitted': () => ({ reason: '处理意见还没有呈批', remedy: '请由承办人先呈批' }),
  'decision-too-late': (facts) => ({
    reason: `作出决定的期限 ${factText(facts, 'by')} 已过`,
    remedy: '过期不能再给予处罚，请退回后呈批不予处罚或者撤销立案',
  }),
};

const executing: RefusalMessages = {
  'document-missing': (facts) => ({
    reason: `还没有制发《${factText(facts, 'title')}》`,
    remedy: '请先办理制发这份文书的一步',
  }),
  'document-not-to-serve': () => ({
    reason: '选中的文书不能在这里办理：已经送达、已经作废，或者有自己的送达步骤',
    remedy: '请刷新页面，从等待送达的文书里选择',
  }),
  'document-draft': (facts) => ({
    reason: `还有等待批准的文书：${factText(facts, 'titles')}`,
    remedy: '请先批准、退回或者处理，再报请结案',
  }),
  'document-unserved': (facts) => ({
    reason: `还有没有送达当事人的文书：${factText(facts, 'titles')}`,
    remedy: '请登记送达；制发有误的请作废',
  }),
  'report-back-general': () => ({ reason: '普通程序案件不需要报备', remedy: '只有当场处罚需要报备' }),
  'reported-back': () => ({ reason: '这件当场处罚已经报备', remedy: '不必重复报备' }),
  'report-back-missing': () => ({ reason: '当场处罚还没有报所属机关备案', remedy: '请先报备' }),
  'payment-too-much': (facts) => ({
    reason: `超过应缴余额 ${factText(facts, 'outstanding')} 元`,
    remedy: '请核对票据金额；加处罚款先由负责人决定',
  }),
  'payment-missing': (facts) => ({
    reason: `还有 ${factText(facts, 'outstanding')} 元没有缴清`,
    remedy: '请登记缴款，或者催告、申请法院强制执行、终结执行',
  }),
  'claim-unknown': () => ({ reason: '选中的缴款凭据已经处理或者不在本案', remedy: '请刷新页面查看最新情况' }),
  'claim-open': () => ({
    reason: '当事人提交的缴款凭据还没有核对',
    remedy: '请核对后登记缴款，查不到的退回',
  }),
  'cash-not-allowed': (facts) => ({
    reason: `当场收缴只限当场处罚且罚款不超过 ${factText(facts, 'limit')} 元`,
    remedy: '边远、水上、交通不便地区经当事人提出的请勾选，其余由当事人到银行缴纳',
  }),
  'cash-deposit-missing': () => ({
    reason: '没有写明当场收缴的罚款何时交回',
    remedy: '收缴之日起二日内交回，请填写日期',
  }),
  'instalments-pending': () => ({ reason: '已有一份延期、分期申请等待批复', remedy: '请等待批复' }),
  'instalments-granted': () => ({ reason: '已经批准过延期、分期缴款', remedy: '按批准的期限缴款' }),
  'instalments-none': () => ({ reason: '没有等待批复的延期、分期申请', remedy: '请刷新页面查看最新情况' }),
  'instalments-too-late': (facts) => ({
    reason: `缴款期限 ${factText(facts, 'by')} 已过`,
    remedy: '延期、分期应当在缴款期限内申请',
  }),
  'instalments-sum': (facts) => ({
    reason: `各期合计 ${factText(facts, 'sum')} 元，应缴 ${factText(facts, 'outstanding')} 元`,
    remedy: '请使各期合计等于应缴金额',
  }),
  'instalments-order': () => ({ reason: '各期日期没有先后递增', remedy: '请按先后填写，第一期晚于申请日' }),
  'extra-none': (facts) => ({
    reason: `没有应加处的罚款（缴款期限 ${factText(facts, 'by')}）`,
    remedy: '逾期不缴才能加处，复议、诉讼期间不计算',
  }),
  'extra-waiver': (facts) => ({
    reason: `减免超过应加处的 ${factText(facts, 'accrued')} 元`,
    remedy: '请填写不超过应加处金额的减免',
  }),
  'extra-undecided': () => ({
    reason: '当事人逾期缴款，还没有决定加处罚款',
    remedy: '请由负责人决定加处或者依法减免',
  }),
  'nothing-owing': () => ({ reason: '没有需要当事人履行的内容', remedy: '请登记执行完毕' }),
  'urge-too-soon': (facts) => ({
    reason: `履行期限 ${factText(facts, 'by')} 还没有过`,
    remedy: '逾期不履行才催告',
  }),
  'urge-missing': () => ({ reason: '申请法院强制执行前没有催告', remedy: '请先送达催告书' }),
  'urge-running': (facts) => ({
    reason: `催告后的十日到 ${factText(facts, 'by')}`,
    remedy: '十日届满仍不履行再申请',
  }),
  'court-too-soon': (facts) => ({
    reason: `复议、诉讼的期限到 ${factText(facts, 'from')}`,
    remedy: '期限届满，当事人不复议、不诉讼又不履行的，才能申请',
  }),
  'court-too-late': (facts) => ({
    reason: `申请法院强制执行的期限 ${factText(facts, 'by')} 已过`,
    remedy: '请继续督促履行，或者依法终结执行',
  }),
  'court-amount': (facts) => ({
    reason: `执行到位应为 ${factText(facts, 'outstanding')} 元`,
    remedy: '全部执行到位填写这一金额；没有到位的选择终结执行',
  }),
  'court-amount-none': () => ({ reason: '没有执行到位时不填写金额', remedy: '请清空金额，或者选择执行完毕' }),
  'challenge-nothing': () => ({ reason: '决定还没有送达', remedy: '送达之后才有复议、诉讼' }),
  'challenge-running': () => ({ reason: '复议或者诉讼还没有结束', remedy: '请先登记复议、诉讼结果' }),
  'challenge-none': () => ({ reason: '没有进行中的复议、诉讼', remedy: '请刷新页面查看最新情况' }),
  'challenge-reconsider-first': () => ({
    reason: '对当场处罚不服的，应当先申请行政复议',
    remedy: '请先登记行政复议',
  }),
  'daily-no-fine': () => ({
    reason: '没有生效并已送达的罚款决定',
    remedy: '被责令改正并且受到罚款处罚、拒不改正的，才能按日连续处罚',
  }),
  'recheck-before-term': (facts) => ({
    reason: `责令改正的期限 ${factText(facts, 'until')} 还没有过`,
    remedy: '请在改正期限届满以后复查',
  }),
  'recheck-unknown': () => ({
    reason: '选中的复查没有发现拒不改正，或者已经提出过按日连续处罚',
    remedy: '请先登记复查，再提出',
  }),
  'daily-before-law': (facts) => ({
    reason: `责令改正在 ${factText(facts, 'since')} 以前作出，当时的法律没有按日连续处罚`,
    remedy: '请重新责令改正，期满后再复查',
  }),
  'daily-no-day': () => ({
    reason: '这次复查以前的日子都已经计罚',
    remedy: '请在以后的日期再次复查',
  }),
  'daily-by-hand': () => ({
    reason: '按日连续处罚不能当作线索登记',
    remedy: '请在原处罚案件里登记复查，再提出按日连续处罚',
  }),
  'daily-amount': (facts) => ({
    reason: `按日连续处罚只有一项罚款，${factText(facts, 'days')} 日每日 ${factText(facts, 'perDay')} 元，应为 ${factText(facts, 'sum')} 元`,
    remedy: `请填写罚款 ${factText(facts, 'sum')} 元，不另加其他处罚`,
  }),
  'daily-base-revoked': () => ({
    reason: '作为依据的原处罚决定已经撤销或者变更',
    remedy: '请退回后呈批不予处罚或者撤销立案',
  }),
  'decision-revoked': () => ({ reason: '处罚决定已经撤销', remedy: '不必重复撤销' }),
  'decision-no-penalty': () => ({ reason: '没有给予处罚的决定可以撤销', remedy: '只有处罚决定需要撤销' }),
};

export const penaltyRefusals: RefusalMessages = { ...filing, ...deciding, ...executing };
