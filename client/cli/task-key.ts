import { invalidInput, notFound } from '../answers.ts';
import type { TaskKey } from '../command-order.ts';

/** `2019/改-12`, or `改-12` with the programme said elsewhere, or of the only programme there is. */
export async function taskKeyOf(
  word: string,
  programme: string | undefined,
  listProgrammes: () => Promise<readonly { readonly name: string }[]>,
): Promise<TaskKey> {
  const parts = word.split('/');
  const [first = '', second] = parts;
  if (parts.length > 2 || parts.some((part) => part.trim() === '')) throw malformed(word);
  if (second !== undefined && programme !== undefined && programme !== first)
    throw invalidInput('PROGRAMME_CONTRADICTED', `任务 ${word} 不属于 --programme ${programme}：请去掉其中一个。`, { number: word, programme });
  if (second !== undefined) return { programme: first, number: second };
  return { programme: programme ?? (await onlyProgramme(listProgrammes)), number: first };
}

/** Where nobody says which, only one can be meant. */
export async function onlyProgramme(listProgrammes: () => Promise<readonly { readonly name: string }[]>): Promise<string> {
  const names = (await listProgrammes()).map(({ name }) => name);
  const [only] = names;
  if (only === undefined) throw notFound('PROGRAMME_NOT_FOUND', '还没有导入任何方案：请先运行 duban programme import。');
  if (names.length === 1) return only;
  throw invalidInput('PROGRAMME_AMBIGUOUS', `有多个方案（${names.join('、')}）：请用 --programme 指明，或把编号写成 ${only}/编号。`, { programmes: names });
}

const malformed = (word: string): Error =>
  invalidInput('TASK_NUMBER_MALFORMED', `“${word}”不是任务编号：应为 编号，或 方案/编号，例如 2019/改-12。`, { value: word });
