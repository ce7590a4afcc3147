import { ApplicationFailure } from '@temporalio/workflow';
import type { ShapeFault } from '../domain/command-shapes.ts';
import { shapeFaults } from '../domain/command-shapes.ts';
import type { CommandEnvelope } from '../domain/envelope.ts';
import type { MeetingEnvelope } from '../domain/meeting-envelope.ts';
import { meetingShapeFaults } from '../domain/meeting-shapes.ts';
import type { Refusal } from '../domain/refusals.ts';
import { refusalText } from '../domain/refusals.ts';

/** A rule said no: expected, so neither an alarm nor worth another try. */
export const refusalFailure = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.create({ type: refusal.code, message: refusalText(refusal), details: [refusal.details], nonRetryable: true, category: 'BENIGN' });

/** Synchronous, as a validator must be, and only of the shape: what it turns away leaves no event. */
export function assertWellFormed(expectedType: string, envelope: CommandEnvelope): void {
  failMalformed([...envelopeFaults(envelope, { expectedType, mayAct }), ...shapeFaults(envelope?.command)]);
}

/** The same, of a command on the meetings of an office: by people alone. */
export function assertMeetingCommand(expectedType: string, envelope: MeetingEnvelope): void {
  failMalformed([
    ...envelopeFaults(envelope, { expectedType, mayAct: (actor) => actor !== 'clock' && actor !== 'system' }),
    ...meetingShapeFaults(envelope?.command),
  ]);
}

function failMalformed(faults: readonly ShapeFault[]): void {
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

interface Expected {
  readonly expectedType: string;
  readonly mayAct: (actor: unknown, command: string) => boolean;
}

function envelopeFaults(envelope: CommandEnvelope | MeetingEnvelope | undefined, { expectedType, mayAct: allowed }: Expected): readonly ShapeFault[] {
  const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 200;
  const faults: ShapeFault[] = [];
  if (!isName(envelope?.id)) faults.push({ field: 'id', value: envelope?.id, expected: '请求号' });
  if (!isName(envelope?.actor) || !allowed(envelope?.actor, expectedType)) faults.push({ field: 'actor', value: envelope?.actor, expected: '人员编号' });
  if (typeof envelope?.ranBy !== 'string') faults.push({ field: 'ranBy', value: envelope?.ranBy, expected: '经办账号' });
  if (envelope?.command?.type !== expectedType) faults.push({ field: 'command.type', value: envelope?.command?.type, expected: expectedType });
  return faults;
}
