// The controls of the stand-ins: what buyers do on the pay page and carriers do on the road.

export const CARDS = { good: '4242424242424242', declined: '4000000000000002' } as const;

export type Vendors = ReturnType<typeof reachVendors>;

export function reachVendors(standIns: string) {
  const post = async (path: string, body: object = {}) => {
    const response = await fetch(`${standIns}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The stand-in answers ${response.status} to ${path}: ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  const session = (redirectUrl: string) => {
    const id = redirectUrl.match(/cs_\w+/)?.[0];
    if (!id) throw new Error(`No pay page in ${redirectUrl}`);
    return id;
  };
  return {
    /** True: the money is there. */
    async pay(redirectUrl: string, card: string): Promise<boolean> {
      const { kind } = await post(`/_control/checkout/${session(redirectUrl)}/pay`, { card });
      return kind === 'paid';
    },
    expire: (redirectUrl: string): Promise<unknown> => post(`/_control/checkout/${session(redirectUrl)}/expire`),
    addFunds: (amount: number): Promise<unknown> => post('/_control/funds', { amount }),
    /** Until they are released, Stripe's events wait; each is then sent as often as said. */
    async holdEvents({ copies }: { copies: number }): Promise<void> {
      await post('/_control/webhooks', { copies });
      await post('/_control/webhooks/hold');
    },
    async releaseEvents(order: 'sent' | 'reversed'): Promise<void> {
      await post('/_control/webhooks/release', { order });
      await post('/_control/webhooks', { copies: 1 });
    },
    moveParcel: (trackingCode: string, options: { status?: string; copies?: number }): Promise<unknown> =>
      post(`/easypost/_control/trackers/${trackingCode}/advance`, options),
  };
}
