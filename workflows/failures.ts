import { ApplicationFailure } from '@temporalio/workflow';
import { shapeFaults } from '../domain/command-shapes.ts';
import type { CommandEnvelope } from '../domain/envelope.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusalText } from '../domain/refusals.ts';

/** A rule said no: expected, so neither an alarm nor worth another try. */
export const refusalFailure = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.create({ type: refusal.code, message: refusalText(refusal), details: [refusal.details], nonRetryable: true, category: 'BENIGN' });

/** Synchronous, as a validator must be, and only of the shape: what it turns away leaves no event. */
export function assertWellFormed(expectedType: string, envelope: CommandEnvelope): void {
  const faults = [...envelopeFaults(envelope, expectedType), ...shapeFaults(envelope?.command)];
  if (faults.length === 0) return;
  throw ApplicationFailure.create({
    type: 'COMMAND_MALFORMED',
    message: `命令的格式不对：${faults.map(({ field, expected }) => `${field} 应为${expected}`).join('；')}`,
    details: [faults],
    nonRetryable: true,
    category: 'BENIGN',
  });
}

/** Time acts from within the workflow, imports directly in the ledger; neither comes as an Update. Only a new calendar comes to runs in the name of the system, and the cut-off of a cycle in that of the clock. */
function mayAct(actor: unknown, command: string): boolean {
  if (actor === 'clock') return command === 'reportMissed';
  return actor !== 'system' || command === 'reproject';
}

function envelopeFaults(envelope: CommandEnvelope | undefined, expectedType: string) {
  const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 200;
  const faults = [];
  if (!isName(envelope?.id)) faults.push({ field: 'id', value: envelope?.id, expected: '请求号' });
  if (!isName(envelope?.actor) || !mayAct(envelope?.actor, expectedType)) faults.push({ field: 'actor', value: envelope?.actor, expected: '人员编号' });
  if (typeof envelope?.ranBy !== 'string') faults.push({ field: 'ranBy', value: envelope?.ranBy, expected: '经办账号' });
  if (envelope?.command?.type !== expectedType) faults.push({ field: 'command.type', value: envelope?.command?.type, expected: expectedType });
  return faults;
}
