/** The paper that lies in a bundle for people. @module */

/**
 * How to verify a bundle, for who opens it.
 * @param sealedUntil - deadline of the opening while the draw is sealed
 */
export function bundleReadme(publicId: string, sealedUntil?: string): string {
  const sealed =
    sealedUntil === undefined
      ? ''
      : `
本次抽取封存至 ${sealedUntil}：名单的每一行只有哈希，结果只有根，一次性编码不在其中。
现在可以核验的是：公告、名单的根、随机源的承诺与次序、结果已按时进入日志；公开以后的验证包再核其余各项。
`;
  return `# 抽取 ${publicId} 的验证包
${sealed}
这里是本次抽取的全部依据：公告、名单、随机数、结果，以及它们已进入公开日志的证明。
任何人都可以据此重新计算，不需要信任公布它的机关。

核验方法（任选其一）：

1. 打开机关公示网站的“核验抽取”页（/verify），把这个 zip 文件拖进去；计算在您自己的浏览器里进行。
2. 在命令行运行：npx sunlot verify <本文件>.zip
3. 用包内的另一个独立写成的核验程序（只需 Python 3.8 以上）：python3 ref/verify.py <本文件>.zip
4. 断网的电脑：用浏览器打开 ref/verify.html，再选择本文件或解开的文件夹。

后两个程序的哈希写在公告的 verifier 里；最好从别处取得同一个文件再运行。

名单中的执法人员只有执法证号，专家只有名录编号，没有姓名和联系方式。
\`trust/policy.txt\` 是日志的公钥；请与机关网站和纸面公告上的公钥对照。
`;
}
