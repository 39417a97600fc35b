/** `sunlot check`: whether anybody's bag, OCFL object or storage root is whole, and what is wrong with it. @module */
import { checkPreserved } from '../core/preservation/check.ts';
import { hasErrors } from '../core/preservation/findings.ts';
import { findingLine } from '../web/kit/strings/preservation.zh.ts';
import { checkText } from './check.zh.ts';
import { StartError } from './start-error.ts';

/** Exit code 0 when it is valid (warnings on stderr), 1 when it is not, or when it is none of the three. `--json` prints the findings. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const [path, ...others] = args.filter((arg) => arg !== '--json');
  if (path === undefined || others.length > 0) throw new StartError(checkText.usage);
  const report = await checkPreserved(path);
  if (report === undefined) throw new StartError(checkText.unknown(path));
  const { kind, findings, objects } = report;
  const isValid = !hasErrors(findings);
  if (args.includes('--json')) console.log(JSON.stringify({ path, kind, isValid, findings }, null, 2));
  for (const finding of findings) console.error(findingLine(finding));
  if (!args.includes('--json')) console.log(checkText.verdict(kind, path, isValid, findings, objects));
  return isValid ? 0 : 1;
}
