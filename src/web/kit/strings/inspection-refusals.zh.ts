/** 现场检查: every reason against a deed of a visit, with its remedy. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const inspectionRefusals: RefusalMessages = {
  'inspection-not-found': () => ({ reason: '没有找到这项检查任务', remedy: '请从任务列表重新打开' }),
  'inspection-state': (facts) => ({
    reason: `任务现在是“${factText(facts, 'state')}”`,
    remedy: `这一步只能在“${factText(facts, 'allowed')}”时办理`,
  }),
  'inspection-blocked': (facts) => ({
    reason: factText(facts, 'reason'),
    remedy: '由办公室申请替换，算出替换者后再继续',
  }),
  'inspection-not-member': () => ({ reason: '您不在抽取确定的检查组中', remedy: '请由检查组的执法人员办理' }),
  'inspection-not-expert': () => ({ reason: '专家意见由随组专家本人陈述', remedy: '请由随组专家登录后填写' }),
  'inspection-recusal-declared': () => ({ reason: '您已申请回避', remedy: '请等待替换' }),
  'inspection-file-unread': () => ({ reason: '尚未查阅被检查单位的资料', remedy: '请先完成“查阅企业资料”' }),
  'inspection-file-changed': () => ({
    reason: '查阅以后，被检查单位的资料有变化',
    remedy: '请重新查阅，核对方案后再提交',
  }),
  'inspection-file-other': () => ({
    reason: '页面上的资料已不是最新的',
    remedy: '请刷新页面，看过再确认',
  }),
  'inspection-plan-other': () => ({
    reason: '方案已由别人改过，页面上的不是最新的',
    remedy: '请刷新页面，看过新的方案再办理；您填写的内容仍在本页',
  }),
  'finding-other': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题已由别人改过，页面上的不是最新的`,
    remedy: '请刷新页面，看过新的内容再办理；您填写的内容仍在本页',
  }),
  'inspection-item-unpublished': (facts) => ({
    reason: `有 ${factText(facts, 'count')} 个事项不在检查日有效的公布清单中`,
    remedy: '未经公布的事项不得实施，请移出',
  }),
  'inspection-item-twice': () => ({ reason: '同一事项选了两次', remedy: '请去掉重复的一项' }),
  'inspection-deviation-reason': () => ({
    reason: '所选事项与清单不一致，没有写明理由',
    remedy: '请写明增减事项的特殊情况',
  }),
  'inspection-day-past': (facts) => ({
    reason: `检查日期 ${factText(facts, 'day')} 已经过去`,
    remedy: '请选今天或以后的日期',
  }),
  'inspection-plan-missing': () => ({ reason: '还没有检查方案', remedy: '请先制定并保存方案' }),
  'inspection-drafter-approves': () => ({
    reason: '方案由您或您所在的检查组制定，不能由您批准',
    remedy: '请由检查组以外的科室负责人批准',
  }),
  'inspection-reviewer-approves': () => ({
    reason: '方案由您以科室负责人身份审核，不能再由您批准',
    remedy: '请由另一位机关负责人批准',
  }),
  'inspection-over-cap': (facts) => ({
    reason: `该企业本年度已检查 ${factText(facts, 'count')} 次，达到上限 ${factText(facts, 'cap')} 次`,
    remedy: '请退回，或依法改按投诉举报、转办等线索办理',
  }),
  'too-few-officers': (facts) => ({
    reason: `到场执法人员 ${factText(facts, 'present')} 名，至少需要 ${factText(facts, 'required')} 名`,
    remedy: '请由另一名抽中的执法人员一同亮证',
  }),
  'check-in-stranger': () => ({ reason: '有人不在抽取确定的检查组中', remedy: '只能由抽中的执法人员亮证' }),
  'finding-point-unknown': () => ({ reason: '这一检查要点不在本次检查表中', remedy: '请从检查表中选择' }),
  'finding-point-passed': () => ({ reason: '该要点已填“合格”或“不适用”', remedy: '请先把检查表中这一项改为“不合格”' }),
  'finding-level-without-criterion': () => ({ reason: '这一要点没有重大隐患判定标准', remedy: '请按一般隐患记录' }),
  'finding-criterion-missing': () => ({ reason: '重大隐患须写明判定标准', remedy: '请填写标准名称和条款' }),
  'finding-level-too-low': () => ({ reason: '按判定标准，这一要点不合格即为重大隐患', remedy: '请按重大隐患记录' }),
  'finding-days-on-the-spot': () => ({ reason: '当场纠正不设整改期限', remedy: '请把期限改为 0，或改为限期整改' }),
  'finding-days-missing': () => ({ reason: '限期整改没有写期限', remedy: '请填写 1 天以上的期限' }),
  'finding-major-on-the-spot': () => ({
    reason: '重大隐患不能以当场纠正了结',
    remedy: '请选择停用、停产撤人或限期整改',
  }),
  'finding-point-moved': () => ({ reason: '修改时不能换到另一个检查要点', remedy: '请撤销这一条，再另记一条' }),
  'finding-not-found': () => ({ reason: '没有找到这条问题', remedy: '请刷新后再试' }),
  'finding-withdrawn': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题已撤销`,
    remedy: '如需要，请另记一条',
  }),
  'finding-not-major': () => ({ reason: '这条问题没有定为重大隐患，级别不需要复核' }),
  'finding-own-review': () => ({
    reason: '这条问题由您提出，不能由您复核',
    remedy: '请由另一名执法人员或科室负责人复核',
  }),
  'answer-twice': () => ({ reason: '同一要点填了两次', remedy: '请刷新后再填' }),
  'answer-has-finding': (facts) => ({
    reason: `这一要点已有第 ${factText(facts, 'number')} 条问题`,
    remedy: '请先撤销该问题，再改检查结果',
  }),
  'record-unanswered': (facts) => ({
    reason: `还有 ${factText(facts, 'count')} 个要点没有填，第一个是：${factText(facts, 'first')}`,
    remedy: '请逐项填写检查表',
  }),
  'record-fail-without-finding': (facts) => ({
    reason: `不合格的要点没有记录问题：${factText(facts, 'question')}`,
    remedy: '请逐条记录问题',
  }),
  'record-finding-without-fail': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题对应的要点没有填“不合格”`,
    remedy: '请核对检查表',
  }),
  'record-major-unreviewed': (facts) => ({
    reason: `第 ${factText(facts, 'number')} 条问题的隐患级别没有第二人复核`,
    remedy: '请由另一名执法人员或科室负责人复核',
  }),
  'record-expert-silent': (facts) => ({
    reason: `随组专家${factText(facts, 'name')}没有逐条陈述意见`,
    remedy: '请专家登录后陈述；没有问题也要写明',
  }),
  'sign-other-record': () => ({ reason: '您看到的记录已不是现在这一份', remedy: '请刷新页面，核对后再签' }),
  'sign-twice': () => ({ reason: '这份记录已经签过' }),
  'too-few-signatures': (facts) => ({
    reason: `执法人员签字 ${factText(facts, 'present')} 个，至少需要 ${factText(facts, 'required')} 个`,
    remedy: '请抽中的执法人员各自登录签字；专家签字不计入',
  }),
  'officer-unsigned': (facts) => ({
    reason: `执法人员${factText(facts, 'name')}还没有签字`,
    remedy: '谁抽查、谁签字：请其本人登录签字',
  }),
  'expert-unsigned': () => ({ reason: '随组专家还没有签字', remedy: '请专家本人登录签字' }),
  'enterprise-unsigned': () => ({
    reason: '企业还没有签字',
    remedy: '请企业负责人签字；拒签的，写明理由并由另一名执法人员见证',
  }),
  'witness-not-second-officer': () => ({ reason: '见证人须是检查组的另一名执法人员', remedy: '请另选见证人' }),
  'record-conflict': (facts) => ({
    reason: `同一处有 ${factText(facts, 'count')} 种互不知情的填法`,
    remedy: '请在检查表、问题中（办公端在“同步情况”中）比较各版，由一人选定一次',
  }),
  'record-rivals': (facts) => ({
    reason: `这次检查有 ${factText(facts, 'count')} 份企业都已签字的记录`,
    remedy: '请重新打开其中一份，核对后保留一份',
  }),
  'photos-missing': (facts) => ({
    reason: `还有 ${factText(facts, 'count')} 件照片或录像没有传完`,
    remedy: '请在拍摄的手机上保持联网，传完后再完成签字',
  }),
  'sync-late': (facts) => ({
    reason: `有 ${factText(facts, 'count')} 项是 24 小时以前的操作`,
    remedy: '请写明补录原因后再上传',
  }),
  'device-unknown': () => ({ reason: '没有登记这台设备', remedy: '请用本人账号在这台手机上重新下载今日任务' }),
  'device-known': () => ({ reason: '这台设备已登记过' }),
  'device-key-wrong': () => ({ reason: '设备公钥不是 P-256 密钥', remedy: '请更新浏览器后重新登记' }),
  'device-revoked': () => ({
    reason: '这台设备已停用',
    remedy: '内容已暂存，由科室负责人核定后并入记录',
  }),
  'device-revoked-already': () => ({ reason: '这台设备已经停用' }),
  'operation-unreadable': () => ({
    reason: '这一项由更新版本的程序写成，现在还读不出',
    remedy: '内容已暂存，升级系统后再核定',
  }),
  'operation-stray': () => ({ reason: '这一项属于另一台设备或另一次检查', remedy: '内容已暂存，请科室负责人核对' }),
  'signature-proof-wrong': () => ({
    reason: '签字的设备校验码与登记的设备不符',
    remedy: '内容已暂存，请签字人本人核对',
  }),
  'held-decided': () => ({ reason: '所选操作已核定过，或不在这次检查中', remedy: '请刷新后再选' }),
  'measuring-device-unknown': () => ({ reason: '名录中没有这台检测设备', remedy: '请从列表中选择' }),
  'measuring-device-uncalibrated': (facts) => ({
    reason: `检测设备 ${factText(facts, 'serial')} 不在检定有效期内${factText(facts, 'until') === '' ? '' : `（至 ${factText(facts, 'until')}）`}`,
    remedy: '请换用在有效期内的设备',
  }),
  'upload-offset': (facts) => ({
    reason: `服务器已收到 ${factText(facts, 'received')} 字节`,
    remedy: '请从这一处续传',
  }),
  'upload-hash-wrong': () => ({ reason: '传完的文件与登记的哈希不符', remedy: '请重新上传这一件' }),
  'upload-not-announced': () => ({ reason: '没有登记过这一件照片', remedy: '请先上传检查内容，再传照片' }),
  'close-open-findings': (facts) => ({
    reason: `还有 ${factText(facts, 'count')} 条问题在整改中`,
    remedy: '整改并复查合格后再办结',
  }),
};
