import { setTimeout as pause } from 'node:timers/promises';
import type { MeetingEnvelope } from '../domain/meeting-envelope.ts';
import type { OfficeCode } from '../domain/values.ts';
import { readClock } from '../ledger/clock.ts';
import { digestOf } from '../ledger/digest.ts';
import { meetingsStream } from '../ledger/meetings.ts';
import { isKnownCommand } from '../ledger/queries/known-command.ts';
import type { MeetingAcknowledgement } from '../workflows/contract.ts';
import { meetingsWorkflowId, workflowTypes } from '../workflows/contract.ts';
import { outcomeUnknown } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { meetingsStartOptions } from './meeting-start.ts';
import { sendUpdate } from './send-update.ts';

const answerLimitMs = 30_000;
const resendAfterMs = 200;

/** To the run of the office's meetings, which begins with the first command and is open for ever. */
export async function sendMeetingCommand(desk: CommandDesk, office: OfficeCode, envelope: MeetingEnvelope): Promise<MeetingAcknowledgement> {
  const { ledger } = desk;
  const known = await isKnownCommand(ledger, { stream: meetingsStream(office), id: envelope.id });
  const clock = await readClock(ledger);
  const temporal = await desk.temporal.connect();
  const start = { type: workflowTypes.meetings, options: meetingsStartOptions({ office, clockOffsetMs: clock?.offsetMs ?? 0 }, temporal.taskQueue) };
  const giveUpAtMs = Date.now() + answerLimitMs;
  for (;;) {
    const order = { workflowId: meetingsWorkflowId(office, temporal.taskQueue), updateId: `${envelope.id}:${digestOf(envelope)}`, envelope, start, giveUpAtMs };
    const answer = await sendUpdate<MeetingAcknowledgement>(temporal, order);
    if (typeof answer === 'object') return { ...answer.acknowledged, repeated: known || answer.acknowledged.repeated };
    if (Date.now() >= giveUpAtMs) throw outcomeUnknown(envelope.id, new Error('30 秒内没有答复'));
    await pause(resendAfterMs);
  }
}
