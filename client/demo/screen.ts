import { verifyLedger } from '../../ledger/verify.ts';
import { taskWorkflowId } from '../../workflows/contract.ts';
import { ledgerLines } from '../cli/ledger-commands.ts';
import { tableLines } from '../cli/table.ts';
import { connectSupervision } from '../supervision-client.ts';
import type { Lived } from './life.ts';
import type { Stage } from './stage.ts';

const ledgerRowsShown = 8;

/** One screen, all of it computed from the ledger as it now is. */
export async function closingScreen({ desk, stack }: Stage, { kill, refusal, shown }: Lived): Promise<readonly string[]> {
  const client = connectSupervision(desk);
  const ledger = await client.ledgerRows({ programme: '2019' });
  const history = await client.history(shown);
  const verified = await verifyLedger(desk.ledger);
  const [heading = '', ...rows] = ledgerLines(ledger);
  const link = `${stack().uiUrl}/namespaces/${stack().namespace}/workflows/${encodeURIComponent(taskWorkflowId(shown.programme, shown.number))}`;
  return [
    '',
    '════════ 演示数据 ════════',
    `已销号且有成果 ${ledger.totals.struckOffWithResult} / 应完成 ${ledger.totals.due}（2019 年方案）`,
    `worker killed, restarted: acknowledged ${kill.acknowledged}, in the ledger ${kill.inLedger}, doubled ${kill.doubled}`,
    `申请人自行销号：${refusal.code} ${refusal.message}`,
    `台账核验：${verified.ok ? '完好' : `有误（${JSON.stringify(verified.broken)}）`}，任务 ${verified.tasks} 项，事件 ${verified.events} 条`,
    '',
    `${shown.programme}/${shown.number} ${shown.assignment.title} 的全过程`,
    ...tableLines(
      ['序号', '时间（UTC）', '事件', '经办', '校验'],
      (history?.events ?? []).map(({ seq, at, type, actor, hash }) => [String(seq), at.slice(0, 16), type, actor, hash.slice(0, 12)]),
    ),
    '',
    `台账（前 ${ledgerRowsShown} 项，共 ${ledger.totals.tasks} 项）`,
    heading,
    ...rows.slice(0, ledgerRowsShown),
    rows.at(-1) ?? '',
    '',
    `Web UI: ${link}`,
  ];
}
