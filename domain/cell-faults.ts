/** Every reason why a cell of an imported table is not taken, with the sentence that a clerk reads. Codes are never reused. */
export const cellFaultSentences = {
  ROW_TOO_WIDE: '本行有 {found} 格，表头只有 {expected} 列',
  ROW_TOO_SHORT: '本行只有 {found} 格，表头有 {expected} 列',
  ROW_UNACCEPTABLE: '本行内容不能接受：应为{expected}',
  TEXT_UNREADABLE: '含有不能保存的字符，或超过 {limit} 字',
  SPACES_REMOVED: '首尾空白已去除',
  VALUE_MISSING: '不能为空',
  VALUE_UNKNOWN: '“{value}”不在可填的范围内：{allowed}',
  NUMBER_MISSING: '没有编号',
  NUMBER_INVALID: '编号“{value}”不能接受：应不超过 {limit} 字，且不含“/”、空白和控制字符',
  NUMBER_DUPLICATE: '编号“{value}”在本文件中出现多次：第 {rows} 行',
  LEAD_MISSING: '没有牵头单位',
  LEAD_NOT_SINGLE: '“{value}”不是一个部门：牵头单位只能有一个',
  DEPARTMENT_UNKNOWN: '组织目录中找不到部门“{value}”：应为交办单位的部门名称，或下级院名称加部门名称',
  DEPARTMENT_AMBIGUOUS: '“{value}”对应多个部门（{candidates}），请写明院名',
  PARTICIPANT_REPEATED: '参与单位“{value}”重复',
  LEAD_IS_PARTICIPANT: '“{value}”不能既牵头又参与',
  PERSON_UNKNOWN: '在{where}中找不到“{value}”',
  PERSON_AMBIGUOUS: '在{where}中有多人名为“{value}”（{candidates}），请写人员编号',
  SOURCE_MISSING: '写了来源条款，却没有写任务来源',
  CLAUSE_UNKNOWN: '任务来源“{source}”中没有条款“{value}”',
  CLAUSE_REPEATED: '条款“{value}”重复',
  DATE_INVALID: '“{value}”不是存在的日期：应为 YYYY-MM-DD',
  MILESTONE_MALFORMED: '“{value}”不是阶段目标：应为 YYYY-MM-DD：目标，多个之间用“；”分隔',
  MILESTONES_OUT_OF_ORDER: '阶段目标“{value}”早于前一个：应按日期先后排列',
  MILESTONE_AFTER_DUE: '阶段目标“{value}”晚于完成时限 {due}',
  CLAUSE_DUPLICATE: '“{value}”在本文件中出现多次：第 {rows} 行',
} as const;

export type CellFaultCode = keyof typeof cellFaultSentences;

export interface Cell {
  readonly column: string;
  readonly value: string;
}

/** What is wrong with one cell; a warning, where the row is taken all the same. */
export interface CellFault extends Cell {
  readonly code: CellFaultCode;
  readonly message: string;
}

/** Long values are shown by their beginning: the sentence must stay readable. */
const shownLength = 60;

/** The value itself is known to every sentence as `{value}`. */
export function cellFault(code: CellFaultCode, { column, value }: Cell, gaps: Readonly<Record<string, string | number>> = {}): CellFault {
  const known: Readonly<Record<string, string | number | undefined>> = { value: shortened(value), ...gaps };
  return { column, value, code, message: cellFaultSentences[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(known[name])) };
}

const shortened = (value: string): string => (value.length > shownLength ? `${value.slice(0, shownLength)}…` : value);

/** What a cell was read as, and what is wrong with it. */
export interface Reading<Value> {
  readonly value: Value;
  readonly faults: readonly CellFault[];
}

export const readAs = <Value>(value: Value, ...faults: readonly CellFault[]): Reading<Value> => ({ value, faults });
