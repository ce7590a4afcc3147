import type { DateText } from '../../domain/values.ts';
import { carryOutOnMeetings } from '../../ledger/carry-out-on-meetings.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { shanghai } from './commands.ts';
import { supervisor } from './offices.ts';

/** Meetings of SPP, scheduled on 2019-02-13 in the ledger itself; nobody waits for their cut-offs. */
export async function meetingsOn(ledger: Ledger, ...dates: readonly DateText[]): Promise<void> {
  for (const date of dates) {
    const command = { type: 'scheduleMeeting', date, meetingType: '党组会', topic: '听取重点工作汇报' } as const;
    await carryOutOnMeetings(ledger, { office: 'SPP', id: date, actor: supervisor.person, ranBy: 'tester', command, now: shanghai('2019-02-13', '09:00') });
  }
}
