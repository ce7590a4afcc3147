/** Every exported function is a deployed workflow; nothing else is exported. */
export { deliverBatch } from './deliver-batch.ts';
export { superviseTask } from './supervise-task.ts';
