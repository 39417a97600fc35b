/** The words of the verifying page that stand there without JavaScript. No React here. @module */

export const verifyPageText = {
  title: '核验抽取',
  description: '在自己的浏览器里把一次抽取从头算一遍：选择验证包，不上传；查一查自己的单位，核对上门检查的人',
  noScript: '这一页在您的浏览器里计算，需要 JavaScript；它没有运行。下面的方法不需要这一页，结论相同。',
  insteadTitle: '不用这一页怎样核验',
  python: '验证包里带有另一种语言写的核验程序，装有 Python 3 的电脑可以直接运行：',
  pythonCommand: 'python3 ref/verify.py bundle.zip',
  offline: '下载离线核验页：一个文件，断网也能用，在另一台电脑的浏览器里打开',
  link: '在浏览器里核验',
  unitLink: '在浏览器里核验并查看为什么',
} as const;
