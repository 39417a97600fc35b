/** 说明文件.txt: what lies in the bag, for whoever opens it without us. @module */
import type { VolumeFace } from '../types/volume.ts';

const BUNDLE = `
data/数据/ 里的“验证包-….zip”是这次抽取的公开验证包，任何人可以据此重新计算结果：npx sunlot verify <该文件>；
没有网络也没有本软件时，用包内的 ref/verify.html（浏览器）或者 ref/verify.py（Python）核验。
`;

export function readmeText(face: VolumeFace): string {
  return `${face.title}
档号 ${face.archiveNumber}　第 ${face.version} 版　${face.organ}　${face.sealedOn} 归档

这是一个 BagIt 1.0（RFC 8493）归档包，不需要任何专用软件就能打开：

  data/index.html        用浏览器打开，列出全卷
  data/封面.pdf、卷内目录.pdf、备考表.pdf
  data/正卷/ data/副卷/   各份文件，PDF/A
  data/原件/             照片、录像和其他原件，与拍摄时一致
  data/数据/             各份文件所依据的数据，JSON
  data/留痕/             办理的每一步及其在公开日志中的入册证明
  manifest-sha256.txt、manifest-sm3.txt   每个文件的指纹

核对全部文件：sha256sum -c manifest-sha256.txt
${face.kind === 'draw' ? BUNDLE : ''}
留痕.jsonl 每行一步：entry 是留痕原文，其叶子哈希为 SHA-256(0x00 ‖ entry)；proof 是 C2SP tlog-proof 格式的入册证明，含经签名的检查点；
公钥在“公钥.txt”。同一检查点由见证方另行保存，可以对照。

副卷是内部材料，不对外提供阅览。本卷含个人信息，仅限依法利用。
`;
}
