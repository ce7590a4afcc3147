import type { Workflow, WorkflowStartOptions } from '@temporalio/client';
import type { CommandEnvelope } from '../domain/envelope.ts';
import type { MeetingEnvelope } from '../domain/meeting-envelope.ts';
import type { workflowTypes } from '../workflows/contract.ts';
import { outcomeUnknown, reasonOf, refused } from './answers.ts';
import type { ConnectedTemporal } from './temporal.ts';

export interface UpdateOrder {
  readonly workflowId: string;
  readonly updateId: string;
  readonly envelope: CommandEnvelope | MeetingEnvelope;
  /** Given: the run begins with this command, unless it is open already. */
  readonly start: RunStart | null;
  readonly giveUpAtMs: number;
}

export interface RunStart<Started extends Workflow = Workflow> {
  readonly type: (typeof workflowTypes)[keyof typeof workflowTypes];
  readonly options: WorkflowStartOptions<Started>;
}

/** `again`: the server took nothing; the same Update id may be sent once more. `noRun`: there is no open run. */
export type UpdateAnswer<Answer> = { readonly acknowledged: Answer } | 'again' | 'noRun';

/** Server answers to say that an Update was not looked at (more than 10 in flight, a run that ended or continued as new meanwhile). */
const unlookedAt: readonly (string | undefined)[] = ['UnprocessedUpdate', 'AcceptedUpdateCompletedWorkflow'];

/** The limit was reached, between two polls or within one. */
const grpcNoAnswer: readonly (number | null)[] = [1, 4];
const grpcResourceExhausted = 8;

/** One Update, answered within the limit; a refusal and an unknown outcome are thrown. */
export async function sendUpdate<Answer>(temporal: ConnectedTemporal, order: UpdateOrder): Promise<UpdateAnswer<Answer>> {
  try {
    return { acknowledged: await temporal.client.withDeadline(order.giveUpAtMs, () => execute<Answer>(temporal, order)) };
  } catch (error) {
    return answerFor(error, order.envelope.id);
  }
}

async function execute<Answer>({ client }: ConnectedTemporal, { workflowId, updateId, envelope, start }: UpdateOrder): Promise<Answer> {
  const name = envelope.command.type;
  if (start === null) return client.workflow.getHandle(workflowId).executeUpdate<Answer, [typeof envelope]>(name, { args: [envelope], updateId });
  const { WithStartWorkflowOperation } = await import('@temporalio/client');
  return client.workflow.executeUpdateWithStart<Workflow, Answer, [typeof envelope]>(name, {
    args: [envelope],
    updateId,
    startWorkflowOperation: new WithStartWorkflowOperation<Workflow>(start.type, {
      ...start.options,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    }),
  });
}

async function answerFor(error: unknown, requestId: string): Promise<'again' | 'noRun'> {
  const { ApplicationFailure, WorkflowNotFoundError } = await import('@temporalio/common');
  if (error instanceof WorkflowNotFoundError) return 'noRun';
  const cause = causeOf(error);
  if (cause instanceof ApplicationFailure) {
    if (unlookedAt.includes(cause.type ?? undefined)) return 'again';
    throw refused({ code: cause.type ?? 'REFUSED', message: cause.message, details: (cause.details?.[0] as Record<string, unknown> | undefined) ?? {} });
  }
  const status = grpcStatusOf(error);
  if (status === grpcResourceExhausted) return 'again';
  throw outcomeUnknown(
    requestId,
    grpcNoAnswer.includes(status) ? new Error('30 秒内没有答复', { cause: error }) : new Error(reasonOf(cause ?? error), { cause: error }),
  );
}

const causeOf = (error: unknown): unknown => (error instanceof Error ? error.cause : undefined);

/** At the error or somewhere below it. */
function grpcStatusOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'number') return error.code;
  return grpcStatusOf(error.cause);
}
