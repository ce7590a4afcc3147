/** Every reason why a cell of an imported table is not taken, with the sentence that a clerk reads. Codes are never reused. */
export const cellFaultSentences = {
  ROW_TOO_WIDE: '本行有 {found} 格，表头只有 {expected} 列',
  ROW_TOO_SHORT: '本行只有 {found} 格，表头有 {expected} 列',
  ROW_UNACCEPTABLE: '本行内容不能接受：应为{expected}',
  ROW_HIDDEN: '本行在表中被隐藏，已照常读取',
  CELL_MERGED: '与上方合并的单元格，取第 {top} 行的值“{value}”',
  CELL_MERGED_ACROSS: '与右侧合并的单元格，只作为本列的值',
  CELL_ERROR: '单元格是错误值 {value}：请改正后再导入',
  CELL_IS_DATE: '应为文字，来的却是日期 {value}：可能被表格软件自动改写，请把本列设为文本后重新填写',
  FORMULA_CACHED: '公式单元格，取文件中保存的值“{value}”，没有重新计算',
  FORMULA_WITHOUT_VALUE: '公式单元格没有保存的值：请在 Excel 中打开、重新计算并保存',
  FORMULA_IS_TEXT: '以“=”开头，按文字读取，不计算',
  NUMBER_READ_AS_TEXT: '数字单元格，读作文字“{value}”',
  VALUE_READ_AS: '“{value}”读作“{read}”',
  INVISIBLE_REMOVED: '含有看不见的字符，已去除',
  LINE_BREAKS_UNIFIED: '换行符已统一',
  TEXT_UNREADABLE: '含有不能保存的字符，或超过 {limit} 字',
  SPACES_REMOVED: '首尾空白已去除',
  VALUE_MISSING: '不能为空',
  VALUE_UNKNOWN: '“{value}”不在可填的范围内：{allowed}',
  NUMBER_MISSING: '没有编号',
  NUMBER_INVALID: '编号“{value}”不能接受：应不超过 {limit} 字，且不含“/”、空白和控制字符',
  NUMBER_DUPLICATE: '编号“{value}”在本文件中出现多次：第 {rows} 行',
  NUMBER_UNKNOWN: '没有编号为“{value}”的任务由本部门牵头',
  NUMBER_AMBIGUOUS: '“{value}”在几个方案中都有（{candidates}），请写明方案',
  TASK_ELSEWHERE: '任务“{value}”由{lead}牵头，不在本表填报',
  SUGGESTIONS_SPLIT: '读作 {count} 条建议',
  LEAD_MISSING: '没有牵头单位',
  LEAD_NOT_SINGLE: '“{value}”不是一个部门：牵头单位只能有一个',
  DEPARTMENT_COLLECTIVE: '“{value}”是一类单位，不是一个部门：请写明具体部门，需要多个部门办理的请分别立项',
  DEPARTMENT_UNKNOWN: '组织目录中找不到部门“{value}”：应为交办单位的部门名称，或下级院名称加部门名称',
  DEPARTMENT_AMBIGUOUS: '“{value}”对应多个部门（{candidates}），请写明院名',
  PARTICIPANT_REPEATED: '参与单位“{value}”重复，只取一次',
  LIST_READ_AS: '“{value}”读作“{read}”',
  LEAD_IS_PARTICIPANT: '“{value}”不能既牵头又参与',
  PERSON_UNKNOWN: '在{where}中找不到“{value}”',
  PERSON_NOT_SINGLE: '“{value}”不是一个人：只能写一人',
  PERSON_AMBIGUOUS: '在{where}中有多人名为“{value}”（{candidates}），请写人员编号',
  SOURCE_MISSING: '写了来源条款，却没有写任务来源',
  CLAUSE_UNKNOWN: '任务来源“{source}”中没有条款“{value}”',
  CLAUSE_REPEATED: '条款“{value}”重复，只取一次',
  LEADER_DERIVED: '责任领导未填，按分管关系取“{leader}”',
  SECRECY_TOO_HIGH: '密级“{value}”高于内部：涉密内容不得录入本系统，本行没有读取',
  DATE_INVALID: '“{value}”不是存在的日期：应为 YYYY-MM-DD，或如 2019年6月底前',
  DATE_READ_AS: '“{value}”读作 {date}',
  DATE_DAY_ASSUMED: '“{value}”没有写明哪一天，读作 {date}',
  DATE_YEAR_ASSUMED: '“{value}”没有写明哪一年，读作 {date}',
  TIME_DROPPED: '“{value}”带有钟点，只取日期',
  HORIZON_CONTRADICTS_DUE: '“{value}”与完成时限 {due} 矛盾',
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
  /** What may have been meant, the likeliest first; only where there is something. */
  readonly suggestions?: readonly string[];
}

/** Long values are shown by their beginning: the sentence must stay readable. */
const shownLength = 60;

/** The value itself is known to every sentence as `{value}`. */
export function cellFault(code: CellFaultCode, { column, value }: Cell, gaps: Readonly<Record<string, string | number>> = {}): CellFault {
  const known: Readonly<Record<string, string | number | undefined>> = { value: shortened(value), ...gaps };
  return { column, value, code, message: cellFaultSentences[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(known[name])) };
}

const shortened = (value: string): string => (value.length > shownLength ? `${value.slice(0, shownLength)}…` : value);

/** A near miss: what may have been meant stands at the end of the sentence. */
export const suggesting = (fault: CellFault, suggestions: readonly string[]): CellFault =>
  suggestions.length === 0 ? fault : { ...fault, message: `${fault.message}。${shortened(fault.value)} → ${suggestions.join('、')}？`, suggestions };

/** What a cell was read as, what is wrong with it, and what was made of what. */
export interface Reading<Value> {
  readonly value: Value;
  readonly faults: readonly CellFault[];
  readonly warnings: readonly CellFault[];
}

export const readAs = <Value>(value: Value, ...faults: readonly CellFault[]): Reading<Value> => ({ value, faults, warnings: [] });

export const readWith = <Value>(value: Value, ...warnings: readonly CellFault[]): Reading<Value> => ({ value, faults: [], warnings });

/** What was said on the way to a reading comes before what it says itself. */
export const after = <Value>(before: readonly CellFault[], reading: Reading<Value>): Reading<Value> => ({
  ...reading,
  warnings: [...before, ...reading.warnings],
});
