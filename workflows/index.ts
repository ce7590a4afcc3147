/** Every exported function is a deployed workflow; nothing else is exported. */
export { dailyNotices } from './daily-notices.ts';
export { deliverBatch } from './deliver-batch.ts';
export { meetings } from './meetings.ts';
export { superviseTask } from './supervise-task.ts';
