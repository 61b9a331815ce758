import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearPayouts, earn, payoutStatuses } from '#backoffice/workflows/payouts.testing.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase, urlOf } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { listen } from '../docker/stand-ins/listen.ts';
import { createStripe } from '../docker/stand-ins/stripe/index.ts';

// Each case starts processes, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 });
const db = await testDatabase();
await plantWorld(db);
const stripe = createStripe({ publicUrl: () => server.url });
const requests = new EventEmitter();
const server = await listen(0, {
  '/': (request, response, next) => {
    requests.emit(`${request.method} ${request.path}`);
    stripe.router(request, response, next);
  },
});
afterAll(async () => {
  await server.stop();
  stripe.stop();
});
stripe.control.ensureAccount('acct_roastery');
stripe.control.ensureAccount('acct_pottery');
stripe.control.addFunds(10_000_000);

const { roastery, pottery } = WORLD.wholesalers;
let before: number;
beforeEach(async () => {
  await clearPayouts(db);
  stripe.control.clearFaults();
  before = stripe.control.transfers().length;
});
const transferred = () => stripe.control.transfers().slice(before);

function start(...options: string[]): ChildProcess {
  return spawn(process.execPath, ['jobs/pay-out-wholesalers.ts', ...options], {
    env: { ...process.env, DATABASE_URL: urlOf(db), STRIPE_API_URL: server.url, STACKR_MODE: 'demo' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
async function payout(...options: string[]): Promise<{ exitCode: number; output: string; errors: string }> {
  const child = start(...options);
  const [output, errors] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  if (child.exitCode === null) await once(child, 'exit');
  return { exitCode: child.exitCode!, output, errors };
}

describe('npm run payout', () => {
  it('previews, pays, and pays nothing the second time', async () => {
    await earn(db, roastery, 5_000);
    await earn(db, pottery, -300);
    const preview = await payout('--dry-run');
    expect(preview.output).toContain('dry run: nothing was sent');
    expect(preview.output).toMatch(/North Roastery.+€50\.00.+would be sent/);
    expect(transferred()).toEqual([]);
    const run = await payout();
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    expect(run.output).toMatch(/P-\d+.+North Roastery.+€50\.00.+sent/);
    expect(run.output).toMatch(/Clay & Co.+-€3\.00.+carried over.+negative balance/);
    expect((await payout()).output).toMatch(/North Roastery.+sent/);
    expect(transferred()).toHaveLength(1);
  });

  it('says in a sentence what is wrong', async () => {
    expect(await payout('--date', '2999-01-01')).toMatchObject({
      exitCode: 1,
      errors: expect.stringContaining('2999-01-01 is not over yet'),
    });
    expect((await payout('--date', 'yesterday')).errors).toContain('yesterday is not a date');
  });
});

describe('killed', () => {
  it.each([
    ['before the transfer is made', { kind: 'hang', when: 'before' }],
    ['while Stripe works on it', { kind: 'hang', when: 'during' }],
    ['after it is made, before we know', { kind: 'hang', when: 'after' }],
  ] as const)('%s and run again: each wholesaler is paid once', async (_, fault) => {
    await earn(db, roastery, 5_000);
    await earn(db, pottery, 4_000);
    stripe.control.fault({ ...fault, method: 'POST', path: '/v1/transfers' });
    const child = start();
    await once(requests, 'POST /v1/transfers');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await payoutStatuses(db)).toEqual({ 'clay-and-co': 'sending', 'north-roastery': 'scheduled' });
    stripe.control.releaseHung();
    // The dead process holds its lease for a minute and a half, which a person would wait.
    await db('payout_batches').update({ lease_until: new Date(0) });
    expect((await payout()).exitCode).toBe(0);
    expect(await payoutStatuses(db)).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
    expect(transferred().map(transfer => transfer.amount)).toEqual([4_000, 5_000]);
    expect(faults(await verify(db))).toEqual([]);
  });
});
