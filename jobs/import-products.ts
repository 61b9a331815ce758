import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import { readConfig } from '#backoffice/config.ts';
import { createServices, type Services } from '#backoffice/services.ts';
import { type ImportReport, importProducts } from '#backoffice/workflows/import-products.ts';

const USAGE = 'npm run import:products -- --wholesaler <slug> file.csv [--commit] [--pending]';

// A dry run unless --commit is given. --pending hands new products in for review.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    wholesaler: { type: 'string' },
    commit: { type: 'boolean', default: false },
    pending: { type: 'boolean', default: false },
  },
});
const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
const services = await createServices(config, { name: 'command', poolSize: 2, isQueueSupervisor: false });
try {
  const report = await run(services, positionals[0], values.wholesaler);
  console.log(describeImport(report));
  process.exitCode = report.failed > 0 ? 1 : 0;
} catch (error) {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (!(error instanceof Refusal) && !isMissing) throw error;
  console.error(isMissing ? `There is no file ${positionals[0]}` : (error as Refusal).message);
  process.exitCode = 1;
} finally {
  await services.stop();
}

async function run(services: Services, file: string | undefined, slug: string | undefined): Promise<ImportReport> {
  if (!file || !slug) throw new Refusal('malformed', 'usage', `Usage: ${USAGE}`);
  const wholesaler = await services.db('wholesalers').where({ slug }).first('id');
  if (!wholesaler) throw new Refusal('not_found', 'not_found', `There is no wholesaler ${slug}`);
  return importProducts(services, {
    wholesalerId: wholesaler.id,
    fileName: basename(file),
    csv: (await open(file)).createReadStream(),
    isDryRun: !values.commit,
    requestedBy: null,
    newStatus: values.pending ? 'pending' : 'draft',
  });
}

function describeImport({ isDryRun, created, updated, unchanged, failed, rows }: ImportReport): string {
  const table = new Table({
    head: ['row', 'handle', 'result', 'what to know'],
    style: { head: [], border: [] },
    colWidths: [8, 34, 11, 70],
    wordWrap: true,
  });
  for (const { row, handle, outcome, messages } of rows) table.push([row, handle, outcome, messages.join('\n')]);
  const sum = `${created} products created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`;
  return `${table.toString()}\n${sum}${isDryRun ? ' — a dry run: nothing was kept. Add --commit to import.' : '.'}`;
}
