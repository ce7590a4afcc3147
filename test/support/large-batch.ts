import { sql } from 'kysely';
import { sendCommand } from '../../client/send-command.ts';
import { supervisor } from './offices.ts';
import type { Stage } from './stage.ts';

/** `count` departments, each with a contact, all to be told of one task by one bulk act: as many notices. Written straight into the tables; a real 交办 of so many tasks takes minutes. */
export async function aLargeBatch(stage: Stage, count: number): Promise<string> {
  const batch = `large of ${stage.programme}`;
  const number = await stage.registered('改-50', { participants: [] });
  await sendCommand(stage.desk, {
    task: { programme: stage.programme, number },
    actor: supervisor.person,
    requestId: `${batch}/${number}`,
    batch,
    command: { type: 'issue' },
  });
  const { db } = stage.ledger;
  await sql`
    INSERT INTO departments (code, office, name, lines, kind)
    SELECT 'D-' || i, 'SPP', '第' || i || '部门', '{}', 'business' FROM generate_series(1, ${count - 1}::int) i`.execute(db);
  await sql`
    INSERT INTO persons (id, name, office, department, post, roles, email, phone)
    SELECT 'contact of D-' || i, '联系人' || i, 'SPP', 'D-' || i, '', '{lead_contact}', 'd-' || i || '@example.invalid', '' FROM generate_series(1, ${count - 1}::int) i`.execute(
    db,
  );
  await sql`
    INSERT INTO notice_items (programme, number, seq, kind, channel_of_duty, office, department, role, batch)
    SELECT programme, number, seq, kind, channel_of_duty, office, 'D-' || i, role, batch FROM notice_items, generate_series(1, ${count - 1}::int) i
    WHERE batch = ${batch}`.execute(db);
  return batch;
}

export const deadDepartment = 'd-7@example.invalid';
