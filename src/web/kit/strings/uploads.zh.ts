/** Why a file is not taken as evidence or as a document, and how to mend it. No React here. @module */
import type { UploadCode } from '../../../core/uploads/kinds.ts';
import { factText } from './facts.ts';
import type { RefusalFacts, RefusalMessage } from './refusals.ts';

const TAKEN = 'JPG、PNG、WebP 图片，MP4、WebM 视频，PDF、Word（.docx）、Excel（.xlsx）、OFD 文件';

export const uploadRefusals: Readonly<Record<UploadCode, (facts: RefusalFacts) => RefusalMessage>> = {
  'upload-empty': () => ({ reason: '文件是空的（0 字节）', remedy: '请确认文件已保存完整，再重新选择' }),
  'upload-name': () => ({
    reason: '文件名为空、过长，或者含有隐藏真实类型的字符',
    remedy: '请改一个普通的文件名，例如“配电箱.jpg”，再上传',
  }),
  'upload-too-large': (facts) => ({
    reason: `文件有 ${factText(facts, 'megabytes')} MB，超过 ${factText(facts, 'limit')} MB 的上限`,
    remedy: '视频请剪成几段；图片请用手机相机的标准尺寸；文件请分册',
  }),
  'upload-kind': () => ({ reason: '不接收这种文件', remedy: `可以上传：${TAKEN}` }),
  'upload-ending': (facts) => ({
    reason: `文件名写的是“${factText(facts, 'named')}”，内容却是${factText(facts, 'found')}`,
    remedy: '请把扩展名改成与内容一致；内容不是要传的，请重新选择',
  }),
  'upload-damaged': () => ({
    reason: '文件已损坏，或者内部结构不符合它的格式',
    remedy: '请在原来的程序中打开并另存，或者重新拍摄后上传',
  }),
  'upload-cut': () => ({ reason: '文件不完整，后面缺了一部分', remedy: '请重新从手机或者存储卡复制，再上传' }),
  'upload-trailing': () => ({
    reason: '文件结尾之后还附着别的数据',
    remedy: '请在看图或者办公软件中打开并另存为新文件后上传',
  }),
  'upload-two-in-one': (facts) => ({
    reason: `文件里藏着另一个文件（${factText(facts, 'found')}）`,
    remedy: '请在看图或者办公软件中打开并另存为新文件后上传',
  }),
  'upload-pixels': (facts) => ({
    reason: `图片有 ${factText(facts, 'pixels')} 百万像素，超过 ${factText(facts, 'limit')} 百万像素的上限`,
    remedy: '请缩小尺寸后上传；不要使用高像素模式拍摄',
  }),
  'upload-bomb': () => ({
    reason: '文件展开后大得不正常',
    remedy: '请在原来的程序中另存为新文件，或者转成 PDF 后上传',
  }),
  'upload-archive': () => ({ reason: '这是压缩包', remedy: '请解压后把里面的文件逐个上传' }),
  'upload-heic': () => ({
    reason: '这是 HEIC（高效）格式的照片，多数电脑和档案系统打不开',
    remedy: '请在相机设置中选择“兼容性最佳”（JPG），或者转成 JPG 后上传',
  }),
  'upload-old-office': () => ({
    reason: '这是旧版 Office 或者 WPS 格式（.doc、.xls、.ppt）',
    remedy: '请在 Word、Excel 或者 WPS 中另存为 .docx、.xlsx 或者 PDF 后上传',
  }),
  'upload-program': () => ({ reason: '这是程序，不是证据材料', remedy: `可以上传：${TAKEN}` }),
  'upload-markup': () => ({
    reason: '这是网页或者矢量图，打开时会执行其中的内容',
    remedy: '请打印成 PDF 或者截图后上传',
  }),
  'upload-encrypted': () => ({
    reason: '文件设有密码或者权限限制，以后无法打开查阅',
    remedy: '请取消密码后另存，再上传',
  }),
  'upload-macros': () => ({ reason: '文件带有宏', remedy: '请另存为不带宏的 .docx 或者 .xlsx，也可以转成 PDF' }),
  'upload-active': (facts) => ({
    reason: `文件打开时会自动执行或者取用外部内容（${factText(facts, 'found')}）`,
    remedy: '请打印成新的 PDF 后上传',
  }),
  'upload-too-slow': () => ({ reason: '文件过于复杂，20 秒内检查不完', remedy: '请转成 PDF 或者缩小后上传' }),
};
