import type { Services } from '#backoffice/services.ts';
import { faults, verify } from '#db/verify.ts';

/** Every invariant, nightly. A fault is an error in the log, which is what wakes somebody; the run itself succeeds. */
export async function verifyBooks(
  services: Services,
): Promise<{ checks: number; faults: string[]; warnings: string[] }> {
  const findings = await verify(services.db);
  const wrong = faults(findings);
  for (const { check, title, rows } of wrong)
    services.log.error({ check, rows: rows.slice(0, 5), count: rows.length }, `invariant broken: ${title}`);
  const warned = findings.filter(({ severity, rows }) => severity === 'warning' && rows.length > 0);
  return {
    checks: findings.length,
    faults: wrong.map(({ check }) => check),
    warnings: warned.map(({ check }) => check),
  };
}
