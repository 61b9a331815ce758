import type { OrderView } from '../../backoffice/http/contract.ts';
import type { MadeOrder } from './buy.ts';

export const readOrder = ({ buyer, ...order }: MadeOrder): Promise<OrderView> =>
  buyer.visitor.call('readOrder', asked(order));

/** How its buyer names the order: a guest with the token of the checkout. */
export const asked = ({ number, token }: Pick<MadeOrder, 'number' | 'token'>) => ({
  params: { number },
  query: { token: token ?? undefined },
});
