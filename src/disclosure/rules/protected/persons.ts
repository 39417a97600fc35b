/** Names of natural persons: those of the rosters, and what words around them say is a name. Browser-safe. @module */
import type { View } from './view.ts';

const SURNAMES = new Set(
  Array.from(
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由甲乙丙丁戊己庚辛壬癸',
  ),
);
const COMPOUND = new Set(
  '欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 独孤 南宫 夏侯 轩辕 端木 西门 呼延 百里 闻人 太史 公冶 钟离 申屠 澹台 濮阳 淳于 单于 拓跋 鲜于'.split(
    ' ',
  ),
);

/** Words after which a name stands. Longer ones first. */
const BEFORE =
  '实际控制人|主要负责人|法定代表人|安全管理人员|安全负责人|现场负责人|安全管理员|车间负责人|特种作业人员|被询问人|被检查人|实际经营者|当班人员|作业人员|值班人员|工作人员|负责人|经营者|安全员|联系人|经办人|见证人|当事人|被害人|受害人|受伤者|死亡者|签收人|代理人|委托人|投资人|责任人|管理员|操作工|操作员|检修工|驾驶员|班组长|车间主任|技术员|业主|房东|证人|伤者|死者|电工|焊工|叉车工|司机|厂长|经理|老板|法人|询问|登记|雇用|聘用|由|工人|职工|员工|学徒|股东|董事长|总经理|姓名|名叫|叫做|系';
/** Words before which a name stands. */
const AFTER =
  '先生|女士|小姐|师傅|同志|[(,、:\\s]{0,2}(?:男|女)[,、;\\s]|[(,、:\\s]{0,2}(?:身份证|公民身份|身份号码|手机|联系电话|电话|住址|家住|户籍)';
/** What may follow a name that stands after one of the words. */
const FOLLOWS =
  /^(?:$|[,、。;:!?.()[\]【】《》"“”'\s/|\d]|未|已|在|的|说|称|等|签|进|正|没|无|持|将|于|从|为|系|与|和|及|因|对|把|被|陈|反映|表示|手|电话|电|提|证实|举报|联|住|现|均|也|都|自|到|担|拒|擅|佩|戴|违|操|受|负|介|确|承|不|先|女士|同志|师傅|男|女|两|三人|一人|本人|当|作|独|单|上岗|驾|引|得知|身份|等人)/;
/** Characters that no given name has. */
const NO_GIVEN =
  /[未已在了的不无有应当须对把被将与及等因为是系说称没正从到并且或者其该本此每各需要可能会应该由负责管理操作员工人电话号码身份证先生女士某]/;
/** Words of safety at work that begin like a name. */
const NO_NAME =
  /^(?:安全|安装|安排|安置|高处|高温|高压|高空|高度|高层|明火|明确|明显|明知|方案|方可|方法|方式|方面|应急|应在|张贴|金属|石油|石材|白天|黄色|黄线|温度|文件|文化|时间|时刻|车间|车辆|车库|车床|项目|管道|管线|路面|成品|成型|全部|全员|全面|全体|全程|单位|单独|原料|原因|平台|平面|平时|计划|国家|门口|门窗|花园|强电|强制|相关|相应|来访|计量|索具|支架|支撑|边缘|包装|干燥|干粉|利用|展示|信息|印刷|公司|公示|公告|公共|农药|司炉|司机|连续|连接|关闭|关键|关于|常用|常见|常年|严格|严重|费用|区域|区内|师傅|荣誉|查看|查阅|封闭|南侧|班前|班组|班长|储存|储罐|储物|皮带|楼梯|楼道|初期|容器|易燃|易爆|康复|武装|雷电|龙门|江边|林区|水平|水泵|万用|汤池|牛奶|段落|夏季|程序|余料|叶轮|汪洋|钟点|陆续|丁烷|甲醇|甲苯|甲类|甲方|乙炔|乙醇|乙方|乙类|丙烷|丙酮|丙类|戊类|任何|任务|任意|施工|符合|左侧|左右|解除|解释|曲轴|游离|时段|简易|宗教|沙子|池内|原有|原始|原件|原料|常规|常温|现场|当日|当天|当时|当场|本日|今日|次日|昨日|上午|下午|作业|岗位|上岗|工作|生产|设备|培训|检查|整改|危险|有限|消防|电气|机械|厂区|厂房|仓库|办公|配电|动火|焊接|喷漆|打磨|吊装|登记|记录|档案|台账|制度|规程|证书|资格|资质|商品|荣获|华北|景区|闻讯|权限|练习|富余|植被|衣物|束缚|向外|都未|都有|都在|公民|公分|万元|万台|万只|元整|和安|和员|与安|于是|于此)/;
/** Surnames that are also words of their own: a name only with two characters behind them. */
const WEAK = new Set(Array.from('于和都全时那但应自因从当能会容成正常平相初查封官向任干支'));

/** What is hidden: the place of one name in the text. */
export interface Found {
  readonly from: number;
  readonly to: number;
}

const LABELS = new RegExp(`(?:${BEFORE})(?<gap>[是为系:\\s("“]{0,3})`, 'dg');
const DOTTED = /^[\u4e00-\u9fff]{1,8}(?:[·•.][\u4e00-\u9fff]{1,8}){1,3}/;
const AND = /^\s?[、,和与及]\s?/;
/** Behind a stroke a name counts only where it begins a clause: 未系安全带，身份证… holds none. */
const FOLLOWED = new RegExp(`^(?:${AFTER})`);
const JOINED = new RegExp(`^(?![,、:\\s])(?:${AFTER})`);

/** Names that words around them give away. */
export function namesByContext({ text }: View): Found[] {
  const found: Found[] = [];
  for (const label of text.matchAll(LABELS)) {
    let at = label.index + label[0].length;
    let isLabelled = label.groups?.['gap']?.includes(':') === true;
    for (let length = nameAt(text, at, isLabelled); length > 0; length = nameAt(text, at, isLabelled)) {
      found.push({ from: at, to: at + length });
      at += length;
      const and = AND.exec(text.slice(at));
      if (and === null) break;
      at += and[0].length;
      isLabelled = false;
    }
  }
  for (let at = 0; at < text.length; at += 1) {
    const isAlone = at === 0 || /[,、。;:!?()\s]/.test(text[at - 1] ?? '');
    const length = lengths(text, at).find((each) => (isAlone ? FOLLOWED : JOINED).test(text.slice(at + each)));
    if (length === undefined) continue;
    found.push({ from: at, to: at + length });
    at += length - 1;
  }
  return found;
}

/** How long the name is that begins here, judged by what follows it; 0 when there is none. */
function nameAt(text: string, at: number, isLabelled: boolean): number {
  const dotted = DOTTED.exec(text.slice(at));
  if (dotted !== null) return dotted[0].length;
  const isWeak = WEAK.has(text[at] ?? '') && !isLabelled;
  return (
    lengths(text, at).find(
      (length) => (!isWeak || length > 2) && FOLLOWS.test(text.slice(at + length, at + length + 8)),
    ) ?? 0
  );
}

/** The lengths a name could have that begins here, the longest first. */
function lengths(text: string, at: number): number[] {
  const surname = COMPOUND.has(text.slice(at, at + 2)) ? 2 : SURNAMES.has(text[at] ?? '') ? 1 : 0;
  if (surname === 0 || NO_NAME.test(text.slice(at, at + 4))) return [];
  const given = text.slice(at + surname, at + surname + 2);
  if (NO_NAME.test(given)) return [];
  const isGiven = (length: number): boolean =>
    given.length >= length &&
    !NO_GIVEN.test(given.slice(0, length)) &&
    /^[\u4e00-\u9fff\u3400-\u4dbf]+$/.test(given.slice(0, length));
  return [2, 1].filter(isGiven).map((length) => surname + length);
}

/** Names that are known, wherever they stand. */
export function knownNames({ text }: View, persons: readonly string[]): Found[] {
  const found: Found[] = [];
  for (const name of new Set(persons.map((each) => each.normalize('NFKC').replaceAll(/\s/g, '')))) {
    if (name.length < 2) continue;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push({ from: at, to: at + name.length });
  }
  return found;
}

/** 王建国 → 王某某; a name that is not of that form becomes 某某. */
export function maskedName(name: string): string {
  const closed = name.normalize('NFKC').replaceAll(/\s/g, '');
  const surname = COMPOUND.has(closed.slice(0, 2)) ? closed.slice(0, 2) : closed.slice(0, 1);
  const given = closed.length - surname.length;
  return /^[\u4e00-\u9fff]{2,4}$/.test(closed) && given <= 2 ? `${surname}${'某'.repeat(given)}` : '某某';
}
