import type { Knex } from 'knex';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { type FailureKind, ProviderFailure } from '#backoffice/providers/failure.ts';
import { createQueue, startQueue } from '#backoffice/providers/queue/pg-boss-queue.ts';
import { stopQueue } from '#backoffice/providers/queue/work-queue.ts';
import type { Transfer, Transfers } from '#backoffice/providers/transfers/transfers.ts';
import type { Services } from '#backoffice/services.ts';

/** A processor in memory that keeps its answers by key, as Stripe does. */
export function scriptedTransfers() {
  const made: Transfer[] = [];
  const groups = new Map<string, Transfer>();
  const answers = new Map<string, Transfer | ProviderFailure>();
  let faults: { kind: FailureKind; when: 'before' | 'after'; account?: string }[] = [];
  const balance = new Map([['EUR', 10_000_000]]);
  const transfers: Transfers = {
    openAccount: async () => {
      throw new Error('not here');
    },
    onboardingUrl: async () => 'https://stripe.test',
    readAccount: async () => {
      throw new Error('not here');
    },
    availableBalance: async () => new Map(balance),
    findByPayout: async payoutId => groups.get(payoutId) ?? null,
    reverse: async () => {
      throw new Error('not here');
    },
    async send(request) {
      const key = `${request.payoutId} ${request.attempt}`;
      const kept = answers.get(key);
      if (kept instanceof ProviderFailure) throw kept;
      if (kept) return kept;
      const fault = faults.find(one => !one.account || one.account === request.accountId);
      if (fault) faults = faults.filter(one => one !== fault);
      const failure = fault && new ProviderFailure('stripe', fault.kind, 'scripted', 'scripted failure');
      if (fault?.when === 'before') {
        if (fault.kind === 'unknown') answers.set(key, failure!);
        throw failure;
      }
      const left = (balance.get(request.currency) ?? 0) - request.amountCents;
      if (left < 0) throw new ProviderFailure('stripe', 'insufficient', 'balance_insufficient', 'too little');
      balance.set(request.currency, left);
      const transfer = {
        id: `tr_${made.length + 1}`,
        amountCents: request.amountCents,
        reversedCents: 0,
        currency: request.currency,
        accountId: request.accountId,
      };
      made.push(transfer);
      groups.set(request.payoutId, transfer);
      answers.set(key, failure ?? transfer);
      if (failure) throw failure;
      return transfer;
    },
  };
  return { transfers, made, balance, script: (fault: (typeof faults)[number]) => faults.push(fault) };
}

export async function payoutRig(db: Knex) {
  let now = new Date('2026-03-20T02:00:00Z');
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const boss = await startQueue(db, { isSupervisor: false, log });
  afterAll(() => stopQueue(boss));
  const processor = scriptedTransfers();
  const services = {
    db,
    log,
    now: () => now,
    queue: createQueue(boss),
    transfers: processor.transfers,
    settings: { publicUrl: 'https://stackr.test', currency: 'EUR', payoutReleaseAboveCents: null },
  } as unknown as Services;
  return {
    services,
    processor,
    setNow(to: string) {
      now = new Date(to);
    },
  };
}
