/** 调整适用规则: the one way in which a running task comes to another version of the policy (R14). */
export interface MovePolicy {
  readonly type: 'movePolicy';
  /** The version that applies from now on. */
  readonly to: string;
  readonly reason: string;
}
