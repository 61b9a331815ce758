import { requireDestination } from './accounts.ts';
import { heldByAccount, move, requireAvailable } from './balance.ts';
import type { Call, Endpoints } from './endpoint.ts';
import { allowOnly, integer, metadata, positiveAmount, requiredText, text } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import { noSuch, Refusal } from './refusal.ts';
import type { Reversal, Transfer } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const transferEndpoints: Endpoints = {
  'POST /v1/transfers': createTransfer,
  'GET /v1/transfers': (desk, { form }) => {
    allowOnly(form, [...PAGING, 'transfer_group', 'destination']);
    const transfers = matching(Object.values(desk.state.transfers), form, ['transfer_group', 'destination']);
    return page(transfers, form, '/v1/transfers');
  },
  'GET /v1/transfers/:id': (desk, { id }) => findTransfer(desk, id),
  'POST /v1/transfers/:id/reversals': (desk, { id, form }) => reverse(desk, findTransfer(desk, id), form),
  'GET /v1/transfers/:id/reversals': (desk, { id, form }) => {
    const { reversals } = findTransfer(desk, id);
    return page(reversals.data.toReversed(), form, reversals.url);
  },
  'GET /v1/transfers/:id/reversals/:child': (desk, { id, child }) => {
    const reversal = findTransfer(desk, id).reversals.data.find(one => one.id === child);
    if (!reversal) throw noSuch('transfer reversal', child);
    return reversal;
  },
};

export function findTransfer(desk: Desk, id: string): Transfer {
  const transfer = desk.state.transfers[id];
  if (!transfer) throw noSuch('transfer', id, { param: 'transfer' });
  return transfer;
}

function createTransfer(desk: Desk, { form }: Call): Transfer {
  const names = 'amount currency destination transfer_group description metadata source_transaction source_type';
  allowOnly(form, names.split(' '));
  const amount = positiveAmount(form, 'amount');
  const currency = requiredText(form, 'currency').toLowerCase();
  const destination = requireDestination(desk, requiredText(form, 'destination'));
  const source = text(form, 'source_transaction');
  if (source) requireSource(desk, source, amount);
  else requireAvailable(desk, amount, currency);
  const id = newId('tr_1');
  const transfer = Object.assign(
    { livemode: false, source_type: 'card' },
    {
      id,
      object: 'transfer',
      amount,
      amount_reversed: 0,
      balance_transaction: move(desk, { type: 'transfer', amount: -amount, currency, source: id }).id,
      created: desk.now(),
      currency,
      description: text(form, 'description'),
      destination: destination.id,
      destination_payment: newId('py_1'),
      metadata: metadata(form),
      reversals: { object: 'list' as const, data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
      reversed: false,
      source_transaction: source,
      transfer_group: text(form, 'transfer_group') ?? (source && desk.state.charges[source]!.transfer_group),
    },
  );
  desk.state.transfers[id] = transfer;
  desk.emit('transfer.created', transfer);
  return transfer;
}

/** A transfer tied to a charge waits for that charge's money and may not exceed it. */
function requireSource(desk: Desk, id: string, amount: number): void {
  const charge = desk.state.charges[id];
  if (!charge?.paid) throw noSuch('charge', id, { param: 'source_transaction', status: 400 });
  const sent = Object.values(desk.state.transfers)
    .filter(one => one.source_transaction === id)
    .reduce((sum, one) => sum + one.amount - one.amount_reversed, 0);
  if (sent + amount <= charge.amount) return;
  const message = `The transfers from charge ${id} would exceed its amount.`;
  throw new Refusal(400, { code: 'transfer_source_balance_parameters_mismatch', message });
}

export function reverse(desk: Desk, transfer: Transfer, form: Call['form']): Reversal {
  allowOnly(form, ['amount', 'description', 'metadata', 'refund_application_fee']);
  const left = transfer.amount - transfer.amount_reversed;
  const amount = integer(form, 'amount') === null ? left : positiveAmount(form, 'amount');
  if (amount === 0 || amount > left) {
    const message = `Reversal amount is greater than unreversed amount on transfer ${transfer.id} (${left}).`;
    throw new Refusal(400, { param: 'amount', message });
  }
  if (heldByAccount(desk, transfer.destination, transfer.currency) < amount) {
    const message = 'The connected account has insufficient funds to cover this reversal.';
    throw new Refusal(400, { code: 'balance_insufficient', message });
  }
  const { currency } = transfer;
  const id = newId('trr_1');
  const reversal = Object.assign(
    { destination_payment_refund: newId('pyr_1'), source_refund: null },
    {
      id,
      object: 'transfer_reversal',
      amount,
      balance_transaction: move(desk, { type: 'transfer_refund', amount, currency, source: id }).id,
      created: desk.now(),
      currency,
      metadata: metadata(form),
      transfer: transfer.id,
    },
  );
  transfer.amount_reversed += amount;
  transfer.reversed = transfer.amount_reversed === transfer.amount;
  transfer.reversals.data.unshift(reversal);
  desk.emit('transfer.reversed', transfer);
  return reversal;
}
