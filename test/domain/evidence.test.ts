import { expect, test } from 'vitest';
import { evidenceIn } from '../../domain/evidence.ts';
import { anEvent, historyOf, someEvidence } from '../support/events.ts';

const other = { ...someEvidence, name: '实施情况.pdf', sm3: 'a'.repeat(64) };

test('the evidence of a task is every file of every application, returned ones too, each once', () => {
  const again = anEvent('closureApplied', { evidence: [{ ...someEvidence, name: '改名.pdf' }, other] });

  expect(evidenceIn([...historyOf('closureReview'), anEvent('closureReturned'), again])).toEqual([someEvidence, other]);
  expect(evidenceIn(historyOf('inProgress'))).toEqual([]);
});
