/** Every reason why a command is refused, with the sentence that office people read. Codes are never reused. */
export const refusalSentences = {
  TASK_NOT_FOUND: '没有编号为 {number} 的任务',
  TASK_EXISTS: '编号 {number} 已经立项，不能重复立项',
  PERSON_NOT_FOUND: '组织目录中没有人员 {person}',
  PROGRAMME_NOT_FOUND: '没有名为 {programme} 的方案',
  DEPARTMENT_NOT_FOUND: '组织目录中没有部门 {department}',
  REQUEST_ID_REUSED: '请求号 {id} 已用于另一内容的操作；请换一个新的请求号',
  STATE_NOT_FITTING: '任务 {number} 现为“{state}”，不能{act}',
  NOT_ENTITLED: '{person} 无权{act}：须由{who}办理',
  REVIEWER_TOOK_PART: '牵头或参与部门的人员不得审核、销号本部门承办的任务',
  REVIEWER_IS_APPLICANT: '办结申请人不得审核、销号自己申请的任务',
  ASSIGNMENT_INCOMPLETE: '任务 {number} 缺少交办所需的内容：{missing}',
  CONSENT_MISSING: '任务 {number} 须经分管院领导签发',
  CONSENT_NOT_NEEDED: '任务 {number} 目前不需要签发',
  ALREADY_CONSENTED: '任务 {number} 已经签发',
  LEAD_IS_PARTICIPANT: '{department} 不能既牵头又参与',
  NOTHING_TO_AMEND: '没有需要更改的内容',
  REASON_MISSING: '须写明理由',
  BASIS_MISSING: '须写明确定时限类型的依据',
  HORIZON_CONTRADICTS_DUE: '任务时限 {due} 不出本年度，时限类型不能定为“{horizon}”',
  HORIZON_OVER: '时限类型“{horizon}”的最后一日 {lastDay} 已过',
  MILESTONE_YEAR_MISSING: '长线任务每个年度至少要有一个阶段目标，缺少的年度：{years}',
  MILESTONE_BEFORE_ISSUE: '阶段目标 {date} 早于交办日期 {issued}',
  MILESTONE_AFTER_DUE: '阶段目标 {date} 晚于任务时限 {due}',
  SIGN_PERIOD_OVER: '签收期限 {date} 已过，不能退签',
  NOT_DECLINED: '任务 {number} 未被退签，不需要重新交办',
  DECLINED_NEEDS_REISSUE: '任务 {number} 已被退签，须用“重新交办”',
  RESPONSIBLE_MISSING: '更换牵头部门须同时指定责任人',
  MEASURES_MISSING: '须至少有一条落实举措',
  MEASURE_INCOMPLETE: '第 {position} 条举措缺少：{missing}',
  MEASURE_DATES_REVERSED: '第 {position} 条举措的完成日期 {finish} 早于开始日期 {start}',
  MEASURE_AFTER_DUE: '第 {position} 条举措的完成日期 {finish} 晚于任务时限 {due}',
  NO_MEASURES_SUBMITTED: '牵头部门尚未报送落实举措',
  MEASURE_UNKNOWN: '没有编号为 {measure} 的举措',
  MILESTONE_UNKNOWN: '没有日期为 {date} 的阶段目标',
  PROGRESS_MISSING: '须写明进展情况',
  PROGRESS_EMPTY: '“{text}”没有说明做了什么，请写明具体进展',
  INTENTION_MISSING: '须写明抓落实的打算',
  PROBLEMS_MISSING: '须写明存在的问题；没有问题的，写“无”',
  SUGGESTIONS_MISSING: '须写明建议；没有建议的，写“无”',
  ACTION_MISSING: '办结申请须写明落实情况',
  RESULT_MISSING: '办结申请须写明成果，不能只写做法',
  EVIDENCE_MISSING: '办结申请须附佐证材料',
  RECEIVED_IN_FUTURE: '收到日期 {date} 在今天之后',
  RECEIVED_BEFORE_ISSUE: '收到日期 {date} 早于交办日期 {issued}',
  LATE_ENTRY_NEEDS_REASON: '收到日期 {date} 距今超过 {limit} 个工作日，须用 --reason 写明补录理由',
  TEXT_MISSING: '须写明内容',
  NOT_A_PARTICIPANT: '{department} 不是本任务的参与部门',
  REQUEST_DUE_PAST: '请求参与部门答复的日期 {date} 已经过去',
  REQUEST_NOT_FOUND: '任务 {number} 没有向 {department} 提出而尚未答复的请求 {request}',
  NO_URGE_OPEN: '任务 {number} 没有待答复的催办',
  FINDING_MISSING: '须写明核查情况',
  ALREADY_VERIFIED: '任务 {number} 的核查结果已经记录',
  VERIFICATION_NOT_RECORDED: '任务 {number} 正在核查，须先记录核查结果再销号',
  RESUME_DATE_NOT_AHEAD: '恢复日期 {date} 须在今天之后',
  ENTRY_NOT_FOUND: '任务 {number} 的日志没有第 {seq} 条',
  FIELD_NOT_CORRECTABLE: '日志第 {seq} 条的 {field} 不能更正；可以更正的是：{fields}',
  NOTHING_TO_CORRECT: '日志第 {seq} 条的 {field} 本来就是这样写的',
  EXTENSION_TOO_LATE: '时限 {date} 已过，不能再申请延期；可由分管院领导重定时限',
  EXTENSION_NOT_LATER: '申请延至 {date}，须晚于现时限 {due}',
  EXTENSION_PENDING: '任务 {number} 已有待批的延期申请，{date} 前审批',
  EXTENSIONS_USED_UP: '任务 {number} 已延期 {times} 次，不能再申请延期',
  NO_EXTENSION_PENDING: '任务 {number} 没有待批的延期申请',
  EXTENSION_ALREADY_REVIEWED: '任务 {number} 的延期申请已经审核',
  OPINION_MISSING: '须写明审核意见',
  DUE_NOT_PASSED: '任务 {number} 的时限 {date} 未过，不能重定；需要延期的，由牵头部门申请',
  NEW_DUE_PAST: '新时限 {date} 已经过去，须为今天或以后的日期',
  MILESTONE_MISPLACED: '新增阶段目标的日期 {date} 须在今天或以后，且晚于现时限 {due}，不晚于新时限 {to}',
  POLICY_NOT_FOUND: '没有版本为 {version} 的督办规则',
  POLICY_APPLIES_ALREADY: '任务 {number} 已经适用督办规则 {version}',
  TOP_OF_LADDER: '任务 {number} 已升至最高一级',
  ABSENCE_REVERSED: '离岗的最后一天 {to} 早于第一天 {from}',
  ABSENCE_OVER: '离岗的最后一天 {to} 已经过去，不需要再登记',
  ABSENCE_OVERLAPS: '{person} 在 {from} 至 {to} 已登记离岗（第 {absence} 号），同一天不能登记两次',
  ABSENCE_NOT_FOUND: '{person} 没有第 {absence} 号离岗登记',
  PERSON_NOT_ABSENT: '{person} 在 {date} 没有离岗登记',
  DEPUTY_IS_ABSENTEE: '{person} 离岗期间不能由本人代行',
  DEPUTY_NOT_FITTING: '{deputy} 不能代行 {person} 的职责：代行人须在同一单位，且在同一部门或担任相同的角色',
  DEPUTY_IS_ABSENT: '{deputy} 在 {from} 至 {to} 本人离岗（第 {absence} 号），不能代行',
  PERSON_IS_DEPUTY: '{person} 在 {from} 至 {to} 为 {absentee} 代行（第 {absence} 号），请先为 {absentee} 更换代行人',
  LEVEL_NOT_HIGHER: '任务 {number} 已升至第 {level} 级，只能往上升级',
  PROGRAMME_CLAUSE_NOT_FOUND: '方案 {programme} 的来源中没有“{clause}”',
  PROGRAMME_WITHOUT_CLAUSES: '方案 {programme} 没有任何来源条款，无从宣布分解完毕',
  CLAUSES_UNCOVERED: '方案 {programme} 还有 {count} 条没有落到任务，不能宣布分解完毕：{clauses}',
  ALREADY_COMPLETE: '方案 {programme} 已经宣布分解完毕',
  CLAUSE_COVERED: '“{clause}”已落到任务 {tasks}，无须豁免',
  ALREADY_WAIVED: '“{clause}”已经豁免',
  NOT_WAIVED: '“{clause}”没有豁免，无从撤回',
  SOURCE_DIFFERS: '来源“{source}”在台账中的{known}，与这次的 {given} 不同',
} as const;

export type RefusalCode = keyof typeof refusalSentences;

export type RefusalDetails = Readonly<Record<string, string | number | readonly string[]>>;

export interface Refusal {
  readonly code: RefusalCode;
  /** What the sentence for people needs: numbers, dates, names. */
  readonly details: RefusalDetails;
}

export const refusal = (code: RefusalCode, details: RefusalDetails = {}): Refusal => ({ code, details });

/** The sentence for people, its gaps filled. */
export const refusalText = ({ code, details }: Refusal): string =>
  refusalSentences[code].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = details[name] ?? '';
    return typeof value === 'object' ? value.join('、') : String(value);
  });
