import type { OfficeCode } from '../domain/values.ts';
import type { MeetingsStart } from './contract.ts';
import { MeetingsDesk } from './meetings-desk.ts';

/** The meetings of one office, for ever: waits for the next cut-off, and tells whoever is missing then. */
export async function meetings(start: MeetingsStart): Promise<{ office: OfficeCode }> {
  const desk = new MeetingsDesk(start); // sets every handler before anything is awaited
  for (;;) {
    const wake = await desk.nextWake();
    if (wake.reason === 'cutOff') await desk.passCutOff(wake.at);
    if (wake.reason === 'missing') await desk.tellMissing(wake.cycle);
    if (wake.reason === 'renewal') await desk.continueInNewRun();
    if (wake.reason === 'end') return { office: start.office };
  }
}
