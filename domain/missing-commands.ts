/** From the clock of the office's meetings: the cut-off of a cycle has gone by without a report. It records and tells, and ends nothing (R11). */
export interface ReportMissed {
  readonly type: 'reportMissed';
  /** `2019-05`. */
  readonly cycle: string;
}
