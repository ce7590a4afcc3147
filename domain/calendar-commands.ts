/** 重新推算: the one way in which a date that was promised moves because the working calendar is another. */
export interface Reproject {
  readonly type: 'reproject';
  /** The version that is in force for the lead's office. */
  readonly to: string;
  readonly reason: string;
}
