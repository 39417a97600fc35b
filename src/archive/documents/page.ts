/** `index.html` of a volume: opens it in any browser, from disk, without a script and without us. @module */
import { html, raw } from 'hono/html';
import { PARTS, type Part, type VolumeFace } from '../types/volume.ts';
import { factsOf } from './volume.ts';

const STYLE = `body{font:16px/1.7 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2430}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #d8dee6}
th{font-weight:600;color:#4e5a6b}code{word-break:break-all}.n{white-space:nowrap}.demo{color:#b3261e}`;

/** Links are relative to `data/`, where the page lies. */
export async function volumePage(face: VolumeFace): Promise<string> {
  const { content } = face;
  const link = (path: string, words: string) =>
    html`<a href="${path.split('/').map(encodeURIComponent).join('/')}">${words}</a>`;
  const part = (which: Part) => {
    const entries = content.entries.filter((entry) => entry.part === which);
    if (entries.length === 0) return '';
    return html`<h2>${PARTS[which]}</h2>
      <table>
        <thead>
          <tr>
            <th>序号</th>
            <th>文件名称</th>
            <th>文号</th>
            <th>责任者</th>
            <th>日期</th>
            <th>页号</th>
          </tr>
        </thead>
        <tbody>
          ${entries.map(
            ({ position, title, number, responsible, dated, path, firstPage, pages }) =>
              html`<tr>
                <td>${position}</td>
                <td>${link(path, title)}</td>
                <td>${number}</td>
                <td>${responsible}</td>
                <td class="n">${dated}</td>
                <td class="n">${pages === 1 ? firstPage : `${firstPage}–${firstPage + pages - 1}`}</td>
              </tr> `,
          )}
        </tbody>
      </table>`;
  };
  const files = (title: string, list: VolumeFace['content']['media']) =>
    list.length === 0
      ? ''
      : html`<h2>${title}</h2>
          <ul>
            ${list.map((file) => html`<li>${link(file.path, file.title)}</li> `)}
          </ul>`;
  const page = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${face.archiveNumber} ${face.title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <h1>${face.title}</h1>
        ${face.isDemo ? html`<p class="demo">演示数据，不是正式档案</p>` : ''}
        <table>
          <tbody>
            ${factsOf(face)
              .filter(([, value]) => value !== '')
              .map(
                ([label, value]) =>
                  html`<tr>
                    <th class="n">${label}</th>
                    <td>${value}</td>
                  </tr> `,
              )}
          </tbody>
        </table>
        <p>
          ${link('封面.pdf', '案卷（首页）')} · ${link('卷内目录.pdf', '卷内目录')} ·
          ${link('备考表.pdf', '卷内备考表')} · ${link('说明文件.txt', '说明文件')}
        </p>
        ${part('main')} ${part('inner')} ${files('影像等原件', content.media)} ${files('源数据', content.sources)}
        <h2>留痕</h2>
        <p>
          本卷办理的每一步（${content.deeds} 条）及其在公开日志中的入册证明：${link('留痕/留痕.jsonl', '留痕.jsonl')}。
        </p>
        <h2>核对</h2>
        <p>
          在本目录的上一级运行 <code>sha256sum -c manifest-sha256.txt</code>，或者用国密 SM3 对照
          <code>manifest-sm3.txt</code>。
        </p>
      </body>
    </html> `;
  return page.toString();
}
