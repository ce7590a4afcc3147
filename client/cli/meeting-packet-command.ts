import type { Command } from 'commander';
import { clockTextOf } from '../../domain/dates.ts';
import { invalidInput, withRequestId } from '../answers.ts';
import type { PacketAnswer } from '../meeting-packet.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, monthOf, requestIdOf, textOf } from './flags.ts';
import { officeOfActor } from './meeting-commands.ts';
import { newEditionLine } from './meeting-lines.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';

interface PacketFlags extends ActFlags {
  readonly cycle: string;
  readonly out: string;
  readonly office?: string;
  readonly newEdition?: boolean;
  readonly reason?: string;
}

/** 汇报材料. */
export function registerMeetingPacket(meeting: Command, io: CliIo): void {
  addActFlags(meeting.command('packet').description('the packet (汇报材料) of a cycle as .docx, .html and .json: composed once, after its cut-off'))
    .requiredOption('--cycle <month>', 'such as 2019-05')
    .requiredOption('--out <folder>', 'where the files are written')
    .option('--office <code>', 'whose meeting; default that of whoever acts')
    .option('--new-edition', 'a correction: composed anew, with the next number')
    .option('--reason <text>', 'why there is a new edition; @FILE reads it from a file')
    .action((_own: unknown, self: Command) => packet(self.optsWithGlobals<PacketFlags>(), io));
}

async function packet({ json = false, out, office, ...flags }: PacketFlags, io: CliIo): Promise<void> {
  const by = { actor: actorOf(flags, io), requestId: requestIdOf(flags) };
  const cycle = monthOf(flags.cycle, '--cycle');
  const correction = await correctionOf(flags);
  const answer = await withSession(io, async ({ client }) =>
    client.meetingPacket({ office: office ?? (await officeOfActor(client, by)), cycle, correction, folder: out }, by),
  ).catch((error: unknown) => {
    throw withRequestId(error, by.requestId);
  });
  print(io, { json, document: documentOf(answer), lines: packetLines(answer) });
}

async function correctionOf({ newEdition = false, reason }: Pick<PacketFlags, 'newEdition' | 'reason'>): Promise<{ readonly reason: string } | null> {
  if (newEdition && reason === undefined) throw invalidInput('FLAG_MISSING', '出新版须写明 --reason 改版事由。', { flag: '--reason' });
  if (!newEdition && reason !== undefined) throw invalidInput('FLAG_MISSING', '--reason 只用于出新版：请同时写明 --new-edition。', { flag: '--new-edition' });
  return reason === undefined ? null : { reason: await textOf(reason) };
}

/** All that the packet says is in its .json file. */
function documentOf({ packet: content, ...answer }: PacketAnswer) {
  const { cycle, cutOff, meeting, edition, reason, composedAt, sm3, headline, reports, missing } = content;
  return { ...answer, cycle, cutOff, meeting, edition, reason, composedAt, sm3, headline, reports, missing };
}

function packetLines({ packet: content, repeated, files, editions, enteredSince }: PacketAnswer): readonly string[] {
  const { cycle, edition, composedAt, headline, reports, missing } = content;
  return [
    `${cycle} 汇报材料第 ${edition} 版${repeated ? '（原已汇总）' : ''}，汇总于 ${clockTextOf(composedAt)}`,
    `  已销号且有成果 ${headline.struckOffWithResult} / 应完成 ${headline.due}；应报告 ${reports.due} 项，按时 ${reports.onTime}，迟报 ${reports.late}，缺报 ${reports.missing}`,
    ...(missing.length > 0 ? [`  缺报部门：${missing.map(({ name }) => name).join('、')}`] : []),
    ...editions.flatMap((one) => (one.reason === null ? [] : [`  第 ${one.edition} 版事由：${one.reason}`])),
    ...(enteredSince.length > 0 ? [newEditionLine(enteredSince)] : []),
    ...files.map((file) => `  ${file}`),
  ];
}
