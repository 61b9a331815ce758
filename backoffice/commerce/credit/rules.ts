export interface UnsettledInvoice {
  id: string;
  number: string;
  orderId: string;
  currency: string;
  /** Positive: the store owes it. Negative: it is the store's credit. */
  openCents: number;
  issuedOn: string;
  dueOn: string;
}
export interface CreditUse {
  fromId: string;
  /** Null: it leaves by bank. */
  toId: string | null;
  currency: string;
  cents: number;
}

const inCredit = (invoices: UnsettledInvoice[]) =>
  invoices
    .filter(invoice => invoice.openCents < 0)
    .sort((a, b) => compare([a.issuedOn, a.id], [b.issuedOn, b.id]))
    .map(invoice => ({ ...invoice, left: -invoice.openCents }));

/** The oldest credit settles what is due first, of one currency; nothing is owed both ways afterwards. */
export function matchCredit(invoices: UnsettledInvoice[]): CreditUse[] {
  const uses: CreditUse[] = [];
  const credits = inCredit(invoices);
  const owed = invoices
    .filter(invoice => invoice.openCents > 0)
    .sort((a, b) => compare([a.dueOn, a.id], [b.dueOn, b.id]));
  for (const { id: toId, currency, openCents } of owed) {
    let missing = openCents;
    for (const credit of credits) {
      const cents = credit.currency === currency ? Math.min(credit.left, missing) : 0;
      if (cents === 0) continue;
      credit.left -= cents;
      missing -= cents;
      uses.push({ fromId: credit.id, toId, currency, cents });
    }
  }
  return uses;
}

/** The oldest credit leaves first. Null: there is less than that. */
export function takeCredit(invoices: UnsettledInvoice[], currency: string, amountCents: number): CreditUse[] | null {
  const uses: CreditUse[] = [];
  let missing = amountCents;
  for (const credit of inCredit(invoices)) {
    const cents = credit.currency === currency ? Math.min(credit.left, missing) : 0;
    if (cents === 0) continue;
    missing -= cents;
    uses.push({ fromId: credit.id, toId: null, currency, cents });
  }
  return missing === 0 ? uses : null;
}

export const creditOf = (invoices: UnsettledInvoice[], currency: string): number =>
  inCredit(invoices).reduce((sum, credit) => sum + (credit.currency === currency ? credit.left : 0), 0);

function compare(a: [string, string], b: [string, string]): number {
  const [first, second] = [a.join(' '), b.join(' ')];
  return first < second ? -1 : Number(first > second);
}
