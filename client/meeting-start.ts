import type { WorkflowStartOptions } from '@temporalio/client';
import type { MeetingsStart } from '../workflows/contract.ts';
import { meetingsWorkflowId } from '../workflows/contract.ts';
import type { meetings } from '../workflows/meetings.ts';

/** How the run of an office's meetings begins. */
export const meetingsStartOptions = (start: MeetingsStart, taskQueue: string): WorkflowStartOptions<typeof meetings> => ({
  workflowId: meetingsWorkflowId(start.office, taskQueue),
  taskQueue,
  args: [start],
  staticSummary: `党组会与报告截止（${start.office}）`,
});
